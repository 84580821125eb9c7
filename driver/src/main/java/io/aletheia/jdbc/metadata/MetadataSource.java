package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.query.Cursor;
import io.aletheia.query.Setting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the metadata needs of its connection. Every method but the first two throws 08003 once the connection is closed. */
public interface MetadataSource {
    /** The connection that the metadata belongs to. */
    Connection connection();

    /** The connection's URL without a password. */
    String url();

    /** The tables as the connection sees them now. */
    CatalogVersion catalog() throws SQLException;

    /** The value that a setting has now. */
    String setting(Setting setting) throws SQLException;

    /** The rows as a result set that can be scrolled and has a statement. */
    ResultSet open(Cursor rows) throws SQLException;
}
