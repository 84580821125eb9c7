package io.aletheia.query.temporal;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Bounds of time clauses as they stand in a syntax tree. */
public final class SqlBounds {
    private SqlBounds() {}

    /** Whether the bound is the word NULL, which is no bound. */
    public static boolean isNull(SqlNode bound) {
        return SqlUtil.isNullLiteral(bound, true);
    }

    /** Whether there is a query within. */
    public static boolean holdsQuery(SqlNode bound) {
        try {
            bound.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlCall call) {
                    if (call.isA(SqlKind.QUERY)) {
                        throw Util.FoundOne.NULL;
                    }
                    return super.visit(call);
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            Util.swallow(found, null);
            return true;
        }
    }
}
