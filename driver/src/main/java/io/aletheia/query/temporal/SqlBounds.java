package io.aletheia.query.temporal;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;

/** Bounds of time clauses as they stand in a syntax tree. */
public final class SqlBounds {
    private SqlBounds() {}

    /** Whether the bound is the word NULL, which is no bound. */
    public static boolean isNull(SqlNode bound) {
        return SqlUtil.isNullLiteral(bound, true);
    }
}
