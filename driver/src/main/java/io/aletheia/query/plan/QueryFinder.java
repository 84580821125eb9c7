package io.aletheia.query.plan;

import io.aletheia.grammar.tree.SqlPatternQuery;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds a query within an expression, for places where there must be none. */
public final class QueryFinder extends SqlBasicVisitor<@Nullable Void> {
    private @Nullable SqlNode found;

    private QueryFinder() {}

    /** The first query within an expression, or the expression itself if it is one; null if there is none. */
    public static @Nullable SqlNode first(SqlNode expression) {
        var finder = new QueryFinder();
        expression.accept(finder);
        return finder.found;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (found == null && (call.isA(SqlKind.QUERY) || call instanceof SqlPatternQuery)) {
            found = call;
        }
        return found == null ? super.visit(call) : null;
    }
}
