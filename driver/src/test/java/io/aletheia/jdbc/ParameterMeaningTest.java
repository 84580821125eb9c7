package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parameter means what its value says where nothing else does, and is never rounded before it is compared. */
class ParameterMeaningTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR, d DECIMAL(8, 2))");
            statement.execute("INSERT INTO t VALUES (1, 'a', 1.50), (2, 'b', 2.50)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void numbersAreComparedUnrounded() throws SQLException {
        for (String sql : List.of("SELECT id FROM t WHERE id = ?", "SELECT id FROM t WHERE id IN (?, -1)")) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                assertThat(rows(select, new BigDecimal("1.5"))).as(sql).isEmpty();
                assertThat(rows(select, 2)).as(sql).containsExactly(2);
                assertThat(rows(select, 1.5)).as(sql).isEmpty();
                assertThat(rows(select, new BigDecimal("2.0"))).as(sql).containsExactly(2);
            }
        }
        assertThat(rows("SELECT id FROM t WHERE id > ? ORDER BY id", 1.9)).containsExactly(2);
        assertThat(rows("SELECT id FROM t WHERE d = ?", new BigDecimal("1.499")))
                .isEmpty();
        assertThat(rows("SELECT id + ? FROM t WHERE id = 1", 0.5)).containsExactly(1.5);
        try (PreparedStatement update = connection.prepareStatement("UPDATE t SET s = 'z' WHERE id = ?")) {
            update.setBigDecimal(1, new BigDecimal("1.5"));
            assertThat(update.executeUpdate()).isZero();
            update.setInt(1, 2);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    @Test
    void whatTheContextSaysIsKnown() throws SQLException {
        assertThat(rows("SELECT id FROM t WHERE ? IN (1, 2) ORDER BY id", 1)).containsExactly(1, 2);
        assertThat(rows("SELECT id FROM t WHERE (id, s) IN ((?, ?))", 1, "a")).containsExactly(1);
        assertThat(rows("SELECT SUBSTRING(? FROM ? FOR ?)", "abc", 2, 1)).containsExactly("b");
        assertThat(rows("SELECT TRY_CAST(? AS INTEGER)", "x")).containsExactly((Object) null);
        assertThat(rows("SELECT IFNULL(?, 1)", 2L)).containsExactly(2L);
        assertThat(rows("SELECT ROUND(?, ?)", new BigDecimal("1.25"), 1).toString())
                .startsWith("[1.3");
        assertThat(rows("SELECT DATE_PART(?, DATE '2024-05-01')", "month")).containsExactly(5L);
    }

    @Test
    void anArrayCanBeBound() throws SQLException {
        var array = connection.createArrayOf("INTEGER", new Object[] {2, 3});
        assertThat(rows("SELECT id FROM t WHERE id = ANY (?)", array)).containsExactly(2);
        assertThat(rows("SELECT COUNT(*) FROM UNNEST(?) AS x(v)", array)).containsExactly(2L);
        assertThat(rows("SELECT CARDINALITY(?)", array)).containsExactly(2);
    }

    @Test
    void aRegularExpressionThatTriesEveryWayCanBeCancelled() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT REGEXP_LIKE(?, '^(a+)+\\1c$')")) {
            select.setString(1, "a".repeat(50));
            select.setQueryTimeout(1);
            assertThatThrownBy(() -> {
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    private List<@Nullable Object> rows(String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return rows(select, values);
        }
    }

    private static List<@Nullable Object> rows(PreparedStatement select, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            select.setObject(i + 1, values[i]);
        }
        var found = new ArrayList<@Nullable Object>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getObject(1));
            }
        }
        return found;
    }
}
