package io.aletheia.examples.benchmarks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The rows that a query gave, to be compared with those of another database. Numbers are {@link BigDecimal} if the database computed
 * them exactly and {@link Double} if not; everything else is text.
 *
 * <p>As lines of text, one a row, fields stand between bars: an exact number as it is, another behind {@code ~}, text behind a quotation
 * mark. Immutable.
 */
final class TpchAnswer {
    /** What two databases may differ by that add the same doubles in another order. */
    private static final double RELATIVE_ERROR = 1e-9;

    private static final String FIELD_BOUND = "|";
    private static final char INEXACT = '~';
    private static final char TEXT = '\'';

    private final List<List<Object>> rows;

    private TpchAnswer(List<List<Object>> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Reads all rows. */
    static TpchAnswer of(ResultSet result) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<Object> row = new ArrayList<>(width);
            for (int i = 1; i <= width; i++) {
                row.add(normal(result.getObject(i)));
            }
            rows.add(row);
        }
        return new TpchAnswer(rows);
    }

    /** What {@link #lines} told. */
    static TpchAnswer ofLines(List<String> lines) {
        List<List<Object>> rows = new ArrayList<>();
        for (String line : lines) {
            List<Object> row = new ArrayList<>();
            for (String field : line.split("\\" + FIELD_BOUND, -1)) {
                row.add(
                        switch (field.charAt(0)) {
                            case TEXT -> field.substring(1);
                            case INEXACT -> Double.valueOf(field.substring(1));
                            default -> new BigDecimal(field);
                        });
            }
            rows.add(row);
        }
        return new TpchAnswer(rows);
    }

    private static Object normal(Object value) {
        if (value instanceof Double || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Number number) {
            return value instanceof Float ? (Object) number.doubleValue() : BigDecimal.valueOf(number.longValue());
        }
        return String.valueOf(value);
    }

    List<String> lines() {
        return rows.stream()
                .map(row -> row.stream().map(TpchAnswer::field).collect(Collectors.joining(FIELD_BOUND)))
                .collect(Collectors.toList());
    }

    private static String field(Object value) {
        if (value instanceof BigDecimal exact) {
            return exact.toPlainString();
        }
        return (value instanceof Double ? INEXACT : TEXT) + value.toString();
    }

    /**
     * Says what is wrong with this answer if the other is right; nothing if it is right. Rows with the same values in the columns of
     * the ORDER BY may stand in any order among themselves.
     *
     * @param order those columns, counted from 0
     */
    String difference(TpchAnswer expected, List<Integer> order) {
        if (rows.size() != expected.rows.size()) {
            return rows.size() + " rows, expected " + expected.rows.size();
        }
        int from = 0;
        for (int to = 1; to <= rows.size(); to++) {
            if (to == rows.size() || !sameKey(expected.rows.get(from), expected.rows.get(to), order)) {
                String difference = difference(sorted(from, to), expected.sorted(from, to));
                if (!difference.isEmpty()) {
                    return difference;
                }
                from = to;
            }
        }
        return "";
    }

    private static boolean sameKey(List<Object> a, List<Object> b, List<Integer> order) {
        return order.stream().allMatch(column -> a.get(column).equals(b.get(column)));
    }

    private List<List<Object>> sorted(int from, int to) {
        List<List<Object>> sorted = new ArrayList<>(rows.subList(from, to));
        sorted.sort(Comparator.comparing(TpchAnswer::exactText));
        return sorted;
    }

    /** Of what every database gives alike. */
    private static String exactText(List<Object> row) {
        return row.stream()
                .filter(value -> !(value instanceof Double))
                .map(value -> value instanceof BigDecimal exact
                        ? exact.stripTrailingZeros().toPlainString()
                        : value.toString())
                .collect(Collectors.joining(FIELD_BOUND));
    }

    private static String difference(List<List<Object>> found, List<List<Object>> expected) {
        for (int i = 0; i < found.size(); i++) {
            List<Object> row = found.get(i);
            for (int column = 0; column < row.size(); column++) {
                if (!right(row.get(column), expected.get(i).get(column))) {
                    return row + ", expected " + expected.get(i);
                }
            }
        }
        return "";
    }

    private static boolean right(Object found, Object expected) {
        if (found instanceof BigDecimal a && expected instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        if (found instanceof Number a && expected instanceof Number b) {
            double error = Math.abs(a.doubleValue() - b.doubleValue());
            return error <= Math.max(RELATIVE_ERROR * Math.abs(b.doubleValue()), lastPlace(a));
        }
        return Objects.equals(found, expected);
    }

    /** What a quotient that was rounded to its scale may be away from what it would be. */
    private static double lastPlace(Number value) {
        return value instanceof BigDecimal exact ? exact.ulp().doubleValue() : 0;
    }
}
