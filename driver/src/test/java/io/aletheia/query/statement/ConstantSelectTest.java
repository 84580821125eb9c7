package io.aletheia.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantSelectTest {
    /** With a limit it is the planner's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT -1",
                "SELECT 1 AS \"One\", 2",
                "SELECT 1, 1",
                "SELECT 2147483647, 2147483648, -2147483648, -2147483649",
                "SELECT 999999999999999999, 9999999999999999999, 9223372036854775807, -9223372036854775808",
                "SELECT 1.5, 0.05, -12.340, 10.0, .5, 5.",
                "SELECT 12345678901234567890.12345678",
                "SELECT 'abc', '', 'a  ', 'it''s', 'a' 'b'",
                "SELECT N'abc', U&'\\0041'",
                "SELECT TRUE, FALSE, UNKNOWN, NULL",
                "SELECT TRUE AS a, 'x' AS A",
                "SELECT 1e0, 1.5E-3",
                "SELECT DATE '2024-02-29', X'00FF'",
                "SELECT 1 + 1, 'a' || 'b'",
                "SELECT (1), +1"
            })
    void constantsAreThoseOfThePlanner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            assertThat(shown(connection, sql)).isEqualTo(shown(connection, sql + " LIMIT 1"));
        }
    }

    private static String shown(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            var text = new StringBuilder();
            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                Object value = rows.getObject(i);
                text.append(columns.getColumnLabel(i))
                        .append(' ')
                        .append(columns.getColumnName(i))
                        .append(' ')
                        .append(columns.getColumnTypeName(i))
                        .append(' ')
                        .append(columns.getPrecision(i))
                        .append(' ')
                        .append(columns.getScale(i))
                        .append(' ')
                        .append(columns.isNullable(i))
                        .append(' ')
                        .append(columns.getColumnDisplaySize(i))
                        .append(' ')
                        .append(value == null ? null : value.getClass())
                        .append(' ')
                        .append(value instanceof byte[] bytes ? bytes.length : value)
                        .append('\n');
            }
            assertThat(rows.next()).isFalse();
            return text.toString();
        } catch (SQLException e) {
            return e.getSQLState() + " " + String.valueOf(e.getMessage()).replace(" LIMIT 1", "");
        }
    }
}
