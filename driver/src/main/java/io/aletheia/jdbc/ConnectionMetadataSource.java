package io.aletheia.jdbc;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.jdbc.metadata.MetadataSource;
import io.aletheia.query.Cursor;
import io.aletheia.query.Setting;
import io.aletheia.query.SystemTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a connection tells its metadata.
 *
 * @param owner the connection
 */
record ConnectionMetadataSource(AletheiaConnection owner) implements MetadataSource {
    @Override
    public Connection connection() {
        return owner;
    }

    @Override
    public String url() {
        return owner.url();
    }

    @Override
    public CatalogVersion catalog() throws SQLException {
        return SystemTables.listedWith(owner.ask(owner.session()::catalog));
    }

    @Override
    public String setting(Setting setting) throws SQLException {
        return owner.ask(() -> owner.session().setting(setting));
    }

    @Override
    public ResultSet open(Cursor rows) throws SQLException {
        owner.checkOpen();
        return owner.resultOf(rows);
    }
}
