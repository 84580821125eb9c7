package io.aletheia.engine;

import io.aletheia.engine.StateText.Detail;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be found when a database of {@link FaultRun} is opened: the state after one of its commits, not before the last that was
 * promised to stay, and able to go on. Says what is wrong, in words; null if nothing is. The states are those of a run without
 * faults. Immutable.
 */
final class FaultOracle {
    private static final TransactionOptions SYNCHRONOUS =
            new TransactionOptions(Isolation.SNAPSHOT, DurabilityMode.SYNCHRONOUS, false);

    private final Detail detail;
    private final TreeMap<Long, String> states = new TreeMap<>();

    FaultOracle(int seed, Detail detail) {
        this.detail = detail;
        FaultRun run = new FaultRun(new FaultyDirectory(), seed);
        note(run);
        while (!run.isOver()) {
            run.commit();
            note(run);
            run.maintain();
        }
        run.database().close();
    }

    private void note(FaultRun run) {
        states.put(run.database().lastLsn(), StateText.of(run.database(), detail));
    }

    /** The last LSN of the script. */
    long lastLsn() {
        return states.lastKey();
    }

    /** Compares what a database shows. */
    @Nullable
    String wrongIn(Database database, long promisedLsn) {
        long lsn = database.lastLsn();
        String expected = states.get(lsn);
        if (lsn < promisedLsn) {
            return "LSN " + lsn + " is the last, but " + promisedLsn + " was promised";
        }
        if (expected == null) {
            return "LSN " + lsn + " is the last, which is in the middle of a transaction";
        }
        String found = StateText.of(database, detail);
        return found.equals(expected) ? null : "at LSN " + lsn + ", " + StateText.difference(expected, found);
    }

    /** Compares what readers of a database see whose log has failed: the state after some commit. */
    @Nullable
    String wrongForReaders(Database database, long promisedLsn) {
        String found = StateText.of(database, detail);
        return states.tailMap(promisedLsn, true).containsValue(found)
                ? null
                : "what readers see is the state after no commit";
    }

    /** Opens a directory for reading and looks at what is there. */
    @Nullable
    String wrongIn(FaultyDirectory directory, long promisedLsn) {
        try (Database database = FaultRun.openForReading(directory)) {
            return wrongIn(database, promisedLsn);
        } catch (DatabaseException e) {
            return "it cannot be opened: " + e.getMessage();
        }
    }

    /** Opens a directory: what is shown must be right and stay, and so must what is committed then, if the power goes. */
    @Nullable
    String wrongInGoingOn(FaultyDirectory directory, long promisedLsn) {
        Database database;
        try {
            database = FaultRun.open(directory);
        } catch (DatabaseException e) {
            return "it cannot be opened: " + e.getMessage();
        }
        String after;
        try {
            String wrong = wrongIn(database, promisedLsn);
            if (wrong == null) {
                FaultyDirectory lost = directory.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
                wrong = named("the power went when it was open", wrongIn(lost, database.lastLsn()));
            }
            if (wrong == null) {
                wrong = wrongInOneMoreCommit(database);
            }
            if (wrong != null) {
                return wrong;
            }
            after = StateText.of(database, detail);
        } finally {
            FaultRun.abandon(database, directory);
        }
        FaultyDirectory left = directory.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
        try (Database again = FaultRun.openForReading(left)) {
            String found = StateText.of(again, detail);
            return found.equals(after)
                    ? null
                    : "after one more commit and a loss of power, " + StateText.difference(after, found);
        } catch (DatabaseException e) {
            return "after one more commit and a loss of power: " + e.getMessage();
        }
    }

    /** Nothing that a commit is given may have been given before. */
    private static @Nullable String wrongInOneMoreCommit(Database database) {
        long lsn = database.lastLsn();
        long transactionIdMax = 0;
        long systemTimeMax = Long.MIN_VALUE;
        long entityIdMax = 0;
        long entityId;
        long systemTime;
        long transactionId;
        try (Transaction transaction = database.begin(SYNCHRONOUS)) {
            transactionIdMax = max(transaction.transactions(), 0, transactionIdMax);
            systemTimeMax = max(transaction.transactions(), 1, systemTimeMax);
            TableDefinition event = transaction.catalog().table(CatalogVersion.PUBLIC, "event");
            if (event == null) {
                event = transaction.createTable(TestTables.node(
                        "event", ColumnDefinition.generatedId(), TestTables.nullable("text", ValueType.VARCHAR)));
                lsn++;
            }
            entityIdMax = max(transaction.scan(event.id(), TemporalFilter.ALL, new int[] {0}), 0, entityIdMax);
            entityId = transaction.insert(event.id(), Portion.FROM_NOW_ON, new @Nullable Object[] {null, "one more"});
            systemTime = transaction.commit();
            transactionId = transaction.committedId();
        }
        if (database.lastLsn() != lsn + 1) {
            return "the next LSN after " + lsn + " is " + database.lastLsn();
        }
        if (transactionId <= transactionIdMax || systemTime <= systemTimeMax || entityId <= entityIdMax) {
            return "after transaction " + transactionIdMax + " at " + systemTimeMax + " and entity " + entityIdMax
                    + " came transaction " + transactionId + " at " + systemTime + " and entity " + entityId;
        }
        return null;
    }

    private static long max(BatchSource source, int column, long least) {
        long max = least;
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    Object value = batch.column(column).object(batch.row(i));
                    max = Math.max(max, value instanceof Long number ? number : Long.MIN_VALUE);
                }
            }
        }
        return max;
    }

    /** Looks for what was purged in all files. */
    static @Nullable String wrongInFiles(FaultyDirectory directory, Set<String> purged) {
        if (purged.isEmpty()) {
            return null;
        }
        for (String name : directory.list()) {
            String content =
                    StandardCharsets.ISO_8859_1.decode(directory.read(name)).toString();
            for (String word : purged) {
                if (content.contains(word)) {
                    return name + " holds the " + word + ", which was purged";
                }
            }
        }
        return null;
    }

    /** What is wrong, and where; null if nothing is. */
    static @Nullable String named(String where, @Nullable String wrong) {
        return wrong == null ? null : where + ": " + wrong;
    }
}
