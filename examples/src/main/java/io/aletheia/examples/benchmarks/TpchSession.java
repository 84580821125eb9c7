package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connection that asks the 22 queries of TPC-H, of a database in which they can be asked as they stand. Not thread-safe. */
final class TpchSession {
    private final Connection connection;
    private final List<TpchQueries.Query> queries;

    TpchSession(Connection connection, double scale) {
        this.connection = connection;
        this.queries = TpchQueries.all(scale);
    }

    /** The answers of all, in order. */
    Map<String, TpchAnswer> answers() throws SQLException {
        Map<String, TpchAnswer> answers = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (TpchQueries.Query query : queries) {
                try (ResultSet result = statement.executeQuery(query.sql())) {
                    answers.put(query.name(), TpchAnswer.of(result));
                }
            }
        }
        return answers;
    }

    /** The second load: changes of all tables. */
    void change() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : TpchQueries.statements("changes.sql")) {
                statement.execute(sql);
            }
        }
    }

    /** When Aletheia's last transaction was committed: what is known then is all that is known so far, and nothing later. */
    String lastCommit() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet last =
                        statement.executeQuery("SELECT MAX(SYSTEM_TIME) FROM INFORMATION_SCHEMA.TRANSACTIONS")) {
            last.next();
            return last.getString(1);
        }
    }

    /** Lets Aletheia answer as of an instant of one of the two times from now on. */
    void askAsOf(String axis, String instant) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION " + axis + " TO AS OF TIMESTAMP '" + instant + "'");
        }
    }

    /** Takes {@link #askAsOf} back. */
    void askAsOfNow(String axis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION " + axis + " TO DEFAULT");
        }
    }
}
