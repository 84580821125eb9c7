package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.ANY;
import static io.aletheia.query.expression.Operand.ARRAY;
import static io.aletheia.query.expression.Operand.TEXT;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Functions of arrays, and comparisons with their elements. Null elements are equal to null only where it is said. */
final class ListFunctions {
    private ListFunctions() {}

    static List<Functions.Function> list() {
        List<Functions.Function> functions = new ArrayList<>(List.of(
                Signature.of("ARRAY_LENGTH")
                        .takes(ARRAY)
                        .gives(SqlTypeName.INTEGER)
                        .strict("ARRAY_LENGTH(array): as CARDINALITY", (a, context) ->
                                (long) items(a, 0).size()),
                Signature.of("ARRAY_TO_STRING")
                        .takes(ARRAY, TEXT)
                        .optionally(TEXT)
                        .compiled(
                                "ARRAY_TO_STRING(array, separator [, text of nulls]): nulls are left out without one",
                                ListFunctions::joined),
                element(
                        "ARRAY_CONTAINS",
                        ListFunctions::truth,
                        "ARRAY_CONTAINS(array, a): also finds null",
                        place -> place > 0),
                element(
                        "ARRAY_POSITION",
                        binding -> type(binding, SqlTypeName.INTEGER),
                        "ARRAY_POSITION(array, a): from 1; null if it is not there; also finds null",
                        place -> place > 0 ? (Object) (long) place : null),
                changed("ARRAY_APPEND", 0, 1, "ARRAY_APPEND(array, a)", (array, item, same) -> {
                    array.add(item);
                    return array;
                }),
                changed("ARRAY_PREPEND", 1, 0, "ARRAY_PREPEND(a, array)", (array, item, same) -> {
                    array.add(0, item);
                    return array;
                }),
                changed(
                        "ARRAY_REMOVE",
                        0,
                        1,
                        "ARRAY_REMOVE(array, a): without all that are a, null included",
                        (array, item, same) -> {
                            array.removeIf(each ->
                                    (each == null || item == null) ? each == item : same.compare(each, item) == 0);
                            return array;
                        }),
                Signature.of("ARRAY_CONCAT")
                        .takes(ARRAY, ARRAY)
                        .gives(ReturnTypes.LEAST_RESTRICTIVE)
                        .compiled("ARRAY_CONCAT(array, array): as ||", ListFunctions::concat),
                Signature.of("ARRAY_DISTINCT")
                        .takes(ARRAY)
                        .gives(ReturnTypes.ARG0)
                        .compiled(
                                "ARRAY_DISTINCT(array): each value once, where it came first",
                                ListFunctions::distinct)));
        functions.addAll(comparisons());
        return List.copyOf(functions);
    }

    private static List<?> items(@Nullable Object[] a, int index) {
        return (List<?>) Objects.requireNonNull(a[index]);
    }

    private static RelDataType type(SqlOperatorBinding binding, SqlTypeName name) {
        return binding.getTypeFactory().createSqlType(name);
    }

    private static RelDataType truth(SqlOperatorBinding binding) {
        return type(binding, SqlTypeName.BOOLEAN);
    }

