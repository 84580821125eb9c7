package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A declared column. Immutable.
 *
 * @param name as declared; matched without regard to case
 * @param type the type of its values
 * @param nullable whether null is allowed
 * @param everNullable whether null was allowed once, so that former versions may have it; true if {@code nullable}
 * @param defaultSql the text of the DEFAULT expression, or null
 * @param generated whether this is the generated {@code _id}, whose value is the entity id
 * @param dropped whether the column is there no more; it keeps its place, and its name begins with {@code $}
 * @param addition what the column is in rows that are older than it; null if there are none
 */
public record ColumnDefinition(
        String name,
        ValueType type,
        boolean nullable,
        boolean everNullable,
        @Nullable String defaultSql,
        boolean generated,
        boolean dropped,
        @Nullable Addition addition) {
    /** The name of a generated key column. */
    public static final String GENERATED_ID = "_id";

    /**
     * How a column came to a table that had rows.
     *
     * @param systemTime the commit's, microseconds; what was known before does not know the column. {@link Time#FOREVER} before
     *     the commit
     * @param value what rows put before have in it: the default as it was then
     */
    public record Addition(long systemTime, @Nullable Object value) {}

    /** A column that is there from the beginning. */
    public ColumnDefinition(
            String name, ValueType type, boolean nullable, @Nullable String defaultSql, boolean generated) {
        this(name, type, nullable, nullable, defaultSql, generated, false, null);
    }

    /** The value in rows that were put before the column was there. */
    public @Nullable Object missingValue() {
        return addition == null ? null : addition.value();
    }

    /** Whether some version may have null in it, be it one from before null was forbidden or the column was there. */
    public boolean mayHoldNull() {
        return everNullable || addition != null;
    }

    /** The same under another name. */
    public ColumnDefinition withName(String newName) {
        return new ColumnDefinition(newName, type, nullable, everNullable, defaultSql, generated, dropped, addition);
    }

    /** The same of another type, which holds all values of this one. */
    public ColumnDefinition withType(ValueType newType) {
        return new ColumnDefinition(name, newType, nullable, everNullable, defaultSql, generated, dropped, addition);
    }

    /** The same with another default; null for none. */
    public ColumnDefinition withDefault(@Nullable String newDefaultSql) {
        return new ColumnDefinition(name, type, nullable, everNullable, newDefaultSql, generated, dropped, addition);
    }

    /** The same, null allowed or not. */
    public ColumnDefinition withNullable(boolean newNullable) {
        return new ColumnDefinition(
                name, type, newNullable, newNullable || everNullable, defaultSql, generated, dropped, addition);
    }

    /** The same, added by a commit; null if it is there from the beginning. */
    public ColumnDefinition withAddition(@Nullable Addition newAddition) {
        return new ColumnDefinition(name, type, nullable, everNullable, defaultSql, generated, dropped, newAddition);
    }

    /** The same, dropped: nothing is required of its values, and no statement can name it. */
    public ColumnDefinition asDropped(int position) {
        return new ColumnDefinition("$dropped" + position, type, true, true, null, generated, true, addition);
    }

    /** The generated key of a table that declares none. */
    public static ColumnDefinition generatedId() {
        return new ColumnDefinition(GENERATED_ID, ValueType.BIGINT, false, null, true);
    }
}
