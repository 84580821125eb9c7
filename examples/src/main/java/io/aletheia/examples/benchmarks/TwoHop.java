package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Microseconds to count all two-hop walks from an airport in the flights of {@code examples/flights}. */
final class TwoHop {
    private static final String PATTERN =
            "SELECT COUNT(*) FROM GRAPH_TABLE (MATCH (a IS airport WHERE a.iata = ?)-[IS flight]->(IS airport)"
                    + "-[IS flight]->(c IS airport) COLUMNS (c.iata AS stop)) AS walks";

    private TwoHop() {}

    static void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE NODE TABLE airport (iata VARCHAR(4) PRIMARY KEY, name VARCHAR(60), city VARCHAR(40),"
                            + " state VARCHAR(2), country VARCHAR(40), latitude DOUBLE, longitude DOUBLE)");
            statement.execute("CREATE EDGE TABLE flight (FROM airport, TO airport, flights INTEGER NOT NULL)");
            statement.execute("COPY airport FROM 'examples/flights/airports.csv' (HEADER)");
            statement.execute(
                    "COPY flight (source, target, flights) FROM 'examples/flights/flights-airport.csv' (HEADER)");
        }
    }

    static double micros(Connection connection) throws SQLException {
        List<String> starts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT source FROM flight ORDER BY source")) {
            while (rows.next()) {
                starts.add(rows.getString(1));
            }
        }
        long walks = 0;
        long start = System.nanoTime();
        try (PreparedStatement select = connection.prepareStatement(PATTERN)) {
            for (String iata : starts) {
                select.setString(1, iata);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    walks += row.getLong(1);
                }
            }
        }
        double micros = (System.nanoTime() - start) / 1e3 / starts.size();
        if (walks == 0) {
            throw new IllegalStateException("no walks were found");
        }
        return micros;
    }
}
