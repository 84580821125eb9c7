package io.aletheia.query.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Makes row expressions. Casts that depend on the session's time zone or on the unit of an interval stay casts, for Calcite would
 * compute them in UTC and in milliseconds.
 */
final class AletheiaRexBuilder extends RexBuilder {
    AletheiaRexBuilder(RelDataTypeFactory typeFactory) {
        super(typeFactory);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos pos,
            RelDataType type,
            RexNode exp,
            boolean matchNullability,
            boolean safe,
            RexLiteral format) {
        RelDataType from = exp.getType();
        boolean differs = isInterval(type) != isInterval(from) || isInstant(type) != isInstant(from);
        if (differs && from.getSqlTypeName() != SqlTypeName.NULL) {
            RelDataType nullable = typeFactory.createTypeWithNullability(type, from.isNullable());
            return makeAbstractCast(pos, matchNullability ? type : nullable, exp, safe, format);
        }
        return super.makeCast(pos, type, exp, matchNullability, safe, format);
    }

    private static boolean isInterval(RelDataType type) {
        return SqlTypeUtil.isInterval(type);
    }

    private static boolean isInstant(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    }
}
