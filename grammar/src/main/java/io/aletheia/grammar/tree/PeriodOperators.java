package io.aletheia.grammar.tree;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The operators on half-open periods. They are not Calcite's of the same names, whose periods are closed at both ends: whoever plans a
 * statement has to give each of them a meaning, and nothing falls back on Calcite's.
 *
 * <p>An operand is a {@link #PERIOD} call, a ROW of two, the name of a pseudo column such as {@code t._valid_time}, or an instant.
 */
public final class PeriodOperators {
    private static final Map<String, SqlOperator> BY_NAME = new HashMap<>();

    /** {@code PERIOD(from, to)}: two operands, a row of both as its type. */
    public static final SqlFunction PERIOD = new SqlFunction(
            "PERIOD",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.TO_ROW,
            InferTypes.RETURN_TYPE,
            OperandTypes.ANY_ANY,
            SqlFunctionCategory.SYSTEM);

    static {
        for (Relation relation : Relation.values()) {
            for (Strictness strictness : Strictness.values()) {
                if (relation.allows(strictness)) {
                    PeriodOperator operator = new PeriodOperator(relation, strictness);
                    BY_NAME.put(operator.getName(), operator);
                }
            }
        }
    }

    private PeriodOperators() {}

    /** How one period may lie to another. */
    public enum Relation {
        /** They share an instant. */
        OVERLAPS,
        /** They have the same bounds. */
        EQUALS,
        /** The first holds all of the second. */
        CONTAINS,
        /** The first ends no later than the second starts. */
        PRECEDES,
        /** The first starts no earlier than the second ends. */
        SUCCEEDS,
        /** The first starts earlier and they overlap or meet. */
        LEADS,
        /** The first ends later and they overlap or meet. */
        LAGS;

        boolean allows(Strictness strictness) {
            return switch (strictness) {
                case PLAIN -> true;
                case STRICTLY -> this != EQUALS;
                case IMMEDIATELY -> this == PRECEDES || this == SUCCEEDS || this == LEADS || this == LAGS;
            };
        }
    }

    /** The word before a relation. */
    public enum Strictness {
        /** None. */
        PLAIN,
        /** STRICTLY: no bound is shared. */
        STRICTLY,
        /** IMMEDIATELY: the bound is shared. */
        IMMEDIATELY
    }

    /** The operator for a relation; not every relation has all three. */
    public static SqlOperator of(Relation relation, Strictness strictness) {
        SqlOperator operator = BY_NAME.get(name(relation, strictness));
        if (operator == null) {
            throw new IllegalArgumentException("no such operator: " + name(relation, strictness));
        }
        return operator;
    }

    /** Whether the call is of one of the relations. */
    public static boolean isRelation(SqlCall call) {
        return call.getOperator() instanceof PeriodOperator;
    }

    /** The relation of a call for which {@link #isRelation} holds. */
    public static Relation relation(SqlCall call) {
        return ((PeriodOperator) call.getOperator()).relation;
    }

    /** The strictness of a call for which {@link #isRelation} holds. */
    public static Strictness strictness(SqlCall call) {
        return ((PeriodOperator) call.getOperator()).strictness;
    }

    private static String name(Relation relation, Strictness strictness) {
        return strictness == Strictness.PLAIN
                ? relation.name()
                : String.format(Locale.ROOT, "%s %s", strictness, relation);
    }

    private static final class PeriodOperator extends SqlBinaryOperator {
        private final Relation relation;
        private final Strictness strictness;

        PeriodOperator(Relation relation, Strictness strictness) {
            // 30 is the precedence of the comparisons.
            super(
                    name(relation, strictness),
                    SqlKind.OTHER,
                    30,
                    true,
                    ReturnTypes.BOOLEAN_NULLABLE,
                    InferTypes.FIRST_KNOWN,
                    OperandTypes.ANY_ANY);
            this.relation = relation;
            this.strictness = strictness;
        }
    }
}
