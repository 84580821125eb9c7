package io.aletheia.jdbc.shell;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.LogCheck;
import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.SalvageReport;
import io.aletheia.engine.model.Time;
import io.aletheia.query.OfflineTools;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The commands of the shell's jar that look at a database without opening it: {@code wal ...} and {@code recovery ...}. */
final class ToolCommand {
    static final String USAGE = """
              wal inspect DIRECTORY [LSN]         print what stands in the log from an LSN on, damaged or not
              wal verify DIRECTORY                read the whole log and the checkpoints' files; exit code 1 if something is wrong
              recovery estimate DIRECTORY         say how long recovery would take
              recovery salvage DIRECTORY COPY     copy what can be recovered of a damaged database into a new directory
            """;

    private static final int SUCCESS = 0;
    private static final int DATABASE_ERROR = 1;
    private static final int USAGE_ERROR = 2;

    private final PrintStream out;
    private final PrintStream err;

    ToolCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Whether the command line is one of these. */
    static boolean isTool(String... arguments) {
        return arguments.length > 0 && (arguments[0].equals("wal") || arguments[0].equals("recovery"));
    }

    /** Does what the command line asks for and returns the exit code. */
    int run(String... arguments) {
        List<String> words = List.of(arguments);
        String command = words.size() < 2 ? words.get(0) : words.get(0) + " " + words.get(1);
        try {
            switch (command) {
                case "wal inspect" -> {
                    require(words, 3, 4);
                    inspect(Path.of(words.get(2)), words.size() == 4 ? lsn(words.get(3)) : 1);
                }
                case "wal verify" -> {
                    require(words, 3, 3);
                    return verify(OfflineTools.checkLog(Path.of(words.get(2))));
                }
                case "recovery estimate" -> {
                    require(words, 3, 3);
                    print(OfflineTools.estimateRecovery(Path.of(words.get(2))));
                }
                case "recovery salvage" -> {
                    require(words, 4, 4);
                    print(OfflineTools.salvage(Path.of(words.get(2)), Path.of(words.get(3))), words.get(3));
                }
                default -> throw new IllegalArgumentException("there is no command " + command);
            }
            return SUCCESS;
        } catch (InvalidPathException e) {
            err.println("this is no name of a directory: " + e.getInput());
            return USAGE_ERROR;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print("Usage: java -jar aletheia-jdbc-<version>-all.jar\n\n" + USAGE);
            return USAGE_ERROR;
        } catch (DatabaseException e) {
            err.println(e.getMessage());
            err.println("SQLSTATE " + e.code().sqlState() + ", code " + e.code().vendorCode());
            return DATABASE_ERROR;
        }
    }

    private static void require(List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            throw new IllegalArgumentException(
                    words.get(0) + " " + words.get(1) + ": too " + (words.size() < least ? "few" : "many") + " words");
        }
    }

    private static long lsn(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an LSN is a whole number: " + text, e);
        }
    }

    private void inspect(Path directory, long fromLsn) {
        try (LogEntries entries = OfflineTools.logEntries(directory, fromLsn)) {
            for (LogEntry entry = entries.next(); entry != null; entry = entries.next()) {
                String transaction = entry.systemTime() == Long.MIN_VALUE
                        ? ""
                        : "transaction " + entry.transactionId() + " at " + Time.toText(entry.systemTime()) + ": ";
                out.println(String.format(
                        Locale.ROOT,
                        "%10d  %-12s  %s@%d  %s%s",
                        entry.lsn(),
                        entry.kind(),
                        entry.segment(),
                        entry.offset(),
                        transaction,
                        entry.text()));
            }
        }
    }

    private int verify(LogCheck found) {
        out.println(found.segments() + " segments, " + found.frames() + " frames, " + found.transactions()
                + " transactions, " + found.operations() + " operations, LSN " + found.firstLsn() + " to "
                + found.lastLsn());
        if (found.tornTailBytes() > 0) {
            out.println(
                    "an unfinished write of " + found.tornTailBytes()
                            + " bytes at the end; by all that the log says it was never acknowledged, and opening the database cuts it off");
        }
        found.violations().forEach(out::println);
        out.println(found.violations().isEmpty() ? "sound" : found.violations().size() + " violations");
        return found.violations().isEmpty() ? SUCCESS : DATABASE_ERROR;
    }

    private void print(RecoveryEstimate estimate) {
        out.println("checkpoint at LSN " + estimate.checkpointLsn() + ": " + estimate.rows() + " rows, "
                + estimate.checkpointBytes() + " bytes, " + millis(estimate.loadMicros()));
        out.println("log behind it: " + estimate.operations() + " operations, " + estimate.logBytes() + " bytes, "
                + millis(estimate.replayMicros()));
        out.println("together " + millis(estimate.micros()));
    }

    private static String millis(long micros) {
        return "about " + String.format(Locale.ROOT, "%.1f", micros / 1000.0) + " ms";
    }

    private void print(SalvageReport salvaged, String copy) {
        salvaged.losses().forEach(loss -> out.println("lost: " + loss));
        out.println("copied up to LSN " + salvaged.lastLsn() + ": the checkpoint at LSN " + salvaged.checkpointLsn()
                + " and " + salvaged.transactions() + " transactions behind it, " + salvaged.bytes() + " bytes");
        out.println(
                salvaged.losses().isEmpty()
                        ? "nothing is known to be lost; open it as jdbc:aletheia:file:" + copy
                        : "what is behind that is lost; open the rest as jdbc:aletheia:file:" + copy);
    }
}
