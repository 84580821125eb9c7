package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import org.apache.calcite.rex.RexNode;

/** Compiles Calcite's row expressions to {@link Expression}s. Thread-safe. */
public final class ExpressionCompiler {
    /**
     * The expression, its values of the type that {@code TypeMapping} gives for the node's type.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) naming what has no evaluator
     */
    @SuppressWarnings("DoNotCallSuggester") // the first evaluators replace the body
    public Expression compile(RexNode node) {
        throw new DatabaseException(ErrorCode.UNSUPPORTED, node + " is not supported yet");
    }

    /** As {@link #compile(RexNode)}, then cast to the type. */
    @SuppressWarnings("DoNotCallSuggester") // the first evaluators replace the body
    public Expression compile(RexNode node, ValueType type) {
        throw new DatabaseException(ErrorCode.UNSUPPORTED, node + " as " + type + " is not supported yet");
    }
}
