package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order tables are joined, and how, as EXPLAIN tells it; {@code MetamorphicTest} shows that the rows stay the same. */
class JoinOrderTest {
    private static final int ORDERS = 4000;
    private static final int CUSTOMERS = 400;

    private final Connection connection;

    JoinOrderTest() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    }

    @BeforeEach
    void fill() throws SQLException {
        execute("CREATE TABLE country (id INTEGER PRIMARY KEY, name VARCHAR)");
        execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, country INTEGER, name VARCHAR)");
        execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, price INTEGER)");
        insert("country", 20, 1);
        insert("customer", CUSTOMERS, 20);
        insert("orders", ORDERS, CUSTOMERS);
    }

    private void insert(String table, int rows, int groups) throws SQLException {
        boolean three = !table.equals("country");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?" + (three ? ", ?)" : ")"))) {
            for (int i = 0; i < rows; i++) {
                insert.setInt(1, i);
                insert.setObject(2, three ? i % groups : "name" + i);
                if (three) {
                    insert.setObject(3, table.equals("orders") ? i : "name" + i);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void tablesThatHaveNothingToDoWithEachOtherAreNotMultiplied() throws SQLException {
        String sql =
                "SELECT count(*) FROM orders o, country c, customer u WHERE o.customer = u.id AND u.country = c.id";
        assertThat(explain(sql)).doesNotContain("condition=[true]");
        assertThat(first(sql)).isEqualTo(String.valueOf(ORDERS));
    }

    @Test
    void fewRowsReadALargeTableByItsKey() throws SQLException {
        String sql = "SELECT u.name FROM customer u JOIN orders o ON o.customer = u.id WHERE o.id = 7";
        assertThat(explain(sql)).contains("KeyedId(table=[PUBLIC.customer]").contains("key=[7]");
        assertThat(first(sql)).isEqualTo("name7");
    }

    @Test
    void manyRowsReadTheOtherTableOnceAndKeepTheSmallerOne() throws SQLException {
        String plan = explain("SELECT o.price, u.name FROM customer u JOIN orders o ON o.customer = u.id");
        assertThat(plan).doesNotContain("KeyedId").contains("HashJoin");
        assertThat(plan.indexOf("PUBLIC.orders"))
                .as("the right side is kept")
                .isLessThan(plan.indexOf("PUBLIC.customer"));
    }

    @Test
    void whatAllAlternativesSayOfATableIsAskedBeforeTheJoin() throws SQLException {
        String sql = "SELECT count(*) FROM orders o, customer u"
                + " WHERE (o.customer = u.id AND o.price < 10 AND u.country = 1)"
                + " OR (o.customer = u.id AND o.price > 3990 AND u.country = 2)";
        String plan = explain(sql);
        assertThat(plan).contains("condition=[OR(").containsPattern("Filter\\(condition=\\[(OR|SEARCH)\\(");
        assertThat(first(sql)).isEqualTo("1");
    }

    @Test
    void aKeyThatNobodyHasJoinsNothing() throws SQLException {
        execute("INSERT INTO orders VALUES (100001, 77777, 1), (100002, NULL, 1)");
        String sql = "SELECT count(*) FROM orders o JOIN customer u ON o.customer = u.id WHERE o.id = ";
        assertThat(explain(sql + "100001")).contains("KeyedId");
        assertThat(first(sql + "100001")).isEqualTo("0");
        assertThat(first(sql + "100002")).isEqualTo("0");
    }

    private String explain(String sql) throws SQLException {
        var text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    private String first(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
