package io.aletheia.query.catalog;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValidGranularity;
import io.aletheia.engine.model.ValueType;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Types of the engine and types of Calcite, each as the other.
 *
 * <p>SQL's TIMESTAMP WITH TIME ZONE is Calcite's TIMESTAMP WITH LOCAL TIME ZONE: an instant. A day-time interval is a BIGINT of
 * microseconds, a year-month interval a BIGINT of months.
 */
public final class TypeMapping {
    private TypeMapping() {}

    /**
     * The engine's type of values that Calcite gives this type. The type of NULL is VARCHAR.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) if the engine has no such values
     */
    public static ValueType valueType(RelDataType type) {
        if (type instanceof VectorType vector) {
            return ValueType.vector(vector.dimension());
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> ValueType.BOOLEAN;
            case TINYINT, SMALLINT -> ValueType.SMALLINT;
            case INTEGER -> ValueType.INTEGER;
            case BIGINT -> ValueType.BIGINT;
            case REAL -> ValueType.REAL;
            case FLOAT, DOUBLE -> ValueType.DOUBLE;
            case DECIMAL -> ValueType.decimal(type.getPrecision(), type.getScale());
            case CHAR, VARCHAR -> type.getPrecision() < 0 ? ValueType.VARCHAR : ValueType.varchar(type.getPrecision());
            case BINARY, VARBINARY ->
                type.getPrecision() < 0
                        ? ValueType.VARBINARY
                        : new ValueType(ValueType.Kind.VARBINARY, type.getPrecision(), 0, null);
            case NULL, ANY -> ValueType.VARCHAR;
            case DATE -> ValueType.DATE;
            case TIME -> ValueType.TIME;
            case TIMESTAMP -> ValueType.TIMESTAMP;
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> ValueType.TIMESTAMP_TZ;
            case UUID -> ValueType.UUID;
            case ARRAY, MULTISET ->
                ValueType.array(valueType(Objects.requireNonNull(type.getComponentType(), "component type")));
            case INTERVAL_YEAR,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_MONTH,
                    INTERVAL_DAY,
                    INTERVAL_DAY_HOUR,
                    INTERVAL_DAY_MINUTE,
                    INTERVAL_DAY_SECOND,
                    INTERVAL_HOUR,
                    INTERVAL_HOUR_MINUTE,
                    INTERVAL_HOUR_SECOND,
                    INTERVAL_MINUTE,
                    INTERVAL_MINUTE_SECOND,
                    INTERVAL_SECOND -> ValueType.BIGINT;
            default ->
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "the type " + type.getFullTypeString() + " is not supported yet");
        };
    }

    /** The type that results and parameters are told to have: as {@link #valueType}, but TIMESTAMP for bounds of periods. */
    public static ValueType shownType(RelDataType type) {
        if (type instanceof PeriodBoundType) {
            return ValueType.TIMESTAMP;
        }
        RelDataType component = type.getComponentType();
        return component != null && (type.getSqlTypeName() == SqlTypeName.ARRAY)
                ? ValueType.array(shownType(component))
                : valueType(type);
    }

    /** Calcite's type of a column that the engine has besides the declared ones of a table. */
    public static RelDataType pseudoType(AletheiaTypeFactory factory, TableDefinition table, int number) {
        boolean nullable = PseudoColumns.isNullable(number);
        ValueType type = PseudoColumn.type(number);
        // A day is the same in every time zone.
        boolean isDay = table.options().validGranularity() == ValidGranularity.DAY
                && (number == PseudoColumn.VALID_FROM || number == PseudoColumn.VALID_TO);
        return type.kind() == ValueType.Kind.TIMESTAMP && !isDay
                ? factory.createPeriodBoundType(nullable)
                : relType(factory, type, nullable);
    }

    /** Calcite's type of a column's values in all versions of its table. */
    public static RelDataType columnType(AletheiaTypeFactory factory, ColumnDefinition column) {
        return relType(factory, column.type(), column.mayHoldNull());
    }

    /** Calcite's type of the engine's values. */
    public static RelDataType relType(AletheiaTypeFactory factory, ValueType type, boolean nullable) {
        RelDataType made = switch (type.kind()) {
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
            case REAL -> factory.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
            case VARCHAR -> withLength(factory, SqlTypeName.VARCHAR, type.precision());
            case VARBINARY -> withLength(factory, SqlTypeName.VARBINARY, type.precision());
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIME -> factory.createSqlType(SqlTypeName.TIME, AletheiaTypeSystem.TIME_PRECISION);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, AletheiaTypeSystem.TIME_PRECISION);
            case TIMESTAMP_TZ ->
                factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, AletheiaTypeSystem.TIME_PRECISION);
            case UUID -> factory.createSqlType(SqlTypeName.UUID);
            case ARRAY ->
                factory.createArrayType(
                        relType(factory, Objects.requireNonNull(type.element(), "element type"), true), -1);
            case VECTOR -> factory.createVectorType(type.precision());
        };
        return factory.createTypeWithNullability(made, nullable);
    }

    private static RelDataType withLength(AletheiaTypeFactory factory, SqlTypeName name, int length) {
        return length == ValueType.UNBOUNDED ? factory.createSqlType(name) : factory.createSqlType(name, length);
    }
}
