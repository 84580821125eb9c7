package io.aletheia.jdbc;

import io.aletheia.query.Prepared;
import java.sql.SQLException;

/**
 * A statement that was checked when it was prepared and runs with new parameters as often as wanted. Parameters keep their
 * values until they are set again. Confined to one thread at a time but for {@link #cancel}.
 */
public final class AletheiaPreparedStatement extends PreparedExecution {
    AletheiaPreparedStatement(AletheiaConnection connection, Prepared prepared, boolean scrollable, KeyColumns keys)
            throws SQLException {
        super(connection, prepared, scrollable, keys, 0);
    }
}
