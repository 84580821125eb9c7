package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, made once for a prepared statement and shared by all its results. Positions are JDBC's, from 1.
 * Immutable but for the index of labels, which is made when the first label is asked for.
 */
final class ColumnSet {
    private static final Set<String> PERIOD_COLUMNS = Set.of("_valid_from", "_valid_to", "_system_from", "_system_to");

    private final List<ResultColumn> columns;
    private final ValueType[] types;
    private @Nullable Map<String, Integer> positions;

    ColumnSet(List<ResultColumn> columns) {
        this.columns = columns;
        this.types = new ValueType[columns.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = columns.get(i).type();
        }
    }

    /** Whether these are the columns that the list has. */
    boolean isOf(List<ResultColumn> other) {
        return columns == other;
    }

    int size() {
        return types.length;
    }

    /** The column at a position that was checked. */
    ResultColumn get(int position) {
        return columns.get(position - 1);
    }

    /** The type at a position that was checked. */
    ValueType type(int position) {
        return types[position - 1];
    }

    /** Whether the column has instants in UTC whatever the session's zone is. */
    boolean isPeriodBound(int position) {
        var column = get(position);
        return column.table() != null && PERIOD_COLUMNS.contains(column.name().toLowerCase(Locale.ROOT));
    }

    /** The first column with the label, without regard to case. */
    int find(@Nullable String label) throws SQLException {
        if (label == null) {
            throw SqlErrors.of(ErrorCode.UNKNOWN_COLUMN, "there is no column without a label");
        }
        var index = positions;
        if (index == null) {
            index = index();
            positions = index;
        }
        Integer position = index.get(label);
        if (position == null) {
            position = index.get(label.toLowerCase(Locale.ROOT));
        }
        if (position == null) {
            throw SqlErrors.of(
                    ErrorCode.UNKNOWN_COLUMN,
                    "the result has no column " + label + "; it has "
                            + String.join(
                                    ", ",
                                    columns.stream().map(ResultColumn::label).toList()));
        }
        return position;
    }

    /** Throws 07009 unless there is a column at the position. */
    void check(int position) throws SQLException {
        if (position < 1 || position > types.length) {
            throw SqlErrors.of(
                    ErrorCode.INDEX_OUT_OF_RANGE,
                    "there is no column " + position + "; the columns are 1 to " + types.length);
        }
    }

    /** Labels as they are and in small letters; of several equal ones the first counts. */
    private Map<String, Integer> index() {
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < types.length; i++) {
            index.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
        }
        for (int i = 0; i < types.length; i++) {
            var label = columns.get(i).label();
            var first = index.get(label.toLowerCase(Locale.ROOT));
            index.putIfAbsent(label, first == null ? i + 1 : first);
        }
        return index;
    }
}
