package io.aletheia.query;

import io.aletheia.engine.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param label the alias, or the name if there is none
 * @param name the name of the table's column if it is one, else the label
 * @param type the type of its values
 * @param nullable whether null can occur
 * @param generated whether it is a generated key
 * @param schema schema of the table that the column comes from unchanged; null for an expression
 * @param table the table likewise
 */
public record ResultColumn(
        String label,
        String name,
        ValueType type,
        boolean nullable,
        boolean generated,
        @Nullable String schema,
        @Nullable String table) {
    /** A column of an expression. */
    public static ResultColumn of(String label, ValueType type) {
        return new ResultColumn(label, label, type, true, false, null, null);
    }
}
