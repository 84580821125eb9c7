package io.aletheia.query.temporal;

import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.grammar.tree.PeriodSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What holds on one time axis for a session's tables that say nothing: a clause whose bounds are known instants. Immutable.
 *
 * @param kind AS_OF, FROM_TO, BETWEEN, CONTAINED_IN or ALL
 * @param first first bound in microseconds; of no meaning for ALL
 * @param second second bound; of no meaning for AS_OF and ALL
 */
public record PeriodDefault(PeriodSpec.Kind kind, long first, long second) {
    /** The clause {@code AS OF instant}. */
    public static PeriodDefault asOf(long micros) {
        return new PeriodDefault(PeriodSpec.Kind.AS_OF, micros, micros);
    }

    /** The clause as a new syntax tree. */
    public PeriodSpec toSpec() {
        return switch (kind) {
            case ALL -> PeriodSpec.ALL;
            case AS_OF -> PeriodSpec.asOf(literal(first));
            case FROM_TO, BETWEEN, CONTAINED_IN, ONLY_FROM_TO -> new PeriodSpec(kind, literal(first), literal(second));
        };
    }

    /** The clause as the engine's filter. */
    public PeriodFilter toFilter() {
        return switch (kind) {
            case ALL -> PeriodFilter.ALL;
            case AS_OF -> PeriodFilter.asOf(first);
            case FROM_TO, ONLY_FROM_TO -> PeriodFilter.fromTo(first, second);
            case BETWEEN -> PeriodFilter.between(first, second);
            case CONTAINED_IN -> PeriodFilter.containedIn(first, second);
        };
    }

    /** The clause as SHOW writes it. */
    @Override
    public String toString() {
        return switch (kind) {
            case ALL -> "ALL";
            case AS_OF -> "AS OF " + Time.toText(first);
            case FROM_TO -> "FROM " + Time.toText(first) + " TO " + Time.toText(second);
            case ONLY_FROM_TO -> "ONLY FROM " + Time.toText(first) + " TO " + Time.toText(second);
            case BETWEEN -> "BETWEEN " + Time.toText(first) + " AND " + Time.toText(second);
            case CONTAINED_IN -> "CONTAINED IN (" + Time.toText(first) + ", " + Time.toText(second) + ")";
        };
    }

    private static SqlNode literal(long micros) {
        return TimeLiterals.timestamp(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, micros, SqlParserPos.ZERO);
    }
}
