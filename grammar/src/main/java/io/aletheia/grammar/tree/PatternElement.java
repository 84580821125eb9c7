package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A node, an edge or a parenthesised sub-path of a path pattern. */
public sealed interface PatternElement {

    /** Where it stands in the text. */
    SqlParserPos position();

    /**
     * {@code (v IS Label {k: e} WHERE c)}.
     *
     * @param variable its name
     * @param label what it must be; null for any
     * @param properties equalities in braces
     * @param where its condition
     * @param times its own time clauses, {@link TimeSpecs#NONE} if it has none
     * @param position where it stands in the text
     */
    record Node(
            @Nullable SqlIdentifier variable,
            @Nullable LabelExpression label,
            List<Property> properties,
            @Nullable SqlNode where,
            TimeSpecs times,
            SqlParserPos position)
            implements PatternElement {
        /** Copies the list. */
        public Node {
            properties = List.copyOf(properties);
        }
    }

    /**
     * {@code -[e IS Label {k: e} WHERE c]->{n,m}} or an abbreviated edge.
     *
     * @param variable its name
     * @param label what it must be; null for any
     * @param properties equalities in braces
     * @param where its condition
     * @param times its own time clauses, {@link TimeSpecs#NONE} if it has none
     * @param direction which way it points
     * @param quantifier how often it is followed; null for once, which is not the same as {1,1}: that makes the variable a group
     * @param position where it stands in the text
     */
    record Edge(
            @Nullable SqlIdentifier variable,
            @Nullable LabelExpression label,
            List<Property> properties,
            @Nullable SqlNode where,
            TimeSpecs times,
            Direction direction,
            @Nullable Quantifier quantifier,
            SqlParserPos position)
            implements PatternElement {
        /** Copies the list. */
        public Edge {
            properties = List.copyOf(properties);
        }
    }

    /**
     * {@code ((a)-[e]->(b) WHERE c){n,m}}.
     *
     * @param mode the mode said in the parentheses, null if none
     * @param elements as of {@link PathPattern}
     * @param where a condition on each repetition
     * @param quantifier how often it is followed; null for once
     * @param position where it stands in the text
     */
    record SubPath(
            PathPattern.@Nullable PathMode mode,
            List<PatternElement> elements,
            @Nullable SqlNode where,
            @Nullable Quantifier quantifier,
            SqlParserPos position)
            implements PatternElement {
        /** Copies the list. */
        public SubPath {
            elements = List.copyOf(elements);
        }
    }

    /** Which way an edge points, read from left to right. */
    enum Direction {
        /** {@code -[]->}. */
        RIGHT,
        /** {@code <-[]-}. */
        LEFT,
        /** {@code -[]-}: either way. */
        ANY
    }

    /**
     * {@code name: value} in braces.
     *
     * @param name the property
     * @param value what it must equal
     */
    record Property(SqlIdentifier name, SqlNode value) {}

    /**
     * How often an edge or sub-path is followed.
     *
     * @param min at least, 0 or more
     * @param max at most, null for no bound
     */
    record Quantifier(int min, @Nullable Integer max) {
        /** Checks the order. */
        public Quantifier {
            if (min < 0 || (max != null && max < min)) {
                throw new IllegalArgumentException("a quantifier needs 0 <= min <= max: min=" + min + " max=" + max);
            }
        }
    }
}
