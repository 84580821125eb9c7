package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Predicates on half-open periods p = [p1, p2) and q = [q1, q2), written PERIOD(a, b) or (a, b); a time alone is the period of that
 * one instant. A null bound makes the answer UNKNOWN; a period that does not begin before it ends is PERIOD_EMPTY (22020).
 */
final class PeriodFunctions {
    private static final List<String> RELATIONS = List.of(
            "OVERLAPS",
            "STRICTLY OVERLAPS",
            "EQUALS",
            "CONTAINS",
            "STRICTLY CONTAINS",
            "PRECEDES",
            "STRICTLY PRECEDES",
            "IMMEDIATELY PRECEDES",
            "SUCCEEDS",
            "STRICTLY SUCCEEDS",
            "IMMEDIATELY SUCCEEDS",
            "LEADS",
            "STRICTLY LEADS",
            "IMMEDIATELY LEADS",
            "LAGS",
            "STRICTLY LAGS",
            "IMMEDIATELY LAGS");

    private static final Map<String, Functions.Function> BY_KEY = flat();

    private PeriodFunctions() {}

    private static Map<String, Functions.Function> flat() {
        var functions = new LinkedHashMap<String, Functions.Function>();
        for (String name : RELATIONS) {
            functions.put(key(name, true), flat(name, 1));
            functions.put(key(name, false), flat(name, 2));
        }
        return functions;
    }

    private static String key(String name, boolean firstIsInstant) {
        return firstIsInstant ? "instant " + name : name;
    }

    /** The relation with all bounds in one list of operands, of which the first one or two are the first period's. */
    private static Functions.Function flat(String name, int firsts) {
        Relation relation = relation(name);
        return new Functions.Function(
                new PeriodRelation(name),
                (call, compiler) -> {
                    List<RexNode> operands = call.getOperands();
                    return compile(
                            bounds(operands.subList(0, firsts), compiler),
                            bounds(operands.subList(firsts, operands.size()), compiler),
                            relation);
                },
                name);
    }

    /** The relations with flat operands. */
    static Collection<Functions.Function> relations() {
        return BY_KEY.values();
    }

    static SqlOperator operator(String name, boolean firstIsInstant) {
        Functions.Function function = BY_KEY.get(key(name, firstIsInstant));
        if (function == null) {
            throw new IllegalArgumentException("no such relation of periods: " + name);
        }
        return function.operator();
    }

    /** How two periods are to lie to each other. */
    @FunctionalInterface
    private interface Relation {
        boolean holds(long p1, long p2, long q1, long q2);
    }

    static List<Functions.Function> list() {
        return List.of(
                predicate(SqlStdOperatorTable.OVERLAPS, "OVERLAPS", "p OVERLAPS q: they share an instant"),
                predicate(SqlStdOperatorTable.PERIOD_EQUALS, "EQUALS", "p EQUALS q: they have the same bounds"),
                predicate(
                        SqlStdOperatorTable.CONTAINS, "CONTAINS", "p CONTAINS q: all of q, or the instant q, is in p"),
                predicate(SqlStdOperatorTable.PRECEDES, "PRECEDES", "p PRECEDES q: p ends no later than q begins"),
                predicate(SqlStdOperatorTable.SUCCEEDS, "SUCCEEDS", "p SUCCEEDS q: p begins no earlier than q ends"),
                predicate(
                        SqlStdOperatorTable.IMMEDIATELY_PRECEDES,
                        "IMMEDIATELY PRECEDES",
                        "p IMMEDIATELY PRECEDES q: p ends when q begins"),
                predicate(
                        SqlStdOperatorTable.IMMEDIATELY_SUCCEEDS,
                        "IMMEDIATELY SUCCEEDS",
                        "p IMMEDIATELY SUCCEEDS q: p begins when q ends"));
    }

    private static Functions.Function predicate(SqlOperator operator, String name, String description) {
        Relation relation = relation(name);
        return new Functions.Function(operator, (call, compiler) -> compile(call, relation, compiler), description);
    }

    /** The meaning of the predicates; with STRICTLY no bound is shared, with IMMEDIATELY one is. */
    private static Relation relation(String name) {
        return switch (name) {
            case "OVERLAPS" -> (p1, p2, q1, q2) -> p1 < q2 && q1 < p2;
            case "STRICTLY OVERLAPS" -> (p1, p2, q1, q2) -> p1 > q1 && p2 < q2;
            case "EQUALS" -> (p1, p2, q1, q2) -> p1 == q1 && p2 == q2;
            case "CONTAINS" -> (p1, p2, q1, q2) -> p1 <= q1 && q2 <= p2;
            case "STRICTLY CONTAINS" -> (p1, p2, q1, q2) -> p1 < q1 && q2 < p2;
            case "PRECEDES" -> (p1, p2, q1, q2) -> p2 <= q1;
            case "STRICTLY PRECEDES" -> (p1, p2, q1, q2) -> p2 < q1;
            case "IMMEDIATELY PRECEDES" -> (p1, p2, q1, q2) -> p2 == q1;
            case "SUCCEEDS" -> (p1, p2, q1, q2) -> q2 <= p1;
            case "STRICTLY SUCCEEDS" -> (p1, p2, q1, q2) -> q2 < p1;
            case "IMMEDIATELY SUCCEEDS" -> (p1, p2, q1, q2) -> q2 == p1;
            case "LEADS" -> (p1, p2, q1, q2) -> p1 < q1 && q1 < p2 && p2 <= q2;
            case "STRICTLY LEADS" -> (p1, p2, q1, q2) -> p1 < q1 && q1 < p2 && p2 < q2;
            case "IMMEDIATELY LEADS" -> (p1, p2, q1, q2) -> p1 < q1 && p2 == q2;
            case "LAGS" -> (p1, p2, q1, q2) -> p1 >= q1 && p1 < q2 && p2 > q2;
            case "STRICTLY LAGS" -> (p1, p2, q1, q2) -> p1 > q1 && p1 < q2 && p2 > q2;
            case "IMMEDIATELY LAGS" -> (p1, p2, q1, q2) -> p1 == q1 && p2 > q2;
            default -> throw new IllegalArgumentException("no such predicate: " + name);
        };
    }

