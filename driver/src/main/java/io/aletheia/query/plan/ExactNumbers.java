package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Integers and decimals of types that no DECIMAL holds all digits of. They are compared as they are, where a cast to a common type
 * would round one of them.
 */
final class ExactNumbers {
    private ExactNumbers() {}

    /** Whether some numbers would lose digits in the common type that Calcite finds for them. */
    static boolean haveNoCommonType(RelDataTypeFactory factory, List<RelDataType> types) {
        return types.stream().allMatch(SqlTypeUtil::isExactNumeric) && lose(types, factory.leastRestrictive(types));
    }

    /** Whether numbers of some types lose digits in another. */
    static boolean lose(List<RelDataType> types, @Nullable RelDataType common) {
        return common != null && SqlTypeUtil.isDecimal(common) && types.stream().anyMatch(type -> loses(type, common));
    }

    private static boolean loses(RelDataType from, RelDataType to) {
        return SqlTypeUtil.isExactNumeric(from)
                && (from.getScale() > to.getScale()
                        || from.getPrecision() - from.getScale() > to.getPrecision() - to.getScale());
    }
}
