package io.aletheia.query.catalog;

import org.apache.calcite.sql.type.BasicSqlType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The type of period columns and of what is computed from them: an instant, which results show as a TIMESTAMP in UTC. Compared with
 * a DATE or TIMESTAMP it makes that an instant of the session's time zone. Immutable.
 */
public final class PeriodBoundType extends BasicSqlType {
    private static final long serialVersionUID = 1L;

    PeriodBoundType(boolean nullable) {
        super(
                AletheiaTypeSystem.INSTANCE,
                SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                nullable,
                AletheiaTypeSystem.TIME_PRECISION);
    }

    @Override
    public BasicSqlType createWithNullability(boolean nullable) {
        return nullable == isNullable() ? this : new PeriodBoundType(nullable);
    }

    @Override
    protected void generateTypeString(@Nullable StringBuilder text, boolean withDetail) {
        if (text != null) {
            text.append("TIMESTAMP_OF_PERIOD");
        }
    }
}
