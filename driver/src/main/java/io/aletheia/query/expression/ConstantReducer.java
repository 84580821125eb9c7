package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Folds constant expressions while planning, by the same evaluators that would run them. What depends on the run (parameters, the
 * current time, the time zone, chance) and what fails stays as it is, so that the error appears when the statement runs, if at
 * all. Thread-safe.
 */
public final class ConstantReducer implements RexExecutor {
    private final ExpressionCompiler compiler = new ExpressionCompiler();

    @Override
    public void reduce(RexBuilder rexBuilder, List<RexNode> constants, List<RexNode> reduced) {
        for (RexNode constant : constants) {
            RexNode literal = fold(rexBuilder, constant);
            reduced.add(literal == null ? constant : literal);
        }
    }

    private @Nullable RexNode fold(RexBuilder rexBuilder, RexNode constant) {
        if (constant instanceof RexLiteral) {
            return null;
        }
        try {
            Expression expression = compiler.compile(constant);
            return expression.isConstant()
                    ? Literals.of(rexBuilder, constant.getType(), expression.value(NoContext.INSTANCE))
                    : null;
        } catch (DatabaseException | NoContext.DependsOnRun e) {
            // The statement meets the same error again if it evaluates the expression.
            return null;
        }
    }
}
