package io.aletheia.query.expression;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;

/** Every operator and function that has an evaluator, and what compiles calls of it. Immutable. */
public final class Functions {
    /** Makes an expression of a call whose operator it is registered for. */
    @FunctionalInterface
    public interface Factory {
        /**
         * The call as an expression.
         *
         * @throws io.aletheia.engine.model.DatabaseException UNSUPPORTED (HYC00) if it cannot be with these operands
         */
        Expression compile(RexCall call, ExpressionCompiler compiler);
    }

    /**
     * A function of the dialect.
     *
     * @param operator what the validator knows it by
     * @param factory what compiles its calls
     * @param description one line for the manual: how it is written, a colon, what it does; empty for what only plans have
     */
    public record Function(SqlOperator operator, Factory factory, String description) {}

    private static final List<Function> ALL = collect();
    private static final IdentityHashMap<SqlOperator, Factory> BY_OPERATOR = new IdentityHashMap<>();
    private static final Map<SqlKind, Factory> BY_KIND = new HashMap<>();
    private static final Map<String, Factory> BY_NAME = new HashMap<>();

    static {
        for (Function function : ALL) {
            SqlOperator operator = function.operator();
            BY_OPERATOR.put(operator, function.factory());
            if (operator.getKind() != SqlKind.OTHER_FUNCTION && operator.getKind() != SqlKind.OTHER) {
                BY_KIND.putIfAbsent(operator.getKind(), function.factory());
            }
            if (operator instanceof SqlFunction) {
                BY_NAME.putIfAbsent(operator.getName().toUpperCase(Locale.ROOT), function.factory());
            }
        }
        for (Function relation : PeriodFunctions.relations()) {
            BY_OPERATOR.put(relation.operator(), relation.factory());
        }
        BY_OPERATOR.put(SingleRow.OPERATOR, SingleRow::compile);
        for (Function part : PeriodBounds.list()) {
            BY_OPERATOR.put(part.operator(), part.factory());
        }
    }

    private Functions() {}

    /** All functions, in the manual's order. */
    public static List<Function> all() {
        return ALL;
    }

    /**
     * The operator that tells how two periods lie to each other; its operands are the bounds of the first period and of the second.
     *
     * @param relation such as {@code OVERLAPS} or {@code IMMEDIATELY PRECEDES}
     * @param firstIsInstant whether one operand, a time, stands for the first period
     * @throws IllegalArgumentException if there is no such relation
     */
    public static SqlOperator periodRelation(String relation, boolean firstIsInstant) {
        return PeriodFunctions.operator(relation, firstIsInstant);
    }

    /**
     * The operator that computes a bound of a period.
     *
     * @param name PERIOD, INTERSECTION or UNION over the bounds of one or two periods, followed by FROM, TO or BOTH
     */
    public static SqlOperator periodPart(String name) {
        return PeriodBounds.operator(name);
    }

    /** The type that holds all operands, which are bounds of periods: a DATE if all are, else a TIMESTAMP, with time zone if one is. */
    public static RelDataType periodBound(SqlOperatorBinding operands) {
        return PeriodBounds.bound(operands);
    }

    /** TIMESTAMPADD(unit, count, time) to the microsecond. */
    public static SqlOperator timestampAdd() {
        return DateTimeFunctions.TIMESTAMP_ADD;
    }

    /** TIMESTAMPDIFF(unit, from, to), a BIGINT. */
    public static SqlOperator timestampDiff() {
        return DateTimeFunctions.TIMESTAMP_DIFF;
    }

    /** The operator that takes a number of rows, a BIGINT, and a value of them: CARDINALITY (21000) beyond one row, else the value. */
    public static SqlOperator singleRow() {
        return SingleRow.OPERATOR;
    }

    /**
     * What compiles a call: found by its operator, or by what Calcite's other operators of the same meaning have in common with a
     * registered one, their name and kind.
     *
     * @throws io.aletheia.engine.model.DatabaseException UNSUPPORTED (HYC00) naming the function
     */
    static Factory factory(RexCall call) {
        SqlOperator operator = call.getOperator();
        Factory factory = BY_OPERATOR.get(operator);
        if (factory == null && operator instanceof SqlFunction) {
            factory = BY_NAME.get(operator.getName().toUpperCase(Locale.ROOT));
        }
        if (factory == null) {
            factory = BY_KIND.get(operator.getKind());
        }
        if (factory == null) {
            throw ExpressionCompiler.unsupported("the function " + operator.getName());
        }
        return factory;
    }

    /** The functions about numbers. */
    public static List<Function> numeric() {
        return joined(List.of(
                ArithmeticFunctions.list(), NumericFunctions.list(), RealFunctions.list(), IntegerFunctions.list()));
    }

    /** The functions about texts. */
    public static List<Function> textual() {
        return joined(List.of(
                StringFunctions.list(),
                CharacterFunctions.list(),
                PatternFunctions.list(),
                RegexFunctions.list(),
                Encodings.list(),
                TemplateFunctions.list()));
    }

    /** The functions about dates, times and periods. */
    public static List<Function> temporal() {
        return joined(List.of(DateTimeFunctions.list(), CalendarFunctions.list(), PeriodFunctions.list()));
    }

    /** All functions by what they are about, in the manual's order. */
    public static Map<String, List<Function>> families() {
        Map<String, List<Function>> families = new LinkedHashMap<>();
        families.put("Comparisons", ComparisonFunctions.list());
        families.put("Conditions and choices", joined(List.of(LogicFunctions.list(), ChoiceFunctions.list())));
        families.put("Casts", CastFunctions.list());
        families.put("Numbers", numeric());
        families.put("Strings", textual());
        families.put("Dates, times and periods", temporal());
        families.put("Arrays", joined(List.of(ArrayFunctions.list(), ListFunctions.list())));
        families.put("JSON", JsonFunctions.list());
        families.put("Identifiers and hashes", IdentifierFunctions.list());
        families.put("The session", SessionFunctions.list());
        families.put("Groups", AggregateFunctions.groups());
        families.put("Windows", AggregateFunctions.windows());
        families.put("", Search.list());
        return families;
    }

    private static List<Function> joined(List<List<Function>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static List<Function> collect() {
        return families().values().stream().flatMap(List::stream).toList();
    }
}
