package io.aletheia.query.expression;

import static io.aletheia.query.expression.Signature.integer;
import static io.aletheia.query.expression.Signature.text;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code AT TIME ZONE}, as in PostgreSQL: a local time of a zone becomes an instant, an instant becomes that zone's local time. */
final class ZoneShift {
    private ZoneShift() {}

    /** The type of a time of a type, seen in a zone. */
    static RelDataType type(RelDataTypeFactory factory, RelDataType time) {
        return switch (time.getSqlTypeName()) {
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> factory.createSqlType(SqlTypeName.TIMESTAMP, 6);
            default ->
                throw new DatabaseException(
                        ErrorCode.TYPE_MISMATCH,
                        "AT TIME ZONE needs a TIMESTAMP, with time zone or without, not " + time.getSqlTypeName());
        };
    }

    static Expression compile(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        Expression zone = compiler.compile(call.getOperands().get(0), ValueType.VARCHAR);
        Expression time = compiler.compile(call.getOperands().get(1));
        boolean toInstant = type.kind() == Kind.TIMESTAMP_TZ;
        return RowCall.strict(type, List.of(zone, time), (a, context) -> {
            ZoneId in = zone(text(a, 0));
            return toInstant
                    ? TemporalText.resolve(integer(a, 1), in)
                    : TemporalText.checked(TemporalText.toLocal(integer(a, 1), in));
        });
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "'" + name + "' is no known time zone", e);
        }
    }
}
