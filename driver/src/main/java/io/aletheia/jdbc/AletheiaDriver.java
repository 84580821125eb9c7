package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.jdbc.url.ConnectionUrl;
import io.aletheia.jdbc.url.DriverProperties;
import io.aletheia.query.Product;
import io.aletheia.query.Session;
import io.aletheia.query.Sessions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver: {@code jdbc:aletheia:file:<directory>} and {@code jdbc:aletheia:mem:[name]}, each with {@code ;key=value} behind
 * it. Registers itself when it is loaded, which {@link DriverManager} does by itself. Thread-safe.
 */
public final class AletheiaDriver implements Driver {
    private static final Logger LOGGER = Logger.getLogger("io.aletheia");

    static {
        try {
            DriverManager.registerDriver(new AletheiaDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RecoveryProgress progress;

    /** A driver. */
    public AletheiaDriver() {
        this(RecoveryProgress.NOBODY);
    }

    /** A driver that tells how far it is when it opens a database. */
    public AletheiaDriver(RecoveryProgress progress) {
        this.progress = progress;
    }

    /**
     * Connects, opening the database if this process has not, which includes recovering it.
     *
     * @return null if the URL is another driver's
     * @throws SQLException 08001 for a bad URL or property or a database that cannot be opened or is held by another process,
     *     HY024 for contradicting properties, XX001 for a damaged database
     */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties properties) throws SQLException {
        if (url == null) {
            throw SqlErrors.of(ErrorCode.BAD_URL, "the URL is null");
        }
        return acceptsURL(url) ? open(url, properties == null ? new Properties() : properties, progress) : null;
    }

    /** As connect, for a URL that must be ours. */
    @SuppressWarnings("CatchingUnchecked") // nothing unchecked leaves the driver
    static AletheiaConnection open(String url, Properties properties, RecoveryProgress progress) throws SQLException {
        try {
            ConnectionUrl parsed = ConnectionUrl.parse(url, properties);
            Session session = Sessions.connect(parsed.location(), parsed.settings(), progress);
            return new AletheiaConnection(session, parsed.text());
        } catch (RuntimeException | StackOverflowError e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return url != null && ConnectionUrl.isOurs(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties properties) {
        return DriverProperties.offer(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return Product.VERSION_MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return Product.VERSION_MINOR;
    }

    /** False: the tests that would allow the claim are not public. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return LOGGER;
    }
}
