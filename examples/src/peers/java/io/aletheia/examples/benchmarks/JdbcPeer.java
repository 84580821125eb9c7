package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A database with a JDBC driver. */
final class JdbcPeer implements DurablePeer {
    private final String url;
    private final List<String> settings;
    private final String sync;
    private final boolean oneWriter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Connection first;

    /**
     * A new database.
     *
     * @param settings run on each connection
     * @param sync a statement without which a commit is not on stable storage; empty for none
     * @param oneWriter whether writers wait for each other here, since the database would let them sleep and try again
     */
    JdbcPeer(String url, List<String> settings, String sync, boolean oneWriter) throws SQLException {
        this.url = url;
        this.settings = settings;
        this.sync = sync;
        this.oneWriter = oneWriter;
        this.first = open();
        try (Statement statement = first.createStatement()) {
            statement.execute("CREATE TABLE commits (id BIGINT PRIMARY KEY, payload VARCHAR(100))");
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
        }
        return connection;
    }

    @Override
    public Writer connect() throws SQLException {
        Connection connection = open();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO commits (id, payload) VALUES (?, ?)");
        Statement syncing = connection.createStatement();
        return new Writer() {
            @Override
            public void commit(long id) throws SQLException {
                insert.setLong(1, id);
                insert.setString(2, PAYLOAD);
                if (oneWriter) {
                    lock.lock();
                    try {
                        insert.executeUpdate();
                    } finally {
                        lock.unlock();
                    }
                } else {
                    insert.executeUpdate();
                }
                if (!sync.isEmpty()) {
                    syncing.execute(sync);
                }
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    @Override
    public void close() throws SQLException {
        first.close();
    }
}
