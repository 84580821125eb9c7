package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.plan.PlanErrors;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A value to be stored in a column: known when the statement is bound, a parameter, or computed in each run. Immutable. */
sealed interface Cell {
    /** The value, in the column's type. */
    @Nullable
    Object value(ExecutionContext context, @Nullable Object[] computed);

    /**
     * A literal.
     *
     * @param value in the column's type
     */
    record Constant(@Nullable Object value) implements Cell {
        @Override
        public @Nullable Object value(ExecutionContext context, @Nullable Object[] computed) {
            return value;
        }
    }

    /**
     * A parameter, whose value arrives in the column's type; only its length is still to be checked.
     *
     * @param index from 0
     * @param conversion checks it
     */
    record Parameter(int index, Conversion conversion) implements Cell {
        @Override
        public @Nullable Object value(ExecutionContext context, @Nullable Object[] computed) {
            return conversion.apply(context.parameter(index), context);
        }
    }

    /**
     * An expression.
     *
     * @param slot where it stands among the computed values
     * @param conversion to the column's type
     */
    record Computed(int slot, Conversion conversion) implements Cell {
        @Override
        public @Nullable Object value(ExecutionContext context, @Nullable Object[] computed) {
            return conversion.apply(computed[slot], context);
        }
    }

    /** The cell of a literal or a parameter for a column; null if the node has to be computed. */
    static @Nullable Cell simple(
            SqlNode node, ColumnDefinition column, ParameterPlan parameters, ExecutionContext binding) {
        ValueType type = column.type();
        if (node instanceof SqlDynamicParam parameter) {
            parameters.use(parameter.getIndex(), type);
            return new Parameter(parameter.getIndex(), Conversion.storing(type, type));
        }
        SqlValues.Literal literal = SqlValues.of(node);
        if (literal == null) {
            return null;
        }
        if (literal.isNull()) {
            return new Constant(null);
        }
        boolean text = literal.type().kind() == ValueType.Kind.VARCHAR;
        if (!text && !Assignability.isAssignable(literal.type(), type)) {
            throw PlanErrors.at(ErrorCode.TYPE_MISMATCH, node, Assignability.message(column, literal.type()));
        }
        try {
            return new Constant(Conversion.storing(literal.type(), type).apply(literal.value(), binding));
        } catch (DatabaseException e) {
            throw PlanErrors.at(e.code(), node, "column " + column.name() + ": " + e.getMessage());
        }
    }
}
