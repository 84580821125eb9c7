package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.ArrayValues;
import io.aletheia.query.expression.JsonConstruction;
import io.aletheia.query.expression.JsonText;
import io.aletheia.query.expression.ValueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the functions make that need all of a group's rows. */
final class ListResults {
    private ListResults() {}

    /** LISTAGG: values as one string, the separator that of the row behind it. */
    static ListAccumulator.Result joined(int operand, int separator) {
        return (columns, list) -> {
            var result = new StringBuilder();
            for (int i = 0; i < list.length; i++) {
                if (i > 0) {
                    Object between = separator < 0 ? "," : columns[separator].object(list[i]);
                    result.append(between == null ? "" : between);
                }
                result.append(columns[operand].object(list[i]));
            }
            return result.toString();
        };
    }

    /** ARRAY_AGG. */
    static ListAccumulator.Result collected(int operand) {
        return (columns, list) -> {
            @Nullable Object[] values = new @Nullable Object[list.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns[operand].object(list[i]);
            }
            return ArrayValues.list(values);
        };
    }

    /** PERCENTILE_CONT: the rows are in the order of the values; between two of them it is on the line that joins them. */
    static ListAccumulator.Result continuous(int operand, Fraction fraction) {
        return (columns, list) -> {
            double place = fraction.of(columns, list[0]) * (list.length - 1);
            int below = (int) Math.floor(place);
            int above = (int) Math.ceil(place);
            double low = number(columns[operand], list[below]);
            double high = number(columns[operand], list[above]);
            return below == above ? low : low + (high - low) * (place - below);
        };
    }

    /** PERCENTILE_DISC: the first value at or before which there is that part of all. */
    static ListAccumulator.Result discrete(int operand, Fraction fraction) {
        return (columns, list) -> {
            int place = (int) Math.ceil(fraction.of(columns, list[0]) * list.length) - 1;
            return columns[operand].object(list[Math.max(0, place)]);
        };
    }

    /** Which part of all, from 0 to 1. */
    @FunctionalInterface
    interface Fraction {
        double of(ColumnVector[] columns, int row);

        /** The fraction that a column has. */
        static Fraction column(int column) {
            return (columns, row) -> {
                double fraction = columns[column].isNull(row) ? Double.NaN : number(columns[column], row);
                if (!(fraction >= 0 && fraction <= 1)) {
                    throw new DatabaseException(
                            ErrorCode.INVALID_ARGUMENT, "a percentile lies between 0 and 1, not at " + fraction);
                }
                return fraction;
            };
        }
    }

    private static double number(ColumnVector column, int row) {
        return ((Number) Objects.requireNonNull(column.object(row))).doubleValue();
    }

    /** MODE: the value that is there most often, of equally frequent ones the first. The rows are in the order of the values. */
    static ListAccumulator.Result mode(int operand, ValueType type) {
        Comparator<Object> order = ValueOrder.of(type);
        return (columns, list) -> {
            ColumnVector values = columns[operand];
            int best = 0;
            int bestLength = 0;
            int start = 0;
            for (int i = 1; i <= list.length; i++) {
                boolean ends = i == list.length
                        || order.compare(
                                        Objects.requireNonNull(values.object(list[i])),
                                        Objects.requireNonNull(values.object(list[start])))
                                != 0;
                if (ends) {
                    if (i - start > bestLength) {
                        best = start;
                        bestLength = i - start;
                    }
                    start = i;
                }
            }
            return values.object(list[best]);
        };
    }

    /** JSON_ARRAYAGG; the options are those of JSON_ARRAY_OF. */
    static ListAccumulator.Result jsonArray(List<Integer> arguments, List<ValueType> types, ExecutionContext context) {
        int operand = arguments.get(0);
        return (columns, list) -> {
            String options = options(columns, arguments, 1, list[0]);
            var text = new StringBuilder("[");
            for (int row : list) {
                Object value = columns[operand].object(row);
                if (value != null || options.contains("n")) {
                    text.append(text.length() > 1 ? "," : "");
                    JsonConstruction.append(text, types.get(operand), value, options.contains("j"), context);
                }
            }
            return text.append(']').toString();
        };
    }

    /** JSON_OBJECTAGG; the options are those of JSON_OBJECT_OF. */
    static ListAccumulator.Result jsonObject(List<Integer> arguments, List<ValueType> types, ExecutionContext context) {
        int operand = arguments.get(1);
        return (columns, list) -> {
            String options = options(columns, arguments, 2, list[0]);
            var text = new StringBuilder("{");
            for (int row : list) {
                Object name = columns[arguments.get(0)].object(row);
                Object value = columns[operand].object(row);
                if (name == null) {
                    throw new DatabaseException(
                            ErrorCode.INVALID_ARGUMENT, "a member of a JSON object has a name, not NULL");
                }
                if (value != null || !options.contains("a")) {
                    text.append(text.length() > 1 ? "," : "");
                    JsonText.quote(text, name.toString());
                    text.append(':');
                    JsonConstruction.append(text, types.get(operand), value, options.contains("j"), context);
                }
            }
            return text.append('}').toString();
        };
    }

    private static String options(ColumnVector[] columns, List<Integer> arguments, int at, int row) {
        return at < arguments.size() ? String.valueOf(columns[arguments.get(at)].object(row)) : "";
    }
}
