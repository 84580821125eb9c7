package io.aletheia.query.graph;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.grammar.tree.LabelExpression;
import io.aletheia.grammar.tree.PathPattern;
import io.aletheia.grammar.tree.PatternElement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** A path of fixed length: n nodes with n - 1 edges between them, each belonging to a {@link PatternVariable}. */
record PatternPath(List<PatternVariable> nodes, List<Step> edges) {
    /**
     * An edge between node i and node i + 1.
     *
     * @param variable the edge
     * @param rightward whether it leads from node i to node i + 1
     */
    record Step(PatternVariable variable, boolean rightward) {}

    /** Reads a path. UNSUPPORTED (HYC00) naming what is not a node, an edge of one label, or a direction. */
    static PatternPath of(PathPattern path, PatternVariables variables) {
        refuse(path.variable() != null, "a path variable");
        refuse(path.selector() != null, "a path selector");
        refuse(path.mode() != null && path.mode() != PathPattern.PathMode.WALK, "the path mode " + path.mode());
        var nodes = new ArrayList<PatternVariable>();
        var edges = new ArrayList<Step>();
        for (PatternElement element : path.elements()) {
            if (element instanceof PatternElement.Node node) {
                nodes.add(variables.node(
                        node.variable(),
                        label(node.label()),
                        node.properties(),
                        node.where(),
                        node.times(),
                        node.position()));
            } else if (element instanceof PatternElement.Edge edge) {
                refuse(edge.quantifier() != null, "a quantified edge");
                refuse(edge.direction() == PatternElement.Direction.ANY, "an edge without direction");
                PatternVariable variable = variables.edge(
                        edge.variable(),
                        label(edge.label()),
                        edge.properties(),
                        edge.where(),
                        edge.times(),
                        edge.position());
                edges.add(new Step(variable, edge.direction() == PatternElement.Direction.RIGHT));
            } else {
                throw unsupported("a parenthesised sub-path");
            }
        }
        return new PatternPath(nodes, edges);
    }

    private static @Nullable SqlIdentifier label(@Nullable LabelExpression label) {
        if (label == null) {
            return null;
        }
        if (label instanceof LabelExpression.Name name) {
            return name.name();
        }
        throw unsupported("a label expression");
    }

    static void refuse(boolean condition, String what) {
        if (condition) {
            throw unsupported(what);
        }
    }

    static DatabaseException unsupported(String what) {
        return new DatabaseException(ErrorCode.UNSUPPORTED, what + " in a pattern is not supported yet");
    }
}
