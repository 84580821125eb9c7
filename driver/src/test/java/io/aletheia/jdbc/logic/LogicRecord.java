package io.aletheia.jdbc.logic;

import java.util.List;

/** One record of a logic test. */
sealed interface LogicRecord {
    /** The line at which the record begins, from 1. */
    int line();

    /** What is sent. */
    String sql();

    /**
     * A statement that gives no rows.
     *
     * @param fails whether it must be refused
     */
    record Change(int line, String sql, boolean fails) implements LogicRecord {}

    /**
     * A query.
     *
     * @param types for each column I (a whole number), R (a number with three digits behind the point) or T (a text)
     * @param order what is sorted before values are compared
     * @param expected the values, row for row; or one line of the form {@code 30 values hashing to 3c13dee48d9356ae19af2515e05e6b54}
     */
    record Query(int line, String sql, String types, Order order, List<String> expected) implements LogicRecord {}

    /** What is sorted before a query's values are compared. */
    enum Order {
        NOSORT,
        ROWSORT,
        VALUESORT
    }
}
