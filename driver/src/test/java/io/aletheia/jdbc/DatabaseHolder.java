package io.aletheia.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that opens a database, says so and holds it until its standard input ends. */
final class DatabaseHolder {
    static final String OPEN = "open";

    private DatabaseHolder() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:file:" + arguments[0])) {
            System.out.println(connection.isClosed() ? "closed" : OPEN);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
