package io.aletheia.jdbc.shell;

import io.aletheia.jdbc.AletheiaDriver;
import io.aletheia.query.Product;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
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

    /** Made by sqlline. */
    public Console() {}

    /** Reads statements until the person ends the shell, and returns the exit code. */
    static int run(ShellOptions options, PrintStream out, PrintStream err) {
        // Without a terminal, as in a pipe, jline need not complain that there is none.
        System.setProperty("org.jline.terminal.dumb", "true");
        SqlLine shell = new SqlLine();
        shell.setOutputStream(out);
        shell.setErrorStream(err);
        try {
            return shell.begin(arguments(options), null, true) == SqlLine.Status.OK ? 0 : 1;
        } catch (IOException e) {
            err.println("cannot use the terminal: " + e);
            return 1;
        }
    }

    private static String[] arguments(ShellOptions options) {
        return new String[] {
            "-ac",
            Console.class.getName(),
            "-d",
            AletheiaDriver.class.getName(),
            "-u",
            options.url(),
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
        return options;
    }
}
