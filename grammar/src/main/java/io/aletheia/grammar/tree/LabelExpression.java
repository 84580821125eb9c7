package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Which labels, that is tables, an element may have. */
public sealed interface LabelExpression {

    /**
     * One label.
     *
     * @param name the table, possibly with its schema
     */
    record Name(SqlIdentifier name) implements LabelExpression {}

    /** {@code %}: any label. */
    record Wildcard() implements LabelExpression {}

    /**
     * {@code !label}.
     *
     * @param operand what it must not be
     */
    record Not(LabelExpression operand) implements LabelExpression {}

    /**
     * {@code a & b}.
     *
     * @param operands at least two
     */
    record And(List<LabelExpression> operands) implements LabelExpression {
        /** Copies the list. */
        public And {
            operands = List.copyOf(operands);
        }
    }

    /**
     * {@code a | b}.
     *
     * @param operands at least two
     */
    record Or(List<LabelExpression> operands) implements LabelExpression {
        /** Copies the list. */
        public Or {
            operands = List.copyOf(operands);
        }
    }
}
