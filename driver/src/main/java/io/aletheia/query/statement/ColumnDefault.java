package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The DEFAULT of a column outside of INSERT: checked when it is declared, and evaluated for rows that are there. */
final class ColumnDefault {
    private ColumnDefault() {}

    /**
     * The value that an expression has now as a column's default, in the column's type; null if there is none. Its tree is
     * changed.
     *
     * @throws RuntimeException what planning and evaluating throw; TYPE_MISMATCH (42804)
     */
    static @Nullable Object value(
            Environment environment, ColumnDefinition column, @Nullable SqlNode expression, Transaction transaction) {
        var context =
                new ExecutionContext(transaction, new Object[0], transaction.nowMicros(), environment.zone(), () -> {});
        return expression == null ? null : evaluate(environment, column, expression, context);
    }

    /** The value of the default that the column has. */
    static @Nullable Object value(Environment environment, ColumnDefinition column, ExecutionContext context) {
        String text = column.defaultSql();
        return text == null ? null : evaluate(environment, column, AletheiaSql.parseExpression(text), context);
    }

    private static @Nullable Object evaluate(
            Environment environment, ColumnDefinition column, SqlNode expression, ExecutionContext context) {
        SqlNode node = new TimeRewriter(environment.zone()).rewrite(expression);
        var parameters = new ParameterPlan(0);
        Cell simple = Cell.simple(node, column, parameters, context);
        if (simple != null) {
            return simple.value(context, new Object[0]);
        }
        var expressions = new RowExpressions();
        int slot = expressions.add(node);
        expressions.compile(new QueryCompiler(environment, 0, List.of(), ValueType.VARCHAR), parameters);
        return conversion(expressions.relType(slot), column, node)
                .apply(expressions.evaluate(context)[slot], context);
    }

    private static Conversion conversion(RelDataType from, ColumnDefinition column, SqlNode node) {
        if (from.getSqlTypeName() == SqlTypeName.NULL) {
            return Conversion.cast(column.type(), column.type());
        }
        ValueType type = TypeMapping.valueType(from);
        if (!Assignability.isAssignable(type, column.type())) {
            throw PlanErrors.at(ErrorCode.TYPE_MISMATCH, node, Assignability.message(column, type));
        }
        return Conversion.storing(type, column.type());
    }
}
