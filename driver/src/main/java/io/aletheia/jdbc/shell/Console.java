package io.aletheia.jdbc.shell;

import io.aletheia.jdbc.AletheiaDriver;
import io.aletheia.query.Product;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jspecify.annotations.Nullable;
import sqlline.Application;
import sqlline.BuiltInProperty;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/**
 * The shell for a person: sqlline with history, completion and commands such as {@code !tables}. Public because sqlline makes
 * its application by name.
 */
public final class Console extends Application {
    private static final String HISTORY =
            System.getProperty("user.home") + File.separator + ".aletheia" + File.separator + "history";

    private static final int WIDTH_MAX = 1_000_000;

    /** Made by sqlline. */
    public Console() {}

    /**
     * Reads statements until the person ends the shell, and returns the exit code.
     *
     * @param connection to the same database, for what the person does not ask by a statement
     * @param url names that database for a second connection
     */
    static int run(ShellOptions options, Connection connection, String url, PrintStream out, PrintStream err) {
        // Without a terminal, as in a pipe, jline need not complain that there is none.
        System.setProperty("org.jline.terminal.dumb", "true");
        SqlLine shell = new Prompt(connection);
        shell.setOutputStream(out);
        shell.setErrorStream(err);
        try {
            return shell.begin(arguments(options, url), null, true) == SqlLine.Status.OK ? 0 : 1;
        } catch (IOException e) {
            err.println("cannot use the terminal: " + e);
            return 1;
        }
    }

    /** Reads with our parser, completion and history where sqlline has its own. */
    private static final class Prompt extends SqlLine {
        private final Connection connection;

        Prompt(Connection connection) {
            this.connection = connection;
        }

        @Override
        public LineReader getConsoleReader(@Nullable InputStream in, History history) throws IOException {
            LineReader reader = super.getConsoleReader(in, history);
            if (reader instanceof LineReaderImpl ours) {
                ours.setParser(new PromptParser(this, ours));
                ours.setCompleter(completer(ours.getCompleter()));
                ours.setVariable(LineReader.HISTORY_FILE, HISTORY);
                history.load();
            }
            return reader;
        }

        private Completer completer(Completer commands) throws IOException {
            try {
                return new SchemaCompleter(connection, commands);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    private static String[] arguments(ShellOptions options, String url) {
        return new String[] {
            "-ac",
            Console.class.getName(),
            "-d",
            AletheiaDriver.class.getName(),
            "-u",
            url,
            // sqlline asks for what is not there.
            "-n",
            options.properties().getProperty("user", ""),
            "-p",
            options.properties().getProperty("password", "")
        };
    }

    @Override
    public String getInfoMessage() {
        return Product.NAME + " " + Product.VERSION
                + ". A statement ends with a semicolon; !help lists the commands, !quit ends the shell.";
    }

    @Override
    public String getVersion() {
        return Product.VERSION;
    }

    /** No others, and no search for them in the class path. */
    @Override
    public List<String> allowedDrivers() {
        return List.of(AletheiaDriver.class.getName());
    }

    @Override
    public Collection<String> getConnectionUrlExamples() {
        return List.of("jdbc:aletheia:file:directory", "jdbc:aletheia:mem:name");
    }

    @Override
    public SqlLineOpts getOpts(SqlLine shell) {
        SqlLineOpts options = super.getOpts(shell);
        options.set(BuiltInProperty.PROMPT, "aletheia> ");
        options.set(BuiltInProperty.HISTORY_FILE, HISTORY);
        options.set(BuiltInProperty.NULL_VALUE, "NULL");
        // Lines that are too long for the terminal are broken by it; sqlline would leave out the columns that do not
        // fit.
        options.set(BuiltInProperty.MAX_WIDTH, WIDTH_MAX);
        return options;
    }
}
