package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code [OPTIONAL] MATCH path, path ... [WHERE c]}.
 *
 * @param optional whether it is OPTIONAL: rows without a match are kept, with NULLs
 * @param paths at least one
 * @param where the condition on this clause
 */
public record MatchClause(
        boolean optional, List<PathPattern> paths, @Nullable SqlNode where) {
    /** Copies the list. */
    public MatchClause {
        paths = List.copyOf(paths);
    }
}
