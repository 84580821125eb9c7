package io.aletheia.query.statement;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** An expression for a point in time that stands outside of queries, as in SET. */
public final class InstantExpression {
    private InstantExpression() {}

    /**
     * The instant in microseconds.
     *
     * @throws RuntimeException whatever planning throws; PERIOD_BOUND_NULL (22004) for null
     */
    public static long evaluate(SqlNode node, Environment environment, ExecutionContext context) {
        SqlNode read = new TimeRewriter(environment.zone()).rewriteBound(node);
        SqlValues.Literal literal = SqlValues.of(read);
        if (literal != null) {
            if (!literal.isNull()) {
                Instants.check(literal.type());
            }
            return Instants.of(literal.value(), literal.type(), context);
        }
        var expressions = new RowExpressions();
        int slot = expressions.add(read);
        var compiler = new QueryCompiler(environment, 0, List.of(), ValueType.VARCHAR);
        expressions.compile(compiler, new ParameterPlan(0));
        Instants.check(expressions.type(slot));
        return Instants.of(expressions.evaluate(context)[slot], expressions.type(slot), context);
    }
}
