package io.aletheia.jdbc.shell;

import io.aletheia.jdbc.types.ReservedWords;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes a word of a statement to a table, a column or a keyword, as the database has them at that moment. Keywords take the
 * case of what has been typed. Lines that are commands are completed by sqlline. Confined to the shell's thread.
 */
final class SchemaCompleter implements Completer {
    private final Connection connection;
    private final Completer commands;
    private final Set<String> keywords = new TreeSet<>(ReservedWords.all());

    SchemaCompleter(Connection connection, Completer commands) throws SQLException {
        this.connection = connection;
        this.commands = commands;
        keywords.addAll(List.of(connection.getMetaData().getSQLKeywords().split(",")));
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.line().stripLeading().startsWith("!")) {
            commands.complete(reader, line, candidates);
            return;
        }
        String typed =
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        // A qualified name is one word.
        String qualifier = typed.substring(0, typed.lastIndexOf('.') + 1);
        for (String word : words(typed.substring(qualifier.length()), !qualifier.isEmpty())) {
            candidates.add(new Candidate(qualifier + word, word, null, null, null, null, true));
        }
    }

    /** What a beginning may become, in order. */
    Set<String> words(String beginning, boolean namesOnly) {
        var words = new TreeSet<String>();
        try {
            addNames(beginning, words);
        } catch (SQLException e) {
            // A key pressed is no place for an error; the next statement will tell it.
            words.clear();
        }
        if (!namesOnly) {
            boolean lower = !beginning.isEmpty() && Character.isLowerCase(beginning.charAt(0));
            for (String keyword : keywords) {
                add(lower ? keyword.toLowerCase(Locale.ROOT) : keyword, beginning, words);
            }
        }
        return words;
    }

    private void addNames(String beginning, Set<String> words) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet columns = metadata.getColumns(null, null, "%", "%")) {
            while (columns.next()) {
                add(columns.getString("TABLE_NAME"), beginning, words);
                add(columns.getString("COLUMN_NAME"), beginning, words);
            }
        }
        try (ResultSet schemas = metadata.getSchemas()) {
            while (schemas.next()) {
                add(schemas.getString("TABLE_SCHEM"), beginning, words);
            }
        }
    }

    private static void add(String word, String beginning, Set<String> words) {
        if (word.regionMatches(true, 0, beginning, 0, beginning.length())) {
            words.add(word);
        }
    }
}