    private static Expression joined(RexCall call, ExpressionCompiler compiler) {
        Expression array = compiler.compile(call.getOperands().get(0));
        ValueType element = array.type().element();
        if (element == null) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "ARRAY_TO_STRING needs an array as its first argument, not " + array.type());
        }
        List<Expression> operands = new ArrayList<>(List.of(array));
        operands.addAll(compiler.compileAs(
                call.getOperands().subList(1, call.getOperands().size()), List.of(ValueType.VARCHAR)));
        return RowCall.strict(
                ExpressionCompiler.type(call),
                operands,
                (a, context) -> items(a, 0).stream()
                        .filter(item -> item != null || a.length > 2)
                        .map(item -> item == null ? Signature.text(a, 2) : Texts.text(element, item, context))
                        .collect(Collectors.joining(Signature.text(a, 1))));
    }

    /** What a function makes of the place of an element, 0 if it is not there. */
    @FunctionalInterface
    private interface PlaceFunction {
        @Nullable
        Object of(int place);
    }

    private static Functions.Function element(
            String name, SqlReturnTypeInference returns, String description, PlaceFunction function) {
        return Signature.of(name)
                .takes(ARRAY, ANY)
                .gives(returns)
                .canBeNull()
                .compiled(description, (call, compiler) -> {
                    ValueType common = common(call, 0, 1);
                    Comparator<Object> order = ValueOrder.of(common);
                    List<Expression> operands = comparable(call, compiler, common, 0, 1);
                    return RowCall.nullable(
                            ExpressionCompiler.type(call),
                            operands,
                            (a, context) -> a[0] == null ? null : function.of(place(items(a, 0), a[1], order)));
                });
    }

    private static int place(List<?> items, @Nullable Object wanted, Comparator<Object> order) {
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            boolean same = (item == null || wanted == null) ? item == wanted : order.compare(item, wanted) == 0;
            if (same) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The type that an array's elements and a single value are compared in. */
    private static ValueType common(RexCall call, int array, int single) {
        ValueType element = Objects.requireNonNull(
                ExpressionCompiler.type(call.getOperands().get(array)).element());
        return ComparisonFunctions.commonType(
                element, ExpressionCompiler.type(call.getOperands().get(single)));
    }

    /** An array and a single value in the forms to be compared: what has the form already is not cast, which could cut it. */
    private static List<Expression> comparable(
            RexCall call, ExpressionCompiler compiler, ValueType common, int arrayAt, int singleAt) {
        Expression array = compiler.compile(call.getOperands().get(arrayAt));
        boolean hasForm =
                ComparisonFunctions.hasForm(Objects.requireNonNull(array.type().element()), common);
        return List.of(
                hasForm ? array : Casts.cast(array, ValueType.array(common)),
                ComparisonFunctions.toCommon(compiler.compile(call.getOperands().get(singleAt)), common));
    }

    private static List<Expression> operands(
            RexCall call, ExpressionCompiler compiler, ValueType array, int arrayAt, int singleAt) {
        return List.of(
                compiler.compile(call.getOperands().get(arrayAt), array),
                compiler.compile(call.getOperands().get(singleAt), Objects.requireNonNull(array.element())));
    }

    /** What a function makes of an array's items and one more. */
    @FunctionalInterface
    private interface Change {
        List<@Nullable Object> apply(List<@Nullable Object> array, @Nullable Object item, Comparator<Object> order);
    }

    private static Functions.Function changed(String name, int array, int single, String description, Change change) {
        return Signature.of(name)
                .takes(array == 0 ? ARRAY : ANY, array == 0 ? ANY : ARRAY)
                .gives(binding -> widened(binding, array, single))
                .canBeNull()
                .compiled(description, (call, compiler) -> {
                    ValueType type = ExpressionCompiler.type(call);
                    Comparator<Object> order = ValueOrder.of(Objects.requireNonNull(type.element()));
                    List<Expression> operands = operands(call, compiler, type, array, single);
                    return RowCall.nullable(
                            type,
                            operands,
                            (a, context) -> a[0] == null
                                    ? null
                                    : ArrayValues.list(change.apply(new ArrayList<>(items(a, 0)), a[1], order)
                                            .toArray()));
                });
    }

    private static RelDataType widened(SqlOperatorBinding binding, int array, int single) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType element =
                Objects.requireNonNull(binding.getOperandType(array).getComponentType());
        RelDataType common = factory.leastRestrictive(List.of(element, binding.getOperandType(single)));
        if (common == null) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH, "the value is of another type than the array's elements");
        }
        return factory.createArrayType(factory.createTypeWithNullability(common, true), -1);
    }

    /** The elements of two arrays, one after the other. */
    static Expression concat(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        return RowCall.strict(type, compiler.compileAs(call.getOperands(), List.of(type)), (a, context) -> {
            List<@Nullable Object> all = new ArrayList<>(items(a, 0));
            all.addAll(items(a, 1));
            return ArrayValues.list(all.toArray());
        });
    }

    private static Expression distinct(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Comparator<Object> order = Comparator.nullsLast(ValueOrder.of(Objects.requireNonNull(type.element())));
        return RowCall.strict(type, List.of(compiler.compile(call.getOperands().get(0), type)), (a, context) -> {
            var seen = new TreeSet<@Nullable Object>(order);
            return ArrayValues.list(items(a, 0).stream().filter(seen::add).toArray());
        });
    }

    private static List<Functions.Function> comparisons() {
        List<Functions.Function> functions = new ArrayList<>();
        List<SqlOperator> some = List.of(
                SqlStdOperatorTable.SOME_EQ,
                SqlStdOperatorTable.SOME_NE,
                SqlStdOperatorTable.SOME_LT,
                SqlStdOperatorTable.SOME_LE,
                SqlStdOperatorTable.SOME_GT,
                SqlStdOperatorTable.SOME_GE);
        List<SqlOperator> all = List.of(
                SqlStdOperatorTable.ALL_EQ,
                SqlStdOperatorTable.ALL_NE,
                SqlStdOperatorTable.ALL_LT,
                SqlStdOperatorTable.ALL_LE,
                SqlStdOperatorTable.ALL_GT,
                SqlStdOperatorTable.ALL_GE);
        List<String> signs = List.of("=", "<>", "<", "<=", ">", ">=");
        for (int i = 0; i < signs.size(); i++) {
            String sign = signs.get(i);
            functions.add(new Functions.Function(
                    some.get(i),
                    (call, compiler) -> quantified(call, compiler, sign, true),
                    "a " + sign + " ANY (array)"));
            functions.add(new Functions.Function(
                    all.get(i),
                    (call, compiler) -> quantified(call, compiler, sign, false),
                    "a " + sign + " ALL (array)"));
        }
        return functions;
    }

    /** A comparison with each element: null where none decides and one of them is null. */
    private static Expression quantified(RexCall call, ExpressionCompiler compiler, String sign, boolean some) {
        if (call.getOperands().size() != 2
                || ExpressionCompiler.type(call.getOperands().get(1)).kind() != ValueType.Kind.ARRAY) {
            throw ExpressionCompiler.unsupported(
                    "a comparison with " + (some ? "ANY" : "ALL") + " of other than one array");
        }
        ValueType common = common(call, 1, 0);
        Comparator<Object> order = ValueOrder.of(common);
        return RowCall.nullable(ValueType.BOOLEAN, comparable(call, compiler, common, 1, 0), (a, context) -> {
            if (a[0] == null) {
                return null;
            }
            boolean unknown = false;
            for (Object item : items(a, 0)) {
                if (item == null || a[1] == null) {
                    unknown = true;
                } else if (holds(sign, order.compare(a[1], item)) == some) {
                    return some;
                }
            }
            return unknown ? null : (Object) !some;
        });
    }

    private static boolean holds(String sign, int order) {
        return switch (sign) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
