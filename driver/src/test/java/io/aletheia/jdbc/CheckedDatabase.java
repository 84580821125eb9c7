package io.aletheia.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What {@code CHECK DATABASE} says of the database behind a connection. */
public final class CheckedDatabase {
    private CheckedDatabase() {}

    /** The violations it finds; empty for a sound database. */
    public static List<String> violations(Connection connection) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("CHECK DATABASE")) {
            while (rows.next()) {
                String violation = rows.getString("VIOLATION");
                if (violation != null) {
                    violations.add(violation);
                }
            }
        }
        return violations;
    }
}
