package io.aletheia.jdbc.shell;

import io.aletheia.jdbc.AletheiaDriver;
import io.aletheia.query.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The main class of the driver's jar. Exit codes: 0 for success, 1 for an error of the database, 2 for a wrong command line. */
public final class Shell {
    private static final int SUCCESS = 0;
    private static final int DATABASE_ERROR = 1;
    private static final int USAGE_ERROR = 2;
    private static final String STANDARD_INPUT = "-";
    /** What some editors put before UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** A shell that talks through these streams. */
    public Shell(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the shell and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        // Files are UTF-8 and so is what is printed, whatever the platform's default is on Java 17.
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int exitCode = new Shell(System.in, out, err).run(arguments);
        out.flush();
        System.exit(exitCode);
    }

    /** Does what the command line asks for and returns the exit code. */
    public int run(String... arguments) {
        if (ToolCommand.isTool(arguments)) {
            return new ToolCommand(out, err).run(arguments);
        }
        ShellOptions options;
        try {
            options = ShellOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("--help lists the options");
            return USAGE_ERROR;
        }
        return switch (options.action()) {
            case PRINT_USAGE -> {
                out.print(ShellOptions.USAGE);
                yield SUCCESS;
            }
            case PRINT_VERSION -> {
                out.println(Product.NAME + " " + Product.VERSION);
                yield SUCCESS;
            }
            case RUN -> connect(options);
        };
    }

    private int connect(ShellOptions options) {
        String url = options.sharedUrl();
        try {
            requireFiles(options);
            try (Connection connection = open(url, options)) {
                if (connection == null) {
                    err.println("this is not a URL of Aletheia; --help lists the forms");
                    return USAGE_ERROR;
                }
                ScriptRunner.printWarnings(connection.getWarnings(), out);
                try (StatementBar bar = bar(url, options)) {
                    return options.scripts().isEmpty()
                            ? Console.run(options, connection, url, out, err)
                            : runScripts(options, connection, bar);
                }
            }
        } catch (SQLException e) {
            err.println(e.getMessage());
            err.println("SQLSTATE " + e.getSQLState() + ", code " + e.getErrorCode());
            return DATABASE_ERROR;
        } catch (NoSuchFileException e) {
            err.println("there is no file " + e.getFile());
            return USAGE_ERROR;
        } catch (IOException e) {
            err.println("cannot read the script: " + reason(e));
            return USAGE_ERROR;
        }
    }

    /** Only for a person who looks on; what a script prints to files and pipes has nothing of it. */
    private @Nullable StatementBar bar(String url, ShellOptions options) throws SQLException {
        if (!isTerminal()) {
            return null;
        }
        Connection connection = new AletheiaDriver().connect(url, options.properties());
        return connection == null ? null : StatementBar.start(connection, err);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // newer JDKs have a console without a terminal too, which tells when it is asked
    private static boolean isTerminal() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private @Nullable Connection open(String url, ShellOptions options) throws SQLException {
        var bar = new RecoveryBar(err, System::nanoTime);
        try {
            return new AletheiaDriver(bar).connect(url, options.properties());
        } finally {
            bar.end();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? String.valueOf(file.getMessage())
                : e.toString();
    }

    /** Looks before a database is made that nothing will be done with. */
    private static void requireFiles(ShellOptions options) throws IOException {
        for (ShellOptions.Source script : options.scripts()) {
            if (script.isFile() && !script.text().equals(STANDARD_INPUT)) {
                Path file = Path.of(script.text());
                if (!Files.exists(file)) {
                    throw new NoSuchFileException(script.text());
                }
                if (Files.isDirectory(file)) {
                    throw new FileSystemException(script.text(), null, "it is a directory");
                }
            }
        }
    }

    private int runScripts(ShellOptions options, Connection connection, @Nullable StatementBar bar) throws IOException {
        ScriptRunner runner = new ScriptRunner(connection, out, err, () -> {
            if (bar != null) {
                bar.clear();
            }
        });
        for (ShellOptions.Source script : options.scripts()) {
            if (!runner.run(script.isFile() ? script.text() : "-e", read(script))) {
                return DATABASE_ERROR;
            }
        }
        return SUCCESS;
    }

    private String read(ShellOptions.Source script) throws IOException {
        if (!script.isFile()) {
            return script.text();
        }
        String text = script.text().equals(STANDARD_INPUT)
                ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(script.text()));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
