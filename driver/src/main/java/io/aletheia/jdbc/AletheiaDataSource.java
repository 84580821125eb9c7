package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.jdbc.url.ConnectionUrl;
import io.aletheia.query.DatabaseLocation;
import io.aletheia.query.Session;
import io.aletheia.query.Sessions;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one database. While it is open, so is the database from the first connection on, however short the
 * connections are; {@link #close} lets go of it. Not usable for {@code jdbc:aletheia:mem:} without a name, which is a database
 * of its own for every connection, in that respect. Thread-safe once it is set up.
 */
public final class AletheiaDataSource extends SettingBeans implements DataSource, Referenceable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    private String url = "";

    @SuppressWarnings("serial") // a null in practice: log writers are not serializable, and none survives a copy
    private transient @Nullable PrintWriter logWriter;

    private int loginTimeoutSeconds;
    private boolean closed;

    /** Holds the database open between connections; null before the first. */
    private transient @Nullable Session keeper;

    /** A data source without a URL, to be given one. */
    public AletheiaDataSource() {}

    /** A data source for a URL. */
    public AletheiaDataSource(String url) {
        this.url = url;
    }

    /** The URL, which may carry settings; empty if none was given. */
    public String getUrl() {
        return url;
    }

    /** Gives the URL. */
    public void setUrl(String url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties());
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Properties properties = properties();
        put(properties, "user", user);
        put(properties, "password", password);
        return connect(properties);
    }

    private static void put(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    private synchronized Connection connect(Properties properties) throws SQLException {
        if (closed) {
            throw SqlErrors.of(ErrorCode.CONNECTION_CLOSED, "the data source is closed");
        }
        if (url.isEmpty()) {
            throw SqlErrors.of(ErrorCode.BAD_URL, "the data source has no URL");
        }
        // The user's connection comes first, so that it is the one that is told of a recovery.
        AletheiaConnection connection = AletheiaDriver.open(url, properties, RecoveryProgress.NOBODY);
        try {
            keepOpen(properties);
        } catch (DatabaseException e) {
            connection.close();
            throw SqlErrors.toSqlException(e);
        }
        return connection;
    }

    private void keepOpen(Properties properties) {
        Session present = keeper;
        if (present != null && present.isAlive()) {
            return;
        }
        ConnectionUrl parsed = ConnectionUrl.parse(url, properties);
        if (!parsed.location().equals(new DatabaseLocation.Memory(""))) {
            keeper = Sessions.connect(parsed.location(), parsed.settings());
        }
    }

    /** Lets go of the database, which closes after its last connection. Connections stay usable. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        Session present = keeper;
        keeper = null;
        if (present != null) {
            present.close();
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Kept for tools that ask for it again; the database logs through System.Logger. */
    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeoutSeconds;
    }

    /** Kept for tools that ask for it again: recovery is never broken off, and nothing else takes time. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeoutSeconds = seconds;
    }

    @Override
    public Logger getParentLogger() {
        return new AletheiaDriver().getParentLogger();
    }

    @Override
    public Reference getReference() {
        Reference reference =
                new Reference(AletheiaDataSource.class.getName(), AletheiaDataSourceFactory.class.getName(), null);
        reference.add(new StringRefAddr(AletheiaDataSourceFactory.URL, url));
        values().forEach((setting, value) -> reference.add(new StringRefAddr(setting.key(), value)));
        return reference;
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
        if (type == null || !type.isInstance(this)) {
            throw SqlErrors.of(ErrorCode.NOT_WRAPPED, "a data source wraps no " + type);
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> type) {
        return type != null && type.isInstance(this);
    }
}
