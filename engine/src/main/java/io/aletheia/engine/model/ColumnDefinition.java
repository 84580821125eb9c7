package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A declared column. Immutable.
 *
 * @param name as declared; matched without regard to case
 * @param type the type of its values
 * @param nullable whether null is allowed
 * @param defaultSql the text of the DEFAULT expression, or null
 * @param generated whether this is the generated {@code _id}, whose value is the entity id
 */
public record ColumnDefinition(
        String name,
        ValueType type,
        boolean nullable,
        @Nullable String defaultSql,
        boolean generated) {
    /** The name of a generated key column. */
    public static final String GENERATED_ID = "_id";

    /** The generated key of a table that declares none. */
    public static ColumnDefinition generatedId() {
        return new ColumnDefinition(GENERATED_ID, ValueType.BIGINT, false, null, true);
    }
}
