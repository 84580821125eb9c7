package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/** Functions of strings. Positions and lengths count characters (code points), the first is 1. */
final class StringFunctions {
    private static final SqlOperandTypeChecker TRIMMED = OperandTypes.CHARACTER.or(OperandTypes.CHARACTER_CHARACTER);

    private StringFunctions() {}

    /** A function of strings and integers that are not null. */
    @FunctionalInterface
    interface TextFunction {
        @Nullable
        Object apply(@Nullable Object[] arguments);
    }

    static List<Functions.Function> list() {
        return List.of(
                new Functions.Function(
                        SqlStdOperatorTable.CONCAT,
                        (call, compiler) -> ExpressionCompiler.type(call).kind() == ValueType.Kind.ARRAY
                                ? ListFunctions.concat(call, compiler)
                                : compiler.strict(call, (a, context) -> concat(a)),
                        "a || b: strings, bytes or arrays; null if one is null"),
                text("UPPER", OperandTypes.CHARACTER, a -> string(a, 0).toUpperCase(Locale.ROOT), "UPPER(s)"),
                text("LOWER", OperandTypes.CHARACTER, a -> string(a, 0).toLowerCase(Locale.ROOT), "LOWER(s)"),
                text("INITCAP", OperandTypes.CHARACTER, a -> Strings.capitalised(string(a, 0)), "INITCAP(s)"),
                new Functions.Function(
                        SqlStdOperatorTable.TRIM,
                        StringFunctions::trim,
                        "TRIM([LEADING | TRAILING | BOTH] [characters FROM] s)"),
                text(
                        "LTRIM",
                        TRIMMED,
                        a -> Strings.trim(string(a, 0), characters(a), true, false),
                        "LTRIM(s [, characters])"),
                text(
                        "RTRIM",
                        TRIMMED,
                        a -> Strings.trim(string(a, 0), characters(a), false, true),
                        "RTRIM(s [, characters])"),
                text(
                        "BTRIM",
                        TRIMMED,
                        a -> Strings.trim(string(a, 0), characters(a), true, true),
                        "BTRIM(s [, characters])"),
                new Functions.Function(
                        SqlStdOperatorTable.SUBSTRING,
                        StringFunctions::substring,
                        "SUBSTRING(s FROM start [FOR length])"),
                new Functions.Function(
                        Define.function(
                                "SUBSTR",
                                ReturnTypes.ARG0_NULLABLE_VARYING,
                                OperandTypes.STRING_INTEGER.or(OperandTypes.STRING_INTEGER_INTEGER),
                                Define.STRING_THEN_INTEGERS),
                        StringFunctions::substring,
                        "SUBSTR(s, start [, length])"),
                new Functions.Function(
                        SqlStdOperatorTable.POSITION,
                        StringFunctions::position,
                        "POSITION(part IN s [FROM start]): 0 if there is none"),
                number(
                        "STRPOS",
                        OperandTypes.CHARACTER_CHARACTER,
                        a -> Strings.position(string(a, 1), string(a, 0), 1),
                        "STRPOS(s, part)"),
                function(SqlStdOperatorTable.CHAR_LENGTH, a -> length(string(a, 0)), "CHAR_LENGTH(s)"),
                function(SqlStdOperatorTable.CHARACTER_LENGTH, a -> length(string(a, 0)), "CHARACTER_LENGTH(s)"),
                number("LENGTH", OperandTypes.CHARACTER, a -> length(string(a, 0)), "LENGTH(s): as CHAR_LENGTH"),
                new Functions.Function(
                        SqlStdOperatorTable.OCTET_LENGTH,
                        (call, compiler) -> compiler.strict(call, (a, context) -> octets(Objects.requireNonNull(a[0]))),
                        "OCTET_LENGTH(s): bytes, in UTF-8 for a string"),
                function(
                        SqlStdOperatorTable.REPLACE,
                        a -> Strings.replace(string(a, 0), string(a, 1), string(a, 2)),
                        "REPLACE(s, part, by)"),
                function(
                        SqlStdOperatorTable.OVERLAY,
                        a -> Strings.overlay(
                                string(a, 0),
                                string(a, 1),
                                integer(a, 2),
                                a.length > 3
                                        ? integer(a, 3)
                                        : string(a, 1)
                                                .codePointCount(0, string(a, 1).length())),
                        "OVERLAY(s PLACING by FROM start [FOR length])"),
                cut(
                        "LEFT",
                        a -> Strings.left(string(a, 0), integer(a, 1)),
                        "LEFT(s, n): all but the last -n characters if n < 0"),
                cut(
                        "RIGHT",
                        a -> Strings.right(string(a, 0), integer(a, 1)),
                        "RIGHT(s, n): all but the first -n characters if n < 0"),
                padded("LPAD", true, "LPAD(s, length [, fill])"),
                padded("RPAD", false, "RPAD(s, length [, fill])"),
                new Functions.Function(
                        Define.function(
                                "REPEAT",
                                ReturnTypes.VARCHAR_NULLABLE,
                                OperandTypes.STRING_INTEGER,
                                Define.STRING_THEN_INTEGERS),
                        (call, compiler) ->
                                compiler.strict(call, (a, context) -> Strings.repeat(string(a, 0), integer(a, 1))),
                        "REPEAT(s, n)"),
                text(
                        "REVERSE",
                        OperandTypes.CHARACTER,
                        a -> new StringBuilder(string(a, 0)).reverse().toString(),
                        "REVERSE(s)"),
                new Functions.Function(
                        Define.function("CONCAT", ReturnTypes.VARCHAR, OperandTypes.ONE_OR_MORE, Define.STRINGS),
                        (call, compiler) -> texts(call, compiler, (a, context) -> Strings.join("", a, 0)),
                        "CONCAT(a, ...): nulls are left out"),
                new Functions.Function(
                        Define.function(
                                "CONCAT_WS", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.ONE_OR_MORE, Define.STRINGS),
                        (call, compiler) -> texts(
                                call, compiler, (a, context) -> a[0] == null ? null : Strings.join(string(a, 0), a, 1)),
                        "CONCAT_WS(separator, a, ...): nulls are left out"),
                new Functions.Function(
                        Define.function(
                                "SPLIT_PART",
                                ReturnTypes.VARCHAR_NULLABLE,
                                OperandTypes.family(
                                        SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER),
                                Define.STRINGS),
                        (call, compiler) -> compiler.strict(
                                call, (a, context) -> Strings.part(string(a, 0), string(a, 1), integer(a, 2))),
                        "SPLIT_PART(s, separator, n): counted from the end if n < 0"),
                truth("STARTS_WITH", a -> string(a, 0).startsWith(string(a, 1)), "STARTS_WITH(s, start)"),
                truth("ENDS_WITH", a -> string(a, 0).endsWith(string(a, 1)), "ENDS_WITH(s, end)"),
                number(
                        "ASCII",
                        OperandTypes.CHARACTER,
                        a -> string(a, 0).isEmpty() ? 0L : (long) string(a, 0).codePointAt(0),
                        "ASCII(s): number of the first character"));
    }

