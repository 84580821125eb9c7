package io.aletheia.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program that connects and runs statements, saying so before each. */
final class FirstQuery {
    static final String MARK = "next: ";

    private FirstQuery() {}

    public static void main(String[] arguments) throws SQLException {
        System.out.println(MARK.concat("connect"));
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            for (int i = 1; i < arguments.length; i++) {
                System.out.println(MARK.concat(arguments[i]));
                if (statement.execute(arguments[i])) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            rows.getString(1);
                        }
                    }
                }
            }
            System.out.println(MARK.concat("close"));
        }
    }
}
