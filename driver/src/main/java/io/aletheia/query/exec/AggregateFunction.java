package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import java.util.List;
import java.util.Locale;
import java.util.function.LongBinaryOperator;
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

    /** Whether parts of the rows can be aggregated apart and put together. */
    boolean isDivisible() {
        return !distinct
                && order.isEmpty()
                && switch (name) {
                    case "COUNT",
                            "SUM",
                            "$SUM0",
                            "AVG",
                            "MIN",
                            "EVERY",
                            "BOOL_AND",
                            "LOGICAL_AND",
                            "MAX",
                            "SOME",
                            "BOOL_OR",
                            "LOGICAL_OR",
                            "BIT_AND",
                            "BIT_OR",
                            "BIT_XOR" -> true;
                    default -> false;
                };
    }

    /** New state for the function over an input with columns of these types: UNSUPPORTED (HYC00) if there is none. */
    Accumulator accumulator(List<ValueType> inputTypes, ExecutionContext context) {
        return switch (name) {
            case "COUNT" -> new CountAccumulator(arguments.isEmpty());
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
            case "BIT_AND" -> bits(inputTypes, (a, b) -> a & b);
            case "BIT_OR" -> bits(inputTypes, (a, b) -> a | b);
            case "BIT_XOR" -> bits(inputTypes, (a, b) -> a ^ b);
            case "ARG_MIN", "MIN_BY" -> by(inputTypes, false);
            case "ARG_MAX", "MAX_BY" -> by(inputTypes, true);
            case "COVAR_POP",
                    "COVAR_SAMP",
                    "CORR",
                    "REGR_SLOPE",
                    "REGR_INTERCEPT",
                    "REGR_R2",
                    "REGR_AVGX",
                    "REGR_AVGY",
                    "REGR_SXX",
                    "REGR_SYY",
                    "REGR_SXY",
                    "REGR_COUNT" -> new RegressionAccumulator(name, arguments.get(1));
            case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" ->
                list(
                        inputTypes,
                        context,
                        arguments.get(0),
                        ListResults.joined(arguments.get(0), arguments.size() > 1 ? arguments.get(1) : -1));
            case "ARRAY_AGG", "COLLECT" -> list(inputTypes, context, -1, ListResults.collected(arguments.get(0)));
            case "JSON_ARRAYAGG" ->
                list(inputTypes, context, -1, ListResults.jsonArray(arguments, inputTypes, context));
            case "JSON_OBJECTAGG" ->
                list(inputTypes, context, -1, ListResults.jsonObject(arguments, inputTypes, context));
            case "PERCENTILE_CONT" ->
                list(
                        inputTypes,
                        context,
                        ordered(),
                        ListResults.continuous(ordered(), ListResults.Fraction.column(arguments.get(0))));
            case "PERCENTILE_DISC" ->
                list(
                        inputTypes,
                        context,
                        ordered(),
                        ListResults.discrete(ordered(), ListResults.Fraction.column(arguments.get(0))));
            case "MEDIAN" ->
                sorted(inputTypes, context, ListResults.continuous(arguments.get(0), (columns, row) -> 0.5));
            case "MODE" ->
                sorted(inputTypes, context, ListResults.mode(arguments.get(0), inputTypes.get(arguments.get(0))));
            default ->
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "the aggregate function " + name + " is not supported yet");
        };
    }

    private Accumulator list(
            List<ValueType> inputTypes, ExecutionContext context, int wanted, ListAccumulator.Result result) {
        return new ListAccumulator(inputTypes, wanted, RowOrder.of(order, inputTypes), context, result);
    }

    /** As {@code list}, of the values that are not null, in their own order unless another is asked for. */
    private Accumulator sorted(List<ValueType> inputTypes, ExecutionContext context, ListAccumulator.Result result) {
        int operand = arguments.get(0);
        RowOrder own =
                order.isEmpty() ? RowOrder.ascending(List.of(operand), inputTypes) : RowOrder.of(order, inputTypes);
        return new ListAccumulator(inputTypes, operand, own, context, result);
    }

    /** The column that a percentile is of. */
    private int ordered() {
        if (order.size() != 1) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, name + " without one expression to order by is not supported yet");
        }
        return order.get(0).getFieldIndex();
    }

    private Accumulator bits(List<ValueType> inputTypes, LongBinaryOperator operation) {
        ValueType operand = number(inputTypes);
        if (operand.physical() != ValueType.Physical.LONG) {
            throw new DatabaseException(ErrorCode.UNSUPPORTED, name + " of " + operand + " is not supported yet");
        }
        return new BitAccumulator(operation);
    }

    private Accumulator by(List<ValueType> inputTypes, boolean greatest) {
        int key = arguments.get(1);
        return new ByAccumulator(inputTypes.get(arguments.get(0)), inputTypes.get(key), key, greatest);
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
