package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.PeriodOperators;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Builds predicates from their flat chain.
 *
 * <p>BETWEEN, IN and LIKE bind tighter than comparisons, and comparisons tighter than IS: {@code a = b IS NULL} tests the comparison.
 */
final class Predicates {
    private final Builder builder;

    Predicates(Builder builder) {
        this.builder = builder;
    }

    SqlNode predicate(AletheiaParser.PredicateContext context) {
        SqlNode current = builder.expressions.arithmetic(context.arithmetic());
        List<AletheiaParser.PredicateTailContext> tails = context.predicateTail();
        if (tails.isEmpty()) {
            return current;
        }
        builder.checkChain(context, tails.size(), "predicates");
        // A comparison waits here for its right side, to which a tighter predicate may still apply.
        @Nullable SqlNode left = null;
        @Nullable SqlOperator waiting = null;
        for (AletheiaParser.PredicateTailContext tail : tails) {
            SqlOperator comparison = comparison(tail);
            boolean tight = comparison == null
                    && !(tail instanceof AletheiaParser.IsTestContext)
                    && !(tail instanceof AletheiaParser.IsJsonContext)
                    && !(tail instanceof AletheiaParser.IsDistinctContext)
                    && !(tail instanceof AletheiaParser.QuantifiedContext);
            if (!tight && waiting != null && left != null) {
                current = Expressions.binary(waiting, left, current);
                waiting = null;
            }
            if (comparison != null) {
                left = current;
                waiting = comparison;
                current = builder.expressions.arithmetic(right(tail));
            } else {
                current = tail(current, tail);
            }
        }
        return waiting == null || left == null ? current : Expressions.binary(waiting, left, current);
    }

    private static @Nullable SqlOperator comparison(AletheiaParser.PredicateTailContext tail) {
        if (tail instanceof AletheiaParser.CompareContext compare) {
            return switch (compare.comparison().getStart().getType()) {
                case AletheiaParser.EQ -> SqlStdOperatorTable.EQUALS;
                case AletheiaParser.NE -> SqlStdOperatorTable.NOT_EQUALS;
                case AletheiaParser.LT -> SqlStdOperatorTable.LESS_THAN;
                case AletheiaParser.LE -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
                case AletheiaParser.GT -> SqlStdOperatorTable.GREATER_THAN;
                default -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
            };
        }
        return tail instanceof AletheiaParser.PeriodContext period ? periodOperator(period.periodRelation()) : null;
    }

    private static AletheiaParser.ArithmeticContext right(AletheiaParser.PredicateTailContext tail) {
        return tail instanceof AletheiaParser.CompareContext compare
                ? compare.arithmetic()
                : ((AletheiaParser.PeriodContext) tail).arithmetic();
    }

    private static SqlOperator periodOperator(AletheiaParser.PeriodRelationContext context) {
        PeriodOperators.Strictness strictness = context.STRICTLY() != null
                ? PeriodOperators.Strictness.STRICTLY
                : context.IMMEDIATELY() != null
                        ? PeriodOperators.Strictness.IMMEDIATELY
                        : PeriodOperators.Strictness.PLAIN;
        PeriodOperators.Relation relation = switch (context.getStop().getType()) {
            case AletheiaParser.OVERLAPS -> PeriodOperators.Relation.OVERLAPS;
            case AletheiaParser.CONTAINS -> PeriodOperators.Relation.CONTAINS;
            case AletheiaParser.PRECEDES -> PeriodOperators.Relation.PRECEDES;
            case AletheiaParser.SUCCEEDS -> PeriodOperators.Relation.SUCCEEDS;
            case AletheiaParser.LEADS -> PeriodOperators.Relation.LEADS;
            case AletheiaParser.LAGS -> PeriodOperators.Relation.LAGS;
            default -> PeriodOperators.Relation.EQUALS;
        };
        return PeriodOperators.of(relation, strictness);
    }

