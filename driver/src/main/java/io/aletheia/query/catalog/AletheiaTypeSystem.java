package io.aletheia.query.catalog;

import io.aletheia.engine.model.ValueType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The limits of the SQL types: times have microseconds, decimals 38 digits, strings no declared length unless they are given one.
 * Immutable.
 */
public final class AletheiaTypeSystem extends RelDataTypeSystemImpl {
    /** The only instance. */
    public static final AletheiaTypeSystem INSTANCE = new AletheiaTypeSystem();

    /** Digits behind the second of a time. */
    public static final int TIME_PRECISION = 6;

    /** Digits behind the point of the average of integers. */
    private static final int AVERAGE_SCALE = 6;

    private static final int LENGTH_MAX = Integer.MAX_VALUE / 2;

    private AletheiaTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case DECIMAL -> ValueType.DECIMAL_PRECISION_MAX;
            case TIME, TIME_WITH_LOCAL_TIME_ZONE, TIME_TZ, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
                TIME_PRECISION;
            case CHAR, VARCHAR, BINARY, VARBINARY -> LENGTH_MAX;
            default -> super.getMaxPrecision(typeName);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? ValueType.DECIMAL_PRECISION_MAX : super.getMaxScale(typeName);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case TIME, TIME_WITH_LOCAL_TIME_ZONE, TIME_TZ, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
                TIME_PRECISION;
            case DECIMAL -> ValueType.DECIMAL_PRECISION_MAX;
            case CHAR, BINARY -> RelDataType.PRECISION_NOT_SPECIFIED;
            default -> super.getDefaultPrecision(typeName);
        };
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
        SqlTypeName name = argumentType.getSqlTypeName();
        RelDataType sum = switch (name) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> typeFactory.createSqlType(SqlTypeName.BIGINT);
            case DECIMAL ->
                typeFactory.createSqlType(
                        SqlTypeName.DECIMAL, ValueType.DECIMAL_PRECISION_MAX, argumentType.getScale());
            case REAL, FLOAT, DOUBLE -> typeFactory.createSqlType(SqlTypeName.DOUBLE);
            default -> argumentType;
        };
        return typeFactory.createTypeWithNullability(sum, argumentType.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
        SqlTypeName name = argumentType.getSqlTypeName();
        RelDataType average = switch (name) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                typeFactory.createSqlType(SqlTypeName.DECIMAL, ValueType.DECIMAL_PRECISION_MAX, AVERAGE_SCALE);
            case DECIMAL ->
                typeFactory.createSqlType(
                        SqlTypeName.DECIMAL,
                        ValueType.DECIMAL_PRECISION_MAX,
                        Math.max(AVERAGE_SCALE, argumentType.getScale()));
            case REAL, FLOAT, DOUBLE -> typeFactory.createSqlType(SqlTypeName.DOUBLE);
            default -> argumentType;
        };
        return typeFactory.createTypeWithNullability(average, argumentType.isNullable());
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }
}
