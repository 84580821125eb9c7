package io.aletheia.query.plan;

import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;

/** Which types can be cast to which: as Calcite says, and vectors from and to arrays and texts. Immutable. */
final class CastRule implements SqlTypeMappingRule {
    static final CastRule INSTANCE = new CastRule();

    /** What a vector, Calcite's OTHER, has a cast to and from. */
    private static final Set<SqlTypeName> LIKE_VECTORS =
            EnumSet.of(SqlTypeName.OTHER, SqlTypeName.ARRAY, SqlTypeName.VARCHAR, SqlTypeName.CHAR);

    private CastRule() {}

    @Override
    public Map<SqlTypeName, ImmutableSet<SqlTypeName>> getTypeMapping() {
        return SqlTypeCoercionRule.instance().getTypeMapping();
    }

    @Override
    public boolean canApplyFrom(SqlTypeName to, SqlTypeName from) {
        if (to == SqlTypeName.OTHER && from != SqlTypeName.NULL) {
            return LIKE_VECTORS.contains(from);
        } else if (from == SqlTypeName.OTHER) {
            return LIKE_VECTORS.contains(to);
        }
        return to == SqlTypeName.OTHER || SqlTypeMappingRule.super.canApplyFrom(to, from);
    }
}
