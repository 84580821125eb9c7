package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** COPY between a table and a CSV file. Options have upper-case names: HEADER, DELIMITER, NULL, QUOTE, ENCODING, .... */
public sealed interface Copy extends Statement {

    /** The file's name as written. */
    String file();

    /** The options in parentheses. */
    List<Option> options();

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /**
     * {@code COPY t [(columns)] [FOR VALID_TIME FROM a [TO b]] FROM 'file' [(options)]}.
     *
     * @param source its place in the text
     * @param target the table
     * @param columns the columns the file's fields go to, empty if none were named
     * @param portion the valid time of every row; its bounds may name fields of the file. Null for the default
     * @param file the file
     * @param options the options
     */
    record From(
            Source source,
            SqlIdentifier target,
            List<SqlIdentifier> columns,
            @Nullable PeriodSpec portion,
            String file,
            List<Option> options)
            implements Copy {
        /** Copies the lists. */
        public From {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }
    }

    /**
     * {@code COPY t [(columns)] TO 'file'} or {@code COPY (query) TO 'file'}; the first becomes the query {@code SELECT columns FROM t}.
     *
     * @param source its place in the text
     * @param query what is written
     * @param file the file
     * @param options the options
     */
    record To(Source source, SqlNode query, String file, List<Option> options) implements Copy {
        /** Copies the list. */
        public To {
            options = List.copyOf(options);
        }
    }
}
