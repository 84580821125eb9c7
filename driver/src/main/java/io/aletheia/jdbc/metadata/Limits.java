package io.aletheia.jdbc.metadata;

/** How large things may be. No limit but memory is known, which JDBC writes as 0. */
abstract sealed class Limits extends SessionFeatures permits AletheiaDatabaseMetaData {
    private static final int UNLIMITED = 0;

    @Override
    public final int getMaxBinaryLiteralLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxCatalogNameLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxCharLiteralLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxColumnNameLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxColumnsInGroupBy() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxColumnsInIndex() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxColumnsInOrderBy() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxColumnsInSelect() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxColumnsInTable() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxConnections() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxCursorNameLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxIndexLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxProcedureNameLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxRowSize() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxSchemaNameLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxStatementLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxStatements() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxTableNameLength() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxTablesInSelect() {
        return UNLIMITED;
    }

    @Override
    public final int getMaxUserNameLength() {
        return UNLIMITED;
    }

    @Override
    public final long getMaxLogicalLobSize() {
        return UNLIMITED;
    }
}
