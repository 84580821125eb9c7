package io.aletheia.jdbc.shell;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import sqlline.SqlLine;
import sqlline.SqlLineParser;

/**
 * Tells where a statement ends, as sqlline does, and takes the words that people know from other shells for the commands that they
 * mean: {@code exit} for {@code !quit}. Such a word alone is no statement, so nothing else can be meant. Confined to the shell's
 * thread.
 */
final class PromptParser extends SqlLineParser {
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("help", "!help"),
            Map.entry("?", "!help"),
            Map.entry("\\?", "!help"),
            Map.entry("\\h", "!help"),
            Map.entry("exit", "!quit"),
            Map.entry("quit", "!quit"),
            Map.entry("\\q", "!quit"),
            Map.entry("\\d", "!tables"),
            Map.entry("\\dt", "!tables"),
            Map.entry("show tables", "!tables"));
    private static final Pattern DESCRIBE = Pattern.compile("(?i)(?:\\\\d|describe|desc)\\s+(\\w+)");

    private final LineReader reader;

    PromptParser(SqlLine shell, LineReader reader) {
        super(shell);
        this.reader = reader;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        String command = context == ParseContext.ACCEPT_LINE ? command(line) : null;
        if (command == null) {
            return super.parse(line, cursor, context);
        }
        // What is read is what the buffer holds when the line has been parsed.
        reader.getBuffer().clear();
        reader.getBuffer().write(command);
        return super.parse(command, command.length(), context);
    }

    /** The command that a line means which is neither a command nor a statement; null for any other line. */
    static @Nullable String command(String line) {
        String text = line.strip();
        if (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        String command = COMMANDS.get(text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (command != null) {
            return command;
        }
        Matcher describe = DESCRIBE.matcher(text);
        return describe.matches() ? "!columns " + describe.group(1) : null;
    }
}
