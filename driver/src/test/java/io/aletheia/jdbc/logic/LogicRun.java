package io.aletheia.jdbc.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends the records of a logic test through a connection and compares what comes back. */
final class LogicRun {
    private final Connection connection;

    LogicRun(Connection connection) {
        this.connection = connection;
    }

    /** What is wrong with what the record gives, or null. */
    @Nullable
    String fault(LogicRecord record) {
        if (record instanceof LogicRecord.Change change) {
            return fault(change);
        }
        try {
            return fault((LogicRecord.Query) record);
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    private @Nullable String fault(LogicRecord.Change change) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(change.sql());
        } catch (SQLException e) {
            return change.fails() ? null : e.getSQLState() + " " + e.getMessage();
        }
        return change.fails() ? "is to be refused and is not" : null;
    }

    private @Nullable String fault(LogicRecord.Query query) throws SQLException {
        List<String[]> rows = rows(query);
        if (query.order() == LogicRecord.Order.ROWSORT) {
            rows.sort(LogicRun::compare);
        }
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.addAll(List.of(row)));
        if (query.order() == LogicRecord.Order.VALUESORT) {
            values.sort(Comparator.comparing(value -> value));
        }
        boolean hashed = query.expected().size() == 1 && query.expected().get(0).contains(" values hashing to ");
        List<String> found = hashed ? List.of(values.size() + " values hashing to " + hash(values)) : values;
        return found.equals(query.expected()) ? null : "expected " + query.expected() + " but found " + found;
    }

    private static int compare(String[] one, String[] other) {
        for (int i = 0; i < one.length; i++) {
            int order = one[i].compareTo(other[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<String[]> rows(LogicRecord.Query query) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query.sql())) {
            int columns = result.getMetaData().getColumnCount();
            if (columns != query.types().length()) {
                throw new SQLException("expected " + query.types().length() + " columns but found " + columns, "HY000");
            }
            while (result.next()) {
                var row = new String[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = value(result.getObject(i + 1), query.types().charAt(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String value(@Nullable Object value, char type) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number number) {
            return switch (type) {
                case 'I' -> Long.toString(number.longValue());
                case 'R' -> String.format(Locale.ROOT, "%.3f", number.doubleValue());
                default -> number.toString();
            };
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        String text = value.toString();
        return text.isEmpty() ? "(empty)" : text.replaceAll("[^ -~]", "@");
    }

    private static String hash(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (String value : values) {
                digest.update((value + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
