package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.ANY;
import static io.aletheia.query.expression.Operand.ANY_AS_TEXT;
import static io.aletheia.query.expression.Operand.TEXT;
import static io.aletheia.query.expression.Signature.text;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** JSON in strings. The clauses of the standard, such as NULL ON EMPTY, come as a text of options behind the operands. */
final class JsonFunctions {
    private JsonFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                Signature.of("JSON_VALUE")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT, ANY_AS_TEXT, ANY_AS_TEXT)
                        .canBeNull()
                        .compiled(
                                "JSON_VALUE(s, path [RETURNING type] [{NULL | ERROR | DEFAULT a} ON EMPTY] [... ON ERROR]): a scalar",
                                (call, compiler) -> RowCall.nullable(
                                        ExpressionCompiler.type(call),
                                        compiler.compileAs(call.getOperands(), List.of(ValueType.VARCHAR)),
                                        (a, context) -> value(a))),
                Signature.of("JSON_QUERY")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT)
                        .canBeNull()
                        .strict(
                                "JSON_QUERY(s, path [WITH [CONDITIONAL] WRAPPER] [{NULL | ERROR | EMPTY ARRAY | EMPTY OBJECT} ON EMPTY]"
                                        + " [... ON ERROR]): any part, as JSON",
                                (a, context) -> query(a)),
                Signature.of("JSON_EXISTS")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT)
                        .gives(SqlTypeName.BOOLEAN)
                        .canBeNull()
                        .strict(
                                "JSON_EXISTS(s, path [{TRUE | FALSE | UNKNOWN | ERROR} ON ERROR]): whether the path leads to something",
                                (a, context) -> exists(a)),
                Signature.of("JSON_OBJECT")
                        .optionally(TEXT, ANY)
                        .repeated()
                        .compiled(
                                "JSON_OBJECT(name : value, ... [ABSENT ON NULL])",
                                (call, compiler) -> JsonConstruction.object(call, compiler, "", 0)),
                Signature.of("JSON_ARRAY")
                        .optionally(ANY)
                        .repeated()
                        .compiled(
                                "JSON_ARRAY(value, ... [NULL ON NULL])",
                                (call, compiler) -> JsonConstruction.array(call, compiler, "", 0)),
                Signature.of("JSON_OBJECT_OF")
                        .takes(TEXT)
                        .optionally(TEXT, ANY)
                        .repeated()
                        .compiled(
                                "JSON_OBJECT_OF(options, name, value, ...): what JSON_OBJECT stands for; a: no nulls, j in the place of"
                                        + " a value: it is JSON",
                                (call, compiler) ->
                                        JsonConstruction.object(call, compiler, JsonConstruction.options(call), 1)),
                Signature.of("JSON_ARRAY_OF")
                        .takes(TEXT)
                        .optionally(ANY)
                        .repeated()
                        .compiled(
                                "JSON_ARRAY_OF(options, value, ...): what JSON_ARRAY stands for; n: with nulls",
                                (call, compiler) ->
                                        JsonConstruction.array(call, compiler, JsonConstruction.options(call), 1)),
                Signature.of("JSON")
                        .takes(TEXT)
                        .strict("JSON(s), s FORMAT JSON: the text itself, checked", (a, context) -> {
                            JsonText.parse(text(a, 0));
                            return text(a, 0);
                        }),
                test(SqlStdOperatorTable.IS_JSON_VALUE, false, value -> true, "s IS JSON [VALUE]"),
                test(SqlStdOperatorTable.IS_JSON_OBJECT, false, Map.class::isInstance, "s IS JSON OBJECT"),
                test(SqlStdOperatorTable.IS_JSON_ARRAY, false, List.class::isInstance, "s IS JSON ARRAY"),
                test(SqlStdOperatorTable.IS_JSON_SCALAR, false, JsonFunctions::isScalar, "s IS JSON SCALAR"),
                test(SqlStdOperatorTable.IS_NOT_JSON_VALUE, true, value -> true, "s IS NOT JSON [VALUE]"),
                test(SqlStdOperatorTable.IS_NOT_JSON_OBJECT, true, Map.class::isInstance, "s IS NOT JSON OBJECT"),
                test(SqlStdOperatorTable.IS_NOT_JSON_ARRAY, true, List.class::isInstance, "s IS NOT JSON ARRAY"),
                test(SqlStdOperatorTable.IS_NOT_JSON_SCALAR, true, JsonFunctions::isScalar, "s IS NOT JSON SCALAR"));
    }

    private static boolean isScalar(Object value) {
        return !(value instanceof Map) && !(value instanceof List);
    }

    private static Functions.Function test(
            SqlOperator operator, boolean negated, Predicate<Object> test, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> compiler.strict(call, List.of(ValueType.VARCHAR), (a, context) -> {
                    try {
                        return test.test(JsonText.parse(text(a, 0))) != negated;
                    } catch (DatabaseException e) {
                        return negated;
                    }
                }),
                description);
    }

    private static List<Object> items(@Nullable Object[] a) {
        JsonPath path = JsonPathReader.read(text(a, 1));
        return path.apply(JsonText.parse(text(a, 0)));
    }

    /** Whether an error is one of the value or of where the path leads, which ON ERROR is about. */
    private static boolean isOfValue(DatabaseException e) {
        return e.code() == ErrorCode.INVALID_JSON || e.code() == ErrorCode.JSON_ITEM;
    }

    private static @Nullable Object value(@Nullable Object[] a) {
        if (a[0] == null || a[1] == null) {
            return null;
        }
        Object options = a.length > 2 ? a[2] : null;
        String on = options == null ? "" : (String) options;
        List<Object> items;
        try {
            items = items(a);
            if (items.size() > 1 || (items.size() == 1 && !isScalar(items.get(0)))) {
                throw new DatabaseException(
                        ErrorCode.JSON_ITEM,
                        "JSON_VALUE wants one scalar, but the path '" + a[1] + "' leads to "
                                + (items.size() > 1 ? items.size() + " items" : "an " + JsonPath.kind(items.get(0))));
            }
        } catch (DatabaseException e) {
            if (!isOfValue(e) || on.contains("error on error")) {
                throw e;
            }
            return a.length > 4 ? a[4] : null;
        }
        if (items.isEmpty()) {
            if (on.contains("error on empty")) {
                throw empty(a);
            }
            return a.length > 3 ? a[3] : null;
        }
        Object item = items.get(0);
        if (item == JsonText.NULL) {
            return null;
        }
        return item instanceof String ? item : JsonText.write(item);
    }

    private static DatabaseException empty(@Nullable Object[] a) {
        return new DatabaseException(ErrorCode.JSON_ITEM, "the path '" + a[1] + "' leads to nothing");
    }

    private static @Nullable Object query(@Nullable Object[] a) {
        String on = text(a, 2, "");
        try {
            List<Object> items = items(a);
            boolean wraps = on.contains("with wrapper")
                    || (on.contains("with conditional wrapper") && !(items.size() == 1 && !isScalar(items.get(0))));
            if (wraps && !items.isEmpty()) {
                return JsonText.write(items);
            }
            if (items.size() > 1) {
                throw new DatabaseException(
                        ErrorCode.JSON_ITEM,
                        "JSON_QUERY without a wrapper wants one item, but the path '" + a[1] + "' leads to "
                                + items.size());
            }
            if (!items.isEmpty()) {
                boolean bare = on.contains("omit quotes") && items.get(0) instanceof String;
                return bare ? items.get(0) : JsonText.write(items.get(0));
            }
        } catch (DatabaseException e) {
            if (!isOfValue(e) || on.contains("error on error")) {
                throw e;
            }
            return on.contains("empty array on error") ? "[]" : on.contains("empty object on error") ? "{}" : null;
        }
        if (on.contains("error on empty")) {
            throw empty(a);
        }
        return on.contains("empty array on empty") ? "[]" : on.contains("empty object on empty") ? "{}" : null;
    }

    private static @Nullable Object exists(@Nullable Object[] a) {
        String on = text(a, 2, "");
        try {
            return !items(a).isEmpty();
        } catch (DatabaseException e) {
            if (!isOfValue(e) || on.contains("error on error")) {
                throw e;
            }
            return on.contains("unknown on error") ? null : (Object) on.contains("true on error");
        }
    }
}
