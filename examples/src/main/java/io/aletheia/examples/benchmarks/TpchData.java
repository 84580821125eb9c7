package io.aletheia.examples.benchmarks;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rows of TPC-H at one scale factor, the same in every run, and the eight tables of {@code tpch/tables.sql} for them. Reads
 * nothing but what its generator makes up; any database with a JDBC driver can hold it. Not thread-safe.
 */
final class TpchData {
    private static final int BATCH_ROWS = 1_000;
    private static final int COMMIT_ROWS = 100_000;

    /** Nodes of a graph before their edges: no table comes before one that its rows name. */
    private static final List<TpchTable<?>> TABLES = List.of(
            TpchTable.REGION,
            TpchTable.NATION,
            TpchTable.PART,
            TpchTable.SUPPLIER,
            TpchTable.PART_SUPPLIER,
            TpchTable.CUSTOMER,
            TpchTable.ORDERS,
            TpchTable.LINE_ITEM);

    private final double scale;

    TpchData(double scale) {
        this.scale = scale;
    }

    /** Makes the tables, which must not be there. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : TpchQueries.statements("tables.sql")) {
                statement.execute(sql);
            }
        }
    }

    /** Fills the tables by batches of a prepared INSERT, some hundred of them in a transaction; returns the number of rows. */
    long insert(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long rows = 0;
        for (TpchTable<?> table : TABLES) {
            rows += insert(connection, table);
        }
        connection.setAutoCommit(true);
        return rows;
    }

    private <E extends TpchEntity> long insert(Connection connection, TpchTable<E> table) throws SQLException {
        List<TpchColumn<E>> columns = table.getColumns();
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        long rows = 0;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table.getTableName() + " VALUES (" + marks + ")")) {
            for (E row : table.createGenerator(scale, 1, 1)) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, value(columns.get(i), row));
                }
                insert.addBatch();
                rows++;
                if (rows % BATCH_ROWS == 0) {
                    insert.executeBatch();
                }
                if (rows % COMMIT_ROWS == 0) {
                    connection.commit();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        return rows;
    }

    /** Fills the tables by {@code COPY} of CSV files that it writes to the directory and removes. */
    void copy(Connection connection, Path directory) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            for (TpchTable<?> table : TABLES) {
                Path file = directory.resolve(table.getTableName() + ".csv");
                write(table, file);
                statement.execute("COPY " + table.getTableName() + " FROM '" + file + "'");
                Files.delete(file);
            }
        }
    }

    private <E extends TpchEntity> void write(TpchTable<E> table, Path file) throws IOException {
        List<TpchColumn<E>> columns = table.getColumns();
        List<String> fields = new ArrayList<>();
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (E row : table.createGenerator(scale, 1, 1)) {
                fields.clear();
                for (TpchColumn<E> column : columns) {
                    Object value = value(column, row);
                    fields.add(value instanceof String text ? '"' + text + '"' : value.toString());
                }
                lines.write(String.join(",", fields));
                lines.newLine();
            }
        }
    }

    private static <E extends TpchEntity> Object value(TpchColumn<E> column, E row) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> column.getIdentifier(row);
            case INTEGER -> column.getInteger(row);
            case DATE -> LocalDate.ofEpochDay(column.getDate(row));
            case DOUBLE -> BigDecimal.valueOf(Math.round(column.getDouble(row) * 100), 2);
            case VARCHAR -> column.getString(row);
        };
    }
}