    private SqlNode tail(SqlNode operand, AletheiaParser.PredicateTailContext context) {
        SqlParserPos position = operand.getParserPosition().plus(builder.names.position(context));
        if (context instanceof AletheiaParser.IsTestContext test) {
            return isTest(test).createCall(position, operand);
        }
        if (context instanceof AletheiaParser.IsJsonContext json) {
            return isJson(json).createCall(position, operand);
        }
        if (context instanceof AletheiaParser.IsDistinctContext distinct) {
            SqlOperator operator = distinct.NOT() == null
                    ? SqlStdOperatorTable.IS_DISTINCT_FROM
                    : SqlStdOperatorTable.IS_NOT_DISTINCT_FROM;
            return operator.createCall(position, operand, builder.expressions.arithmetic(distinct.arithmetic()));
        }
        if (context instanceof AletheiaParser.BetweenContext between) {
            SqlNode low = builder.expressions.arithmetic(between.arithmetic(0));
            SqlNode high = builder.expressions.arithmetic(between.arithmetic(1));
            return between(between).createCall(position, operand, low, high);
        }
        if (context instanceof AletheiaParser.InContext in) {
            SqlOperator operator = in.NOT() == null ? SqlStdOperatorTable.IN : SqlStdOperatorTable.NOT_IN;
            return operator.createCall(position, operand, queryOrList(in.query(), in.expression()));
        }
        if (context instanceof AletheiaParser.LikeContext like) {
            return like(operand, like, position);
        }
        AletheiaParser.QuantifiedContext quantified = (AletheiaParser.QuantifiedContext) context;
        SqlKind kind = switch (quantified.comparison().getStart().getType()) {
            case AletheiaParser.EQ -> SqlKind.EQUALS;
            case AletheiaParser.NE -> SqlKind.NOT_EQUALS;
            case AletheiaParser.LT -> SqlKind.LESS_THAN;
            case AletheiaParser.LE -> SqlKind.LESS_THAN_OR_EQUAL;
            case AletheiaParser.GT -> SqlKind.GREATER_THAN;
            default -> SqlKind.GREATER_THAN_OR_EQUAL;
        };
        SqlOperator operator =
                quantified.ALL() != null ? SqlStdOperatorTable.all(kind) : SqlStdOperatorTable.some(kind);
        return operator.createCall(position, operand, queryOrList(quantified.query(), quantified.expression()));
    }

    private SqlNode queryOrList(
            AletheiaParser.@Nullable QueryContext query, List<AletheiaParser.ExpressionContext> list) {
        if (query != null) {
            return builder.queries.query(query);
        }
        SqlParserPos position =
                builder.names.position(list.get(0)).plus(builder.names.position(list.get(list.size() - 1)));
        return new SqlNodeList(builder.expressions.expressions(list), position);
    }

    private static SqlOperator isTest(AletheiaParser.IsTestContext context) {
        boolean not = context.NOT() != null;
        return switch (context.getStop().getType()) {
            case AletheiaParser.NULL -> not ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL;
            case AletheiaParser.TRUE -> not ? SqlStdOperatorTable.IS_NOT_TRUE : SqlStdOperatorTable.IS_TRUE;
            case AletheiaParser.FALSE -> not ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_FALSE;
            default -> not ? SqlStdOperatorTable.IS_NOT_UNKNOWN : SqlStdOperatorTable.IS_UNKNOWN;
        };
    }

    private static SqlOperator isJson(AletheiaParser.IsJsonContext context) {
        boolean not = context.NOT() != null;
        if (context.OBJECT() != null) {
            return not ? SqlStdOperatorTable.IS_NOT_JSON_OBJECT : SqlStdOperatorTable.IS_JSON_OBJECT;
        }
        if (context.ARRAY() != null) {
            return not ? SqlStdOperatorTable.IS_NOT_JSON_ARRAY : SqlStdOperatorTable.IS_JSON_ARRAY;
        }
        if (context.SCALAR() != null) {
            return not ? SqlStdOperatorTable.IS_NOT_JSON_SCALAR : SqlStdOperatorTable.IS_JSON_SCALAR;
        }
        return not ? SqlStdOperatorTable.IS_NOT_JSON_VALUE : SqlStdOperatorTable.IS_JSON_VALUE;
    }

    private static SqlOperator between(AletheiaParser.BetweenContext context) {
        boolean not = context.NOT() != null;
        if (context.SYMMETRIC() != null) {
            return not ? SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN : SqlStdOperatorTable.SYMMETRIC_BETWEEN;
        }
        return not ? SqlStdOperatorTable.NOT_BETWEEN : SqlStdOperatorTable.BETWEEN;
    }

    private SqlNode like(SqlNode operand, AletheiaParser.LikeContext context, SqlParserPos position) {
        boolean not = context.NOT() != null;
        SqlOperator operator = context.LIKE() != null
                ? (not ? SqlStdOperatorTable.NOT_LIKE : SqlStdOperatorTable.LIKE)
                : context.ILIKE() != null
                        ? (not ? TryCast.NOT_ILIKE : TryCast.ILIKE)
                        : (not ? SqlStdOperatorTable.NOT_SIMILAR_TO : SqlStdOperatorTable.SIMILAR_TO);
        SqlNode pattern = builder.expressions.arithmetic(context.arithmetic(0));
        return context.ESCAPE() == null
                ? operator.createCall(position, operand, pattern)
                : operator.createCall(
                        position, operand, pattern, builder.expressions.arithmetic(context.arithmetic(1)));
    }
}
