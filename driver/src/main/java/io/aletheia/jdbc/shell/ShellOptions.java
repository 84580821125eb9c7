package io.aletheia.jdbc.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. Immutable but for the properties.
 *
 * @param action what is to be done
 * @param url the database
 * @param properties user and password
 * @param scripts script files and statements in their order; empty for a person
 */
record ShellOptions(Action action, String url, Properties properties, List<Source> scripts) {
    /** The database of somebody who names none. */
    static final String DEFAULT_URL = "jdbc:aletheia:mem:";

    static final String USAGE = """
            Usage: java -jar aletheia-jdbc-<version>-all.jar [options]

              -u, --url URL            the database: jdbc:aletheia:file:<directory> or jdbc:aletheia:mem:[name],
                                       followed by settings such as ;durability=SYNCHRONOUS
                                       (without -u: a new database in memory, gone at the end)
              -f, --file FILE          run the statements of a file and end; - is the standard input
              -e, --execute SQL        run these statements and end
              -n, --user NAME          user name
              -p, --password PASSWORD  password
                  --version            print the version and end
                  --help               print this text and end

            -f and -e can be given several times and are run in their order. The first error ends the shell with exit code 1;
            what it was told wrongly ends it with 2. Relative paths in COPY are relative to the current directory.
            Without -f and -e the shell reads statements from the keyboard; !help lists its commands, !quit ends it.

            In the place of options, for a database that is not open:

            """ + ToolCommand.USAGE.indent(2).stripTrailing() + "\n";

    /** What is to be done. */
    enum Action {
        RUN,
        PRINT_USAGE,
        PRINT_VERSION
    }

    /**
     * Where statements come from.
     *
     * @param isFile whether the text is the name of a file
     */
    record Source(String text, boolean isFile) {}

    /** Reads the command line; throws IllegalArgumentException with a message for the person who wrote it. */
    static ShellOptions parse(String... arguments) {
        Action action = Action.RUN;
        String url = DEFAULT_URL;
        Properties properties = new Properties();
        List<Source> scripts = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            String value = i + 1 < arguments.length ? arguments[i + 1] : null;
            switch (option) {
                case "-h", "--help", "-?" -> action = Action.PRINT_USAGE;
                case "-v", "--version" -> action = Action.PRINT_VERSION;
                case "-u", "--url" -> url = required(option, value);
                case "-f", "--file" -> scripts.add(new Source(required(option, value), true));
                case "-e", "--execute" -> scripts.add(new Source(required(option, value), false));
                case "-n", "--user" -> properties.setProperty("user", required(option, value));
                case "-p", "--password" -> properties.setProperty("password", required(option, value));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
            if (action == Action.RUN) {
                i++; // the value; every option but the two above has one
            }
        }
        return new ShellOptions(action, url, properties, List.copyOf(scripts));
    }

    /** The URL, with a name for a database in memory that has none, so that two connections of this process share it. */
    String sharedUrl() {
        boolean nameless = url.equals(DEFAULT_URL) || url.startsWith(DEFAULT_URL + ";");
        return nameless ? DEFAULT_URL + "shell" + url.substring(DEFAULT_URL.length()) : url;
    }

    private static String required(String option, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("option " + option + " needs a value");
        }
        return value;
    }
}
