package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A savepoint of a connection. In the session it has a name of its own, so that two of the same name stay apart. Immutable but
 * for its release.
 */
public final class AletheiaSavepoint extends Unwrappable implements Savepoint {
    private final AletheiaConnection connection;
    private final int id;
    private final @Nullable String name;
    private boolean released;

    AletheiaSavepoint(AletheiaConnection connection, int id, @Nullable String name) {
        this.connection = connection;
        this.id = id;
        this.name = name;
    }

    /** The name in the session. */
    String sessionName() {
        return "jdbc_savepoint_" + id;
    }

    /** Throws 3B001 unless it is of this connection and not released. */
    void check(AletheiaConnection owner) throws SQLException {
        if (connection != owner) {
            throw SqlErrors.of(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint is of another connection");
        }
        if (released) {
            throw SqlErrors.of(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint was released");
        }
    }

    void setReleased() {
        released = true;
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw SqlErrors.of(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint has the name " + name + " and no id");
        }
        return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw SqlErrors.of(ErrorCode.UNKNOWN_SAVEPOINT, "the savepoint has the id " + id + " and no name");
        }
        return name;
    }
}
