package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/** A condition on the rows of a table, compiled. Thread-safe. */
public interface RowCheck {
    /**
     * Whether the condition is false; it may be unknown.
     *
     * @param row one element per column
     * @param nowMicros the transaction's time
     * @throws DatabaseException what the evaluation throws
     */
    boolean isFalse(@Nullable Object[] row, long nowMicros);

    /** Makes conditions and values of their texts, since the engine does not know the language that they are in. Thread-safe. */
    @FunctionalInterface
    interface Compiler {
        /** Compiles nothing: UNSUPPORTED (HYC00). */
        Compiler NONE = (table, check) -> {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED,
                    "the check " + check.name() + " of table " + table.name() + " needs a compiler of conditions");
        };

        /** The condition of a table's check. */
        RowCheck compile(TableDefinition table, Constraint.Check check);

        /**
         * What a column's default is.
         *
         * @param nowMicros the transaction's time
         * @throws DatabaseException what the evaluation throws
         */
        default @Nullable Object defaultValue(ColumnDefinition column, long nowMicros) {
            if (column.defaultSql() == null) {
                return null;
            }
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED,
                    "the default of column " + column.name() + " needs an evaluator of expressions");
        }
    }
}
