package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** LIKE, ILIKE and SIMILAR TO, each with ESCAPE; without it no character escapes. */
final class PatternFunctions {
    private PatternFunctions() {}

    /** Makes a test of a pattern and its escape character. */
    @FunctionalInterface
    private interface Matcher {
        TextTest of(String pattern, int escape);
    }

    static List<Functions.Function> list() {
        return List.of(
                pattern(
                        SqlStdOperatorTable.LIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, false)),
                        false,
                        "s LIKE pattern [ESCAPE c]: % any characters, _ one"),
                pattern(
                        SqlStdOperatorTable.NOT_LIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, false)),
                        true,
                        "s NOT LIKE pattern"),
                pattern(
                        SqlLibraryOperators.ILIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, true)),
                        false,
                        "s ILIKE pattern: without regard to case"),
                pattern(
                        SqlLibraryOperators.NOT_ILIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, true)),
                        true,
                        "s NOT ILIKE pattern"),
                pattern(
                        SqlStdOperatorTable.SIMILAR_TO,
                        SimilarPattern::of,
                        false,
                        "s SIMILAR TO pattern: also | * + ? {n,m} ( ) [ ]"),
                pattern(SqlStdOperatorTable.NOT_SIMILAR_TO, SimilarPattern::of, true, "s NOT SIMILAR TO pattern"));
    }

    private static Functions.Function pattern(
            SqlOperator operator, Matcher matcher, boolean negated, String description) {
        return new Functions.Function(
                operator, (call, compiler) -> compile(call, compiler, matcher, negated), description);
    }

    private static Expression compile(RexCall call, ExpressionCompiler compiler, Matcher matcher, boolean negated) {
        List<Expression> operands = compiler.compileAs(call.getOperands(), List.of(ValueType.VARCHAR));
        if (operands.subList(1, operands.size()).stream().allMatch(PatternFunctions::isLiteral)) {
            Object pattern = ((BoundValue) operands.get(1)).in(NoContext.INSTANCE);
            Object escape = operands.size() > 2 ? ((BoundValue) operands.get(2)).in(NoContext.INSTANCE) : "";
            if (pattern == null || escape == null) {
                return BoundValue.literal(ValueType.BOOLEAN, null);
            }
            TextTest test = matcher.of((String) pattern, escape(operands.size() > 2, (String) escape));
            return RowCall.strict(
                    ValueType.BOOLEAN,
                    List.of(operands.get(0)),
                    (arguments, context) -> test.test(string(arguments, 0), context) != negated);
        }
        return RowCall.strict(ValueType.BOOLEAN, operands, (arguments, context) -> {
            int escape = escape(arguments.length > 2, arguments.length > 2 ? string(arguments, 2) : "");
            return matcher.of(string(arguments, 1), escape).test(string(arguments, 0), context) != negated;
        });
    }

    private static boolean isLiteral(Expression expression) {
        return expression instanceof BoundValue value && value.isLiteral();
    }

    private static String string(@Nullable Object[] arguments, int index) {
        return (String) Objects.requireNonNull(arguments[index]);
    }

    /** The code point that escapes; -1 for none. */
    private static int escape(boolean given, String text) {
        if (!given) {
            return -1;
        }
        if (text.codePointCount(0, text.length()) != 1) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "ESCAPE takes one character, not '" + text + "'");
        }
        return text.codePointAt(0);
    }
}
