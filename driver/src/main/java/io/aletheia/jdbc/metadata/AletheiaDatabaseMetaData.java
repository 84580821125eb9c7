package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.query.Language;
import io.aletheia.query.Product;
import io.aletheia.query.Setting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tools ask a connection about: the database, its dialect and its tables. Every method answers; those that look at the
 * catalog see what the connection sees at that moment, and throw 08003 once it is closed. Where a method takes the name of one
 * table, null and {@code %} stand for all. Not thread-safe, like the connection.
 */
public final class AletheiaDatabaseMetaData extends Limits {
    private static final int CLIENT_INFO_LENGTH_MAX = 128;

    private final MetadataSource source;

    /** Metadata of a connection. */
    public AletheiaDatabaseMetaData(MetadataSource source) {
        this.source = source;
    }

    // ---- the database and the driver

    @Override
    public Connection getConnection() {
        return source.connection();
    }

    @Override
    public String getURL() {
        return source.url();
    }

    @Override
    public String getUserName() throws SQLException {
        return source.setting(Setting.USER);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return source.connection().isReadOnly();
    }

    @Override
    public String getDatabaseProductName() {
        return Product.NAME;
    }

    @Override
    public String getDatabaseProductVersion() {
        return Product.VERSION;
    }

    @Override
    public int getDatabaseMajorVersion() {
        return Product.VERSION_MAJOR;
    }

    @Override
    public int getDatabaseMinorVersion() {
        return Product.VERSION_MINOR;
    }

    @Override
    public String getDriverName() {
        return Product.DRIVER_NAME;
    }

    @Override
    public String getDriverVersion() {
        return Product.VERSION;
    }

    @Override
    public int getDriverMajorVersion() {
        return Product.VERSION_MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return Product.VERSION_MINOR;
    }

    @Override
    public int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    public int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    // ---- words

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    public String getExtraNameCharacters() {
        return "";
    }

    @Override
    public String getSearchStringEscape() {
        return NamePattern.ESCAPE;
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public String getCatalogTerm() {
        return "catalog";
    }

    @Override
    public String getSchemaTerm() {
        return "schema";
    }

    @Override
    public String getProcedureTerm() {
        return "procedure";
    }

    @Override
    public String getSQLKeywords() {
        return String.join(",", Language.KEYWORDS);
    }

    @Override
    public String getNumericFunctions() {
        return String.join(",", Language.functions(Language.Subject.NUMERIC));
    }

    @Override
    public String getStringFunctions() {
        return String.join(",", Language.functions(Language.Subject.STRING));
    }

    @Override
    public String getSystemFunctions() {
        return String.join(",", Language.functions(Language.Subject.SYSTEM));
    }

    @Override
    public String getTimeDateFunctions() {
        return String.join(",", Language.functions(Language.Subject.TIMEDATE));
    }

    // ---- schemas and tables

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return source.open(ResultShape.CATALOGS.empty());
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
        return source.open(
                CatalogView.isNoCatalog(catalog)
                        ? TableAnswers.schemas(NamePattern.of(schemaPattern))
                        : ResultShape.SCHEMAS.empty());
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return source.open(TableAnswers.tableTypes());
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            String @Nullable [] types)
            throws SQLException {
        Set<String> asked = types == null ? null : Set.copyOf(withoutNulls(types));
        return source.open(new TableAnswers(view(catalog))
                .tables(NamePattern.of(schemaPattern), NamePattern.of(tableNamePattern), asked));
    }

