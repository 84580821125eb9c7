package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** OFFSET and FETCH, which may be parameters. Immutable. */
final class RowLimit {
    private final @Nullable Expression offset;
    private final @Nullable Expression fetch;

    RowLimit(@Nullable RexNode offset, @Nullable RexNode fetch, ExpressionCompiler compiler) {
        this.offset = offset == null ? null : compiler.compile(offset, ValueType.BIGINT);
        this.fetch = fetch == null ? null : compiler.compile(fetch, ValueType.BIGINT);
    }

    /** Whether there is a FETCH. */
    boolean hasFetch() {
        return fetch != null;
    }

    /** How many rows are skipped. */
    long offset(ExecutionContext context) {
        return offset == null ? 0 : value(offset, "OFFSET", 0, context);
    }

    /** How many rows come at most. */
    long fetch(ExecutionContext context) {
        return fetch == null ? Long.MAX_VALUE : value(fetch, "FETCH", Long.MAX_VALUE, context);
    }

    /** Null is as if the clause were not there. */
    private static long value(Expression expression, String clause, long otherwise, ExecutionContext context) {
        Object value = expression.value(context);
        if (value == null) {
            return otherwise;
        }
        if ((long) value < 0) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, clause + " must not be negative: " + value);
        }
        return (long) value;
    }
}
