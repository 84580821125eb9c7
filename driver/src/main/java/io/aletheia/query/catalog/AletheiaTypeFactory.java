package io.aletheia.query.catalog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes SQL types: strings are UTF-8, CHAR is VARCHAR and BINARY is VARBINARY (so trailing spaces count and nothing is padded), and
 * there are vectors. One per statement.
 */
public final class AletheiaTypeFactory extends SqlTypeFactoryImpl {
    /** A factory of its own cache. */
    public AletheiaTypeFactory() {
        super(AletheiaTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName) {
        return super.createSqlType(varying(typeName));
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName, int precision) {
        return super.createSqlType(varying(typeName), precision);
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName, int precision, int scale) {
        return super.createSqlType(varying(typeName), precision, scale);
    }

    /** An array; one of REALs with a fixed number of elements is how the grammar writes a vector. */
    @Override
    public RelDataType createArrayType(RelDataType elementType, long maxCardinality) {
        return maxCardinality >= 0 && elementType.getSqlTypeName() == SqlTypeName.REAL
                ? createVectorType((int) maxCardinality)
                : super.createArrayType(elementType, maxCardinality);
    }

    /** The type VECTOR(dimension), not null. */
    public RelDataType createVectorType(int dimension) {
        return canonize(new VectorType(dimension, false));
    }

    /** The type of period columns. */
    public RelDataType createPeriodBoundType(boolean nullable) {
        return canonize(new PeriodBoundType(nullable));
    }

    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
        if (type instanceof VectorType vector) {
            return vector.isNullable() == nullable ? vector : canonize(new VectorType(vector.dimension(), nullable));
        }
        return super.createTypeWithNullability(type, nullable);
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types) {
        boolean vectors = false;
        boolean nullable = false;
        VectorType first = null;
        for (RelDataType type : types) {
            nullable |= type.isNullable();
            if (type instanceof VectorType vector) {
                vectors = true;
                if (first == null) {
                    first = vector;
                } else if (first.dimension() != vector.dimension()) {
                    return null;
                }
            } else if (type.getSqlTypeName() != SqlTypeName.NULL && vectors) {
                return null;
            }
        }
        if (first == null && mixesNumbersAndTimes(types)) {
            // Calcite would read the numbers as times.
            return null;
        }
        return first == null ? super.leastRestrictive(types) : createTypeWithNullability(first, nullable);
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        RelDataType bound = periodBound(types);
        return bound == null ? super.leastRestrictive(types, rule) : bound;
    }

    /** The type of a time that an interval is added to: a DATE becomes a TIMESTAMP where the interval has parts of a day. */
    @Override
    protected RelDataType leastRestrictiveIntervalDatetimeType(RelDataType time, RelDataType interval) {
        SqlIntervalQualifier qualifier = interval.getIntervalQualifier();
        boolean ofDay = qualifier != null
                && switch (qualifier.getEndUnit() == null ? qualifier.getStartUnit() : qualifier.getEndUnit()) {
                    case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> true;
                    default -> false;
                };
        return ofDay && time.getSqlTypeName() == SqlTypeName.DATE
                ? createSqlType(SqlTypeName.TIMESTAMP, AletheiaTypeSystem.TIME_PRECISION)
                : super.leastRestrictiveIntervalDatetimeType(time, interval);
    }

    /** The type of values of which some are bounds of periods and the others dates and times without a zone; else null. */
    private @Nullable RelDataType periodBound(List<RelDataType> types) {
        boolean found = false;
        boolean nullable = false;
        for (RelDataType type : types) {
            boolean isBound = type instanceof PeriodBoundType;
            found |= isBound;
            nullable |= type.isNullable();
            boolean joins = switch (type.getSqlTypeName()) {
                case DATE, TIMESTAMP, NULL -> true;
                default -> isBound;
            };
            if (!joins) {
                return null;
            }
        }
        return found ? createPeriodBoundType(nullable) : null;
    }

    private static boolean mixesNumbersAndTimes(List<RelDataType> types) {
        return types.stream().anyMatch(SqlTypeUtil::isNumeric) && types.stream().anyMatch(SqlTypeUtil::isDatetime);
    }

    private static SqlTypeName varying(SqlTypeName typeName) {
        return switch (typeName) {
            case CHAR -> SqlTypeName.VARCHAR;
            case BINARY -> SqlTypeName.VARBINARY;
            case FLOAT -> SqlTypeName.DOUBLE;
            case TINYINT -> SqlTypeName.SMALLINT;
            case TIMESTAMP_TZ -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
            default -> typeName;
        };
    }
}
