package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.Option;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** {@code SETTING CLOCK_TIME = e}: the clock of one statement, computed when the statement runs. For one statement. */
public final class ClockSetting {
    /** The setting's name. */
    public static final String NAME = "CLOCK_TIME";

    private final RowExpressions expressions;
    /** The parameter that the clock is; -1 if it is an expression. */
    private final int parameter;

    private ClockSetting(RowExpressions expressions, int parameter) {
        this.expressions = expressions;
        this.parameter = parameter;
    }

    /** Binds the further settings of a statement; null if there are none. UNSUPPORTED (HYC00) naming any other. */
    static @Nullable ClockSetting of(List<Option> options, QueryCompiler compiler, ParameterPlan parameters) {
        SqlNode value = null;
        for (Option option : options) {
            if (!option.name().equals(NAME) || option.value() == null) {
                throw StatementBinder.unsupported("SETTING " + option.name());
            }
            if (value != null) {
                throw new DatabaseException(ErrorCode.SYNTAX_ERROR, NAME + " is set twice");
            }
            value = option.value();
        }
        if (value == null) {
            return null;
        }
        var expressions = new RowExpressions();
        if (value instanceof SqlDynamicParam parameter) {
            parameters.use(parameter.getIndex(), ValueType.TIMESTAMP_TZ);
            return new ClockSetting(expressions, parameter.getIndex());
        }
        int slot = expressions.add(new TimeRewriter(compiler.environment().zone()).rewriteBound(value));
        expressions.compile(compiler, parameters);
        Instants.check(expressions.type(slot));
        return new ClockSetting(expressions, -1);
    }

    /** The context with the clock set. PERIOD_BOUND_NULL (22004) for null. */
    ExecutionContext in(ExecutionContext context) {
        if (parameter >= 0) {
            return context.atClock(Instants.of(context.parameter(parameter), ValueType.TIMESTAMP_TZ, context));
        }
        return context.atClock(Instants.of(expressions.evaluate(context)[0], expressions.type(0), context));
    }
}