    private static Functions.Function function(SqlOperator operator, TextFunction function, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> compiler.strict(call, (arguments, context) -> function.apply(arguments)),
                description);
    }

    private static Functions.Function text(
            String name, SqlOperandTypeChecker operands, TextFunction function, String description) {
        return function(
                Define.function(name, ReturnTypes.VARCHAR_NULLABLE, operands, Define.STRINGS), function, description);
    }

    private static Functions.Function number(
            String name, SqlOperandTypeChecker operands, TextFunction function, String description) {
        return function(
                Define.function(name, ReturnTypes.INTEGER_NULLABLE, operands, Define.STRINGS), function, description);
    }

    private static Functions.Function truth(String name, TextFunction function, String description) {
        return function(
                Define.function(name, ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.CHARACTER_CHARACTER, Define.STRINGS),
                function,
                description);
    }

    private static Functions.Function cut(String name, TextFunction function, String description) {
        return function(
                Define.function(
                        name,
                        ReturnTypes.ARG0_NULLABLE_VARYING,
                        OperandTypes.STRING_INTEGER,
                        Define.STRING_THEN_INTEGERS),
                function,
                description);
    }

    private static Functions.Function padded(String name, boolean left, String description) {
        SqlBasicFunction operator = Define.function(
                name,
                ReturnTypes.VARCHAR_NULLABLE,
                OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER)
                        .or(OperandTypes.family(
                                SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER)),
                Define.STRING_THEN_INTEGERS);
        return function(
                operator,
                a -> Strings.pad(string(a, 0), integer(a, 1), a.length > 2 ? string(a, 2) : " ", left),
                description);
    }

    /** A function whose operands are taken as text, nulls included. */
    private static Expression texts(RexCall call, ExpressionCompiler compiler, RowCall.RowFunction function) {
        return RowCall.nullable(
                ExpressionCompiler.type(call),
                compiler.compileAs(call.getOperands(), List.of(ValueType.VARCHAR)),
                function);
    }

    private static String string(@Nullable Object[] arguments, int index) {
        return (String) Objects.requireNonNull(arguments[index]);
    }

    private static long integer(@Nullable Object[] arguments, int index) {
        return (long) Objects.requireNonNull(arguments[index]);
    }

    private static String characters(@Nullable Object[] arguments) {
        return arguments.length > 1 ? string(arguments, 1) : " ";
    }

    private static Object concat(@Nullable Object[] arguments) {
        Object first = Objects.requireNonNull(arguments[0]);
        if (first instanceof byte[] bytes) {
            byte[] second = (byte[]) Objects.requireNonNull(arguments[1]);
            byte[] joined = Arrays.copyOf(bytes, bytes.length + second.length);
            System.arraycopy(second, 0, joined, bytes.length, second.length);
            return joined;
        }
        return first.toString() + Objects.requireNonNull(arguments[1]);
    }

    private static Object length(String text) {
        return (long) text.codePointCount(0, text.length());
    }

    private static Object octets(Object value) {
        return (long) (value instanceof byte[] bytes ? bytes.length : Texts.utf8((String) value).length);
    }

    private static Expression trim(RexCall call, ExpressionCompiler compiler) {
        SqlTrimFunction.Flag flag =
                Objects.requireNonNull(((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class));
        boolean leading = flag != SqlTrimFunction.Flag.TRAILING;
        boolean trailing = flag != SqlTrimFunction.Flag.LEADING;
        return RowCall.strict(
                ExpressionCompiler.type(call),
                compiler.compileAll(call.getOperands().subList(1, 3)),
                (a, context) -> Strings.trim(string(a, 1), string(a, 0), leading, trailing));
    }

    private static Expression substring(RexCall call, ExpressionCompiler compiler) {
        if (call.getOperands().get(0).getType().getSqlTypeName().getFamily() == SqlTypeFamily.BINARY) {
            throw ExpressionCompiler.unsupported("SUBSTRING of bytes");
        }
        return compiler.strict(
                call,
                List.of(ValueType.VARCHAR, ValueType.BIGINT),
                (a, context) ->
                        Strings.substring(string(a, 0), integer(a, 1), a.length > 2 ? integer(a, 2) : Long.MAX_VALUE));
    }

    private static Expression position(RexCall call, ExpressionCompiler compiler) {
        return compiler.strict(
                call,
                List.of(ValueType.VARCHAR, ValueType.VARCHAR, ValueType.BIGINT),
                (a, context) -> Strings.position(string(a, 0), string(a, 1), a.length > 2 ? integer(a, 2) : 1));
    }
}
