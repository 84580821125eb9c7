package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Comparisons of values and of rows, and the tests for null and truth. */
final class ComparisonFunctions {
    private ComparisonFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                comparison(SqlStdOperatorTable.EQUALS, Comparison.Operator.EQUAL, "a = b"),
                comparison(SqlStdOperatorTable.NOT_EQUALS, Comparison.Operator.NOT_EQUAL, "a <> b"),
                comparison(SqlStdOperatorTable.LESS_THAN, Comparison.Operator.LESS, "a < b"),
                comparison(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, Comparison.Operator.LESS_OR_EQUAL, "a <= b"),
                comparison(SqlStdOperatorTable.GREATER_THAN, Comparison.Operator.GREATER, "a > b"),
                comparison(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, Comparison.Operator.GREATER_OR_EQUAL, "a >= b"),
                new Functions.Function(
                        SqlStdOperatorTable.IS_DISTINCT_FROM,
                        (call, compiler) -> distinct(call, compiler, true),
                        "a IS DISTINCT FROM b: as <>, but null is a value like others"),
                new Functions.Function(
                        SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                        (call, compiler) -> distinct(call, compiler, false),
                        "a IS NOT DISTINCT FROM b: as =, but null equals null"),
                test(SqlStdOperatorTable.IS_NULL, TruthTest::isNull, "a IS NULL"),
                test(SqlStdOperatorTable.IS_NOT_NULL, TruthTest::isNotNull, "a IS NOT NULL"),
                test(SqlStdOperatorTable.IS_TRUE, TruthTest::isTrue, "a IS TRUE"),
                test(SqlStdOperatorTable.IS_NOT_TRUE, TruthTest::isNotTrue, "a IS NOT TRUE"),
                test(SqlStdOperatorTable.IS_FALSE, TruthTest::isFalse, "a IS FALSE"),
                test(SqlStdOperatorTable.IS_NOT_FALSE, TruthTest::isNotFalse, "a IS NOT FALSE"),
                test(SqlStdOperatorTable.IS_UNKNOWN, TruthTest::isNull, "a IS UNKNOWN"),
                test(SqlStdOperatorTable.IS_NOT_UNKNOWN, TruthTest::isNotNull, "a IS NOT UNKNOWN"));
    }

    private static Functions.Function comparison(
            SqlOperator operator, Comparison.Operator comparison, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> compare(
                        comparison,
                        call.getOperands().get(0),
                        call.getOperands().get(1),
                        compiler),
                description);
    }

    private static Functions.Function test(
            SqlOperator operator, UnaryOperator<Expression> factory, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> {
                    RexNode operand = call.getOperands().get(0);
                    if (operand.isA(SqlKind.ROW)) {
                        throw ExpressionCompiler.unsupported("a test of a row for null");
                    }
                    return factory.apply(compiler.compile(operand));
                },
                description);
    }

    /** A comparison of two values, or field by field of two rows. */
    static Expression compare(Comparison.Operator operator, RexNode left, RexNode right, ExpressionCompiler compiler) {
        if (left.isA(SqlKind.ROW) && right.isA(SqlKind.ROW)) {
            return compareRows(operator, ((RexCall) left).getOperands(), ((RexCall) right).getOperands(), compiler);
        }
        return compare(operator, compiler.compile(left), compiler.compile(right));
    }

    /** A comparison of two values, as their common type has it. */
    static Expression compare(Comparison.Operator operator, Expression left, Expression right) {
        ValueType common = commonType(left.type(), right.type());
        return Comparison.of(operator, toCommon(left, common), toCommon(right, common));
    }

    /** Values in the form of the type that they are compared in. */
    static Expression toCommon(Expression expression, ValueType common) {
        return hasForm(expression.type(), common) ? expression : Casts.cast(expression, common);
    }

    /** Whether values of a type need no cast to be compared as those of the common type. */
    static boolean hasForm(ValueType type, ValueType common) {
        return (type.kind() == common.kind() && type.kind() != Kind.ARRAY)
                || (Casts.isInteger(type) && Casts.isInteger(common))
                || (type.physical() == ValueType.Physical.DOUBLE && common.physical() == ValueType.Physical.DOUBLE);
    }

    private static Expression compareRows(
            Comparison.Operator operator, List<RexNode> left, List<RexNode> right, ExpressionCompiler compiler) {
        if (left.size() != right.size()) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "rows of " + left.size() + " and " + right.size() + " values cannot be compared");
        }
        if (operator == Comparison.Operator.EQUAL || operator == Comparison.Operator.NOT_EQUAL) {
            var fields = new ArrayList<Expression>();
            for (int i = 0; i < left.size(); i++) {
                fields.add(compare(operator, left.get(i), right.get(i), compiler));
            }
            return operator == Comparison.Operator.EQUAL ? Connective.and(fields) : Connective.or(fields);
        }
        Comparison.Operator strictly = switch (operator) {
            case LESS, LESS_OR_EQUAL -> Comparison.Operator.LESS;
            default -> Comparison.Operator.GREATER;
        };
        int last = left.size() - 1;
        Expression result = compare(operator, left.get(last), right.get(last), compiler);
        for (int i = last - 1; i >= 0; i--) {
            Expression equal = compare(Comparison.Operator.EQUAL, left.get(i), right.get(i), compiler);
            Expression before = compare(strictly, left.get(i), right.get(i), compiler);
            result = Connective.or(List.of(before, Connective.and(List.of(equal, result))));
        }
        return result;
    }

    private static Expression distinct(RexCall call, ExpressionCompiler compiler, boolean negated) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (left.isA(SqlKind.ROW) && right.isA(SqlKind.ROW)) {
            List<RexNode> a = ((RexCall) left).getOperands();
            List<RexNode> b = ((RexCall) right).getOperands();
            var fields = new ArrayList<Expression>();
            for (int i = 0; i < a.size(); i++) {
                fields.add(distinct(compiler.compile(a.get(i)), compiler.compile(b.get(i)), negated));
            }
            return negated ? Connective.or(fields) : Connective.and(fields);
        }
        return distinct(compiler.compile(left), compiler.compile(right), negated);
    }

    static Expression distinct(Expression left, Expression right, boolean negated) {
        Comparison.Operator operator = negated ? Comparison.Operator.NOT_EQUAL : Comparison.Operator.EQUAL;
        Expression ifLeftNull = negated ? TruthTest.isNotNull(right) : TruthTest.isNull(right);
        return Choice.of(
                ValueType.BOOLEAN,
                List.of(
                        new Choice.Branch(TruthTest.isNull(left), ifLeftNull),
                        new Choice.Branch(TruthTest.isNull(right), BoundValue.literal(ValueType.BOOLEAN, negated))),
                compare(operator, left, right));
    }

    /** The type that values of two types are compared in: TYPE_MISMATCH (42804) if there is none. */
    static ValueType commonType(ValueType a, ValueType b) {
        if (a.kind() == b.kind()) {
            return a.kind() == Kind.ARRAY && !a.equals(b) ? commonArray(a, b) : a;
        }
        if (Casts.isNumeric(a) && Casts.isNumeric(b)) {
            if (Casts.isInteger(a) && Casts.isInteger(b)) {
                return ValueType.BIGINT;
            }
            if (a.physical() == ValueType.Physical.DOUBLE || b.physical() == ValueType.Physical.DOUBLE) {
                return ValueType.DOUBLE;
            }
            // Decimals of different scales compare as numbers, so no digits are needed behind the point.
            return ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 0);
        }
        if (a.kind() == Kind.VARCHAR || b.kind() == Kind.VARCHAR) {
            return a.kind() == Kind.VARCHAR ? b : a;
        }
        if (isDate(a) && isDate(b)) {
            boolean instants = a.kind() == Kind.TIMESTAMP_TZ || b.kind() == Kind.TIMESTAMP_TZ;
            return instants ? ValueType.TIMESTAMP_TZ : ValueType.TIMESTAMP;
        }
        if (a.kind() == Kind.VECTOR && b.kind() == Kind.ARRAY) {
            return a;
        }
        if (b.kind() == Kind.VECTOR && a.kind() == Kind.ARRAY) {
            return b;
        }
        throw new DatabaseException(ErrorCode.TYPE_MISMATCH, a + " and " + b + " cannot be compared");
    }

    private static ValueType commonArray(ValueType a, ValueType b) {
        ValueType left = a.element();
        ValueType right = b.element();
        return left == null || right == null ? a : ValueType.array(commonType(left, right));
    }

    private static boolean isDate(ValueType type) {
        return type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP || type.kind() == Kind.TIMESTAMP_TZ;
    }
}
