package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One path of a pattern, {@code p = ANY SHORTEST TRAIL (a)-[e]->{1,4}(b)}.
 *
 * <p>Its elements begin and end with a node or a sub-path, and on either side of every edge stands a node or a sub-path.
 *
 * @param variable the path's name
 * @param selector which of the matching paths are kept; null for all
 * @param mode which repetitions are allowed; null if nothing was said, which means WALK
 * @param elements nodes, edges and parenthesised sub-paths from left to right
 */
public record PathPattern(
        @Nullable SqlIdentifier variable,
        @Nullable PathSelector selector,
        @Nullable PathMode mode,
        List<PatternElement> elements) {

    /** Copies the list. */
    public PathPattern {
        elements = List.copyOf(elements);
    }

    /** Whether the path is nodes and edges without quantifier only, so that it has a fixed length and no selector or mode matters. */
    public boolean isFixed() {
        return selector == null
                && elements.stream()
                        .allMatch(element -> element instanceof PatternElement.Node
                                || (element instanceof PatternElement.Edge edge && edge.quantifier() == null));
    }

    /** Which repetitions a path may have. */
    public enum PathMode {
        /** Any. */
        WALK,
        /** No edge twice. */
        TRAIL,
        /** No node twice. */
        ACYCLIC,
        /** No node twice, but the first may be the last. */
        SIMPLE
    }

    /**
     * Which of the paths between two nodes are kept.
     *
     * @param kind the form
     * @param count the number of ANY k, SHORTEST k and SHORTEST k GROUPS, 1 where none was written
     */
    public record PathSelector(Kind kind, int count) {

        /** The forms of a selector. */
        public enum Kind {
            /** ALL. */
            ALL,
            /** ANY [k]. */
            ANY,
            /** ANY SHORTEST. */
            ANY_SHORTEST,
            /** ALL SHORTEST. */
            ALL_SHORTEST,
            /** SHORTEST k. */
            SHORTEST,
            /** SHORTEST k GROUPS. */
            SHORTEST_GROUPS
        }
    }
}
