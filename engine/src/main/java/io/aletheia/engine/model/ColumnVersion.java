package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table as it was for some time: a column that changes has one version after the other. Immutable.
 *
 * @param tableId the table's number, which a table of the same name made later does not share
 * @param schema name of the schema
 * @param table name of the table
 * @param place the column's place among all that the table ever had, from 1
 * @param column name of the column
 * @param type the text of its type
 * @param nullable whether null was allowed
 * @param defaultSql the text of its DEFAULT expression, or null
 * @param key whether it is a part of the primary key
 * @param systemFrom system time of the commit that made it so, microseconds; {@link #UNKNOWN} if that was before the history was kept
 * @param systemTo system time of the commit that changed or dropped it; {@link Time#FOREVER} if it is so
 */
public record ColumnVersion(
        int tableId,
        String schema,
        String table,
        int place,
        String column,
        String type,
        boolean nullable,
        @Nullable String defaultSql,
        boolean key,
        long systemFrom,
        long systemTo) {
    /** A system time of which only is known that it was before all that are known. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** A column of a table, from a time on. */
    public static ColumnVersion of(TableDefinition table, int position, long systemFrom) {
        ColumnDefinition column = table.columns().get(position);
        return new ColumnVersion(
                table.id(),
                table.schema(),
                table.name(),
                position + 1,
                column.name(),
                column.type().toString(),
                column.nullable(),
                column.defaultSql(),
                table.primaryKey().contains(position),
                systemFrom,
                Time.FOREVER);
    }

    /** The same until a time. */
    public ColumnVersion until(long newSystemTo) {
        return new ColumnVersion(
                tableId, schema, table, place, column, type, nullable, defaultSql, key, systemFrom, newSystemTo);
    }
}
