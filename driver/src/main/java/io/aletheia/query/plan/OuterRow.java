package io.aletheia.query.plan;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** The row of a correlation's left side, as its right side names it. Immutable. */
record OuterRow(CorrelationId id) {
    /** Whether an expression names a column of the row. */
    boolean isIn(RexNode node) {
        var finder = new Finder();
        node.accept(finder);
        return finder.found;
    }

    /** Whether anything in a plan names a column of the row. */
    boolean isIn(RelNode rel) {
        var finder = new Finder();
        rel.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                other.accept(finder);
                return finder.found ? other : super.visit(other);
            }
        });
        return finder.found;
    }

    /** The expression over a row that begins with this row's columns. */
    RexNode replaced(RexNode node, RelNode left) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return isColumn(access)
                        ? RexInputRef.of(access.getField().getIndex(), left.getRowType())
                        : super.visitFieldAccess(access);
            }
        });
    }

    private boolean isColumn(RexFieldAccess access) {
        return access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id);
    }

    private final class Finder extends RexShuttle {
        private boolean found;

        @Override
        public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            found |= variable.id.equals(id);
            return variable;
        }
    }
}