    private static List<String> withoutNulls(@Nullable String[] texts) {
        List<String> given = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                given.add(text);
            }
        }
        return given;
    }

    @Override
    public ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return source.open(new TableAnswers(view(catalog))
                .tablePrivileges(NamePattern.of(schemaPattern), NamePattern.of(tableNamePattern)));
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String columnNamePattern)
            throws SQLException {
        return source.open(new TableAnswers(view(catalog))
                .columnPrivileges(
                        NamePattern.exactly(schema), NamePattern.exactly(table), NamePattern.of(columnNamePattern)));
    }

    // ---- columns

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return source.open(columns(catalog)
                .columns(
                        NamePattern.of(schemaPattern),
                        NamePattern.of(tableNamePattern),
                        NamePattern.of(columnNamePattern)));
    }

    @Override
    public ResultSet getPseudoColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return source.open(columns(catalog)
                .pseudoColumns(
                        NamePattern.of(schemaPattern),
                        NamePattern.of(tableNamePattern),
                        NamePattern.of(columnNamePattern)));
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return source.open(columns(catalog).rowIdentifiers(NamePattern.exactly(schema), NamePattern.exactly(table)));
    }

    @Override
    public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return source.open(columns(catalog).versionColumns(NamePattern.exactly(schema), NamePattern.exactly(table)));
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return source.open(columns(null).types());
    }

    // ---- keys and indexes

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return source.open(keys(catalog).primaryKeys(NamePattern.exactly(schema), NamePattern.exactly(table)));
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return source.open(keys(catalog).importedKeys(NamePattern.exactly(schema), NamePattern.exactly(table)));
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return source.open(keys(catalog).exportedKeys(NamePattern.exactly(schema), NamePattern.exactly(table)));
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        String catalog = CatalogView.isNoCatalog(parentCatalog) ? foreignCatalog : parentCatalog;
        return source.open(keys(catalog)
                .crossReference(
                        NamePattern.exactly(parentSchema),
                        NamePattern.exactly(parentTable),
                        NamePattern.exactly(foreignSchema),
                        NamePattern.exactly(foreignTable)));
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return source.open(keys(catalog).indexes(NamePattern.exactly(schema), NamePattern.exactly(table), unique));
    }

    // ---- what the database has none of

    @Override
    public ResultSet getProcedures(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedureNamePattern)
            throws SQLException {
        return source.open(ResultShape.PROCEDURES.empty());
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String procedureNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return source.open(ResultShape.PROCEDURE_COLUMNS.empty());
    }

    /** Functions that users define, so none; the built-in ones are in the lists by subject. */
    @Override
    public ResultSet getFunctions(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionNamePattern)
            throws SQLException {
        return source.open(ResultShape.FUNCTIONS.empty());
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String functionNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return source.open(ResultShape.FUNCTION_COLUMNS.empty());
    }

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typeNamePattern,
            int @Nullable [] types)
            throws SQLException {
        return source.open(ResultShape.USER_TYPES.empty());
    }

    @Override
    public ResultSet getSuperTypes(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern)
            throws SQLException {
        return source.open(ResultShape.SUPER_TYPES.empty());
    }

    @Override
    public ResultSet getSuperTables(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return source.open(ResultShape.SUPER_TABLES.empty());
    }

    @Override
    public ResultSet getAttributes(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typeNamePattern,
            @Nullable String attributeNamePattern)
            throws SQLException {
        return source.open(ResultShape.ATTRIBUTES.empty());
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        List<@Nullable Object[]> rows = List.of(
                new @Nullable Object[] {
                    "ApplicationName", CLIENT_INFO_LENGTH_MAX, "", "The program that uses the connection"
                },
                new @Nullable Object[] {
                    "ClientHostname", CLIENT_INFO_LENGTH_MAX, "", "The machine that the program runs on"
                },
                new @Nullable Object[] {
                    "ClientUser", CLIENT_INFO_LENGTH_MAX, "", "For whom the program uses the connection"
                });
        return source.open(ResultShape.CLIENT_INFO.of(rows));
    }

    // ---- wrapping

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : source.connection().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || source.connection().isWrapperFor(type);
    }

    // ---- the catalog

    private CatalogView view(@Nullable String catalog) throws SQLException {
        CatalogVersion tables = source.catalog();
        return new CatalogView(
                CatalogView.isNoCatalog(catalog) ? tables : CatalogVersion.of(tables.number(), List.of(), List.of()),
                Boolean.parseBoolean(source.setting(Setting.SHOW_PERIOD_COLUMNS)));
    }

    private ColumnAnswers columns(@Nullable String catalog) throws SQLException {
        return new ColumnAnswers(
                view(catalog), source.setting(Setting.TIMESTAMP_TZ_TYPE).equals("TIMESTAMP"));
    }

    private KeyAnswers keys(@Nullable String catalog) throws SQLException {
        return new KeyAnswers(view(catalog));
    }
}