    private static Expression compile(RexCall call, Relation relation, ExpressionCompiler compiler) {
        List<RexNode> operands = call.getOperands();
        if (operands.size() == 4) {
            return compile(
                    bounds(operands.subList(0, 2), compiler), bounds(operands.subList(2, 4), compiler), relation);
        }
        return compile(bounds(operands.get(0), compiler), bounds(operands.get(1), compiler), relation);
    }

    private static Expression compile(List<Expression> p, List<Expression> q, Relation relation) {
        List<Expression> bounds = new ArrayList<>(p);
        bounds.addAll(q);
        ValueType common = bounds.get(0).type();
        for (Expression bound : bounds) {
            common = ComparisonFunctions.commonType(common, bound.type());
        }
        if (common.physical() != ValueType.Physical.LONG || common.kind() == Kind.BOOLEAN) {
            throw noPeriod(common);
        }
        ValueType form = common;
        bounds.replaceAll(bound -> ComparisonFunctions.toCommon(bound, form));
        int q1 = p.size();
        boolean pInstant = p.size() == 1;
        boolean qInstant = q.size() == 1;
        return StrictCall.of(ValueType.BOOLEAN, bounds, (arguments, result, rows, context) -> {
            long[] out = ((LongVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                long pFrom = ((LongVector) arguments[0]).values()[row];
                long pTo = pInstant ? pFrom + 1 : ((LongVector) arguments[1]).values()[row];
                long qFrom = ((LongVector) arguments[q1]).values()[row];
                long qTo = qInstant ? qFrom + 1 : ((LongVector) arguments[q1 + 1]).values()[row];
                check(pFrom, pTo, form);
                check(qFrom, qTo, form);
                out[row] = relation.holds(pFrom, pTo, qFrom, qTo) ? 1 : 0;
            }
        });
    }

    static DatabaseException noPeriod(ValueType type) {
        return new DatabaseException(ErrorCode.TYPE_MISMATCH, "a period of " + type + " is none");
    }

    /** PERIOD_EMPTY (22020): two periods have no union that is a period. */
    static DatabaseException apart(long[] p, long[] q, ValueType type) {
        return new DatabaseException(
                ErrorCode.PERIOD_EMPTY,
                "two periods with a gap between them have no union: one from " + text(p[0], type) + " to "
                        + text(p[1], type) + ", one from " + text(q[0], type) + " to " + text(q[1], type));
    }

    static void check(long from, long to, ValueType type) {
        if (from >= to) {
            throw new DatabaseException(
                    ErrorCode.PERIOD_EMPTY,
                    "a period must begin before it ends: from " + text(from, type) + ", to " + text(to, type));
        }
    }

    private static String text(long value, ValueType type) {
        return switch (type.kind()) {
            case DATE -> TemporalText.formatDate(value);
            case TIMESTAMP, TIMESTAMP_TZ -> Time.toText(value);
            default -> Long.toString(value);
        };
    }

    /** The bounds of a period, or an instant alone. */
    private static List<Expression> bounds(RexNode period, ExpressionCompiler compiler) {
        boolean isPeriod = period instanceof RexCall call
                && call.getOperands().size() == 2
                && (call.getKind() == SqlKind.ROW
                        || call.getOperator().getName().equals("PERIOD"));
        if (isPeriod) {
            return bounds(((RexCall) period).getOperands(), compiler);
        }
        if (!SqlTypeUtil.isDatetime(period.getType())) {
            throw ExpressionCompiler.unsupported("a period other than PERIOD(from, to) or (from, to)");
        }
        return List.of(compiler.compile(period));
    }

    /** One instant, or two bounds of which the second may be a length. */
    static List<Expression> bounds(List<RexNode> ends, ExpressionCompiler compiler) {
        Expression from = compiler.compile(ends.get(0));
        if (ends.size() == 1) {
            return List.of(from);
        }
        Expression to = compiler.compile(ends.get(1));
        if (SqlTypeUtil.isInterval(ends.get(1).getType())) {
            boolean months =
                    SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(ends.get(1).getType());
            ValueType type = from.type().kind() == Kind.DATE ? ValueType.TIMESTAMP : from.type();
            Expression start = ComparisonFunctions.toCommon(from, type);
            return List.of(start, IntervalFunctions.shift(type, start, to, months, 1));
        }
        return List.of(from, to);
    }
}
