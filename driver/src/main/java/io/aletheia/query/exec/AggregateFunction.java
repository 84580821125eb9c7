package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;

/**
 * One call of an aggregate function over columns of its input. Immutable.
 *
 * @param name the function's name in capitals
 * @param arguments the input's columns
 * @param filter the column that must be TRUE; -1 for none
 * @param distinct whether equal arguments count once
 * @param order in which order the values come, for functions that care
 * @param type the result's type
 */
record AggregateFunction(
        String name,
        List<Integer> arguments,
        int filter,
        boolean distinct,
        List<RelFieldCollation> order,
        ValueType type) {
    /** The call as Calcite describes it. */
    static AggregateFunction of(
            SqlAggFunction function,
            List<Integer> arguments,
            int filter,
            boolean distinct,
            List<RelFieldCollation> order,
            RelDataType type) {
        boolean matters = switch (function.getKind()) {
            case MIN, MAX, ANY_VALUE, SINGLE_VALUE, LITERAL_AGG -> false;
            default -> true;
        };
        return new AggregateFunction(
                function.getName().toUpperCase(Locale.ROOT),
                List.copyOf(arguments),
                filter,
                distinct && matters,
                List.copyOf(order),
                TypeMapping.valueType(type));
    }

    /** New state for the function over an input with columns of these types: UNSUPPORTED (HYC00) if there is none. */
    Accumulator accumulator(List<ValueType> inputTypes, ExecutionContext context) {
        return switch (name) {
            case "COUNT" -> new CountAccumulator(arguments.isEmpty());
            case "REGR_COUNT" -> new CountAccumulator(false);
            case "SUM" -> new SumAccumulator(number(inputTypes), SumAccumulator.Result.SUM);
            case "$SUM0" -> new SumAccumulator(number(inputTypes), SumAccumulator.Result.SUM_OR_ZERO);
            case "AVG" -> new SumAccumulator(number(inputTypes), SumAccumulator.Result.AVERAGE);
            case "MIN", "EVERY", "BOOL_AND", "LOGICAL_AND" -> extreme(inputTypes, ExtremeAccumulator.Choice.LEAST);
            case "MAX", "SOME", "BOOL_OR", "LOGICAL_OR" -> extreme(inputTypes, ExtremeAccumulator.Choice.GREATEST);
            case "ANY_VALUE" -> extreme(inputTypes, ExtremeAccumulator.Choice.ANY);
            case "SINGLE_VALUE" -> extreme(inputTypes, ExtremeAccumulator.Choice.SINGLE);
            case "VAR_POP" -> variance(inputTypes, false, false);
            case "VAR_SAMP", "VARIANCE" -> variance(inputTypes, true, false);
            case "STDDEV_POP" -> variance(inputTypes, false, true);
            case "STDDEV_SAMP", "STDDEV" -> variance(inputTypes, true, true);
            case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" ->
                new ListAccumulator(
                        inputTypes,
                        true,
                        arguments.get(0),
                        arguments.size() > 1 ? arguments.get(1) : -1,
                        RowOrder.of(order, inputTypes),
                        context);
            case "ARRAY_AGG", "COLLECT" ->
                new ListAccumulator(inputTypes, false, arguments.get(0), -1, RowOrder.of(order, inputTypes), context);
            default ->
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "the aggregate function " + name + " is not supported yet");
        };
    }

    private ValueType number(List<ValueType> inputTypes) {
        ValueType operand = inputTypes.get(arguments.get(0));
        boolean number = switch (operand.kind()) {
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
            default -> false;
        };
        if (!number) {
            throw new DatabaseException(ErrorCode.UNSUPPORTED, name + " of " + operand + " is not supported yet");
        }
        return operand;
    }

    private Accumulator extreme(List<ValueType> inputTypes, ExtremeAccumulator.Choice choice) {
        return new ExtremeAccumulator(inputTypes.get(arguments.get(0)), choice);
    }

    private Accumulator variance(List<ValueType> inputTypes, boolean sample, boolean deviation) {
        number(inputTypes);
        return new VarianceAccumulator(sample, deviation);
    }
}
