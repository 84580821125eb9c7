package io.aletheia.query.plan;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.HiddenNames;
import io.aletheia.query.catalog.VectorCast;
import io.aletheia.query.graph.PatternRewriter;
import io.aletheia.query.temporal.HistoryRewriter;
import io.aletheia.query.temporal.TimeRewriter;
import org.apache.calcite.sql.SqlNode;

/**
 * A query without what only this database's SQL has: patterns, periods, table functions over histories. The same for a statement's
 * query and for a view's.
 *
 * @param query the tree, ready for {@link Planner}
 * @param wide whether it names columns that {@code *} hides
 */
public record RewrittenQuery(SqlNode query, boolean wide) {
    /**
     * A tree with joins in the place of patterns, whose parts can be copied.
     *
     * @param defaults the times of tables that say none
     */
    public static SqlNode withoutPatterns(SqlNode tree, CatalogVersion catalog, TimeSpecs defaults) {
        return new PatternRewriter(catalog, defaults).rewrite(tree);
    }

    /**
     * Rewrites a query.
     *
     * @param query the tree as it was read; it is changed
     * @param catalog the tables
     * @param time how literals of time are read
     * @param defaults the times of tables that say none
     */
    public static RewrittenQuery of(SqlNode query, CatalogVersion catalog, TimeRewriter time, TimeSpecs defaults) {
        var patterns = new PatternRewriter(catalog, defaults);
        SqlNode rewritten = VectorCast.rewrite(time.rewrite(patterns.rewrite(query)));
        rewritten = new HistoryRewriter(catalog).rewrite(rewritten);
        return new RewrittenQuery(rewritten, patterns.found() || HiddenNames.in(rewritten));
    }
}
