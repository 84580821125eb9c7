package io.aletheia.query.plan;

import io.aletheia.query.catalog.TypeMapping;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Which values can be compared with each other; the converter would silently read texts as numbers and times otherwise. */
final class Comparability {
    private enum Family {
        NUMBER,
        TEXT,
        BINARY,
        TRUTH,
        INSTANT,
        TIME,
        INTERVAL,
        OTHER
    }

    private final SqlValidator validator;

    Comparability(SqlValidator validator) {
        this.validator = validator;
    }

    /** What is wrong with a comparison, for a message; null if nothing is or if the call compares nothing. */
    @Nullable
    String problem(SqlCall call, SqlValidatorScope scope) {
        SqlKind kind = call.getKind();
        boolean compares = SqlKind.COMPARISON.contains(kind) || kind == SqlKind.BETWEEN;
        if (!compares || call.operandCount() < 2) {
            return null;
        }
        SqlNode left = call.operand(0);
        List<SqlNode> others = call.getOperandList().subList(1, call.operandCount());
        for (SqlNode other : others) {
            String problem = problem(call, left, other, scope);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable String problem(SqlCall call, SqlNode left, SqlNode right, SqlValidatorScope scope) {
        if (right instanceof SqlNodeList list) {
            for (SqlNode element : list) {
                String problem = problem(call, left, element, scope);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }
        if (left.getKind() == SqlKind.ROW && right.getKind() == SqlKind.ROW) {
            return rowProblem(call, (SqlCall) left, (SqlCall) right, scope);
        }
        RelDataType leftType = validator.deriveType(scope, left);
        RelDataType rightType = validator.deriveType(scope, right);
        if (rightType.isStruct() && rightType.getFieldCount() == 1 && !leftType.isStruct()) {
            rightType = rightType.getFieldList().get(0).getType();
        }
        return areComparable(left, leftType, right, rightType)
                ? null
                : "cannot compare " + name(leftType) + " with " + name(rightType) + " by "
                        + call.getOperator().getName();
    }

    private @Nullable String rowProblem(SqlCall call, SqlCall left, SqlCall right, SqlValidatorScope scope) {
        for (int i = 0; i < Math.min(left.operandCount(), right.operandCount()); i++) {
            String problem = problem(call, left.operand(i), right.operand(i), scope);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    /** The type as the user writes it. */
    static String name(RelDataType type) {
        return type.isStruct() ? "a row" : TypeMapping.shownType(type).toString();
    }

    private static boolean areComparable(SqlNode left, RelDataType leftType, SqlNode right, RelDataType rightType) {
        Family leftFamily = family(leftType);
        Family rightFamily = family(rightType);
        if (leftFamily == rightFamily || leftFamily == Family.OTHER || rightFamily == Family.OTHER) {
            return true;
        }
        return (leftFamily == Family.TEXT && SqlUtil.isLiteral(left))
                || (rightFamily == Family.TEXT && SqlUtil.isLiteral(right));
    }

    private static Family family(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        if (SqlTypeName.NUMERIC_TYPES.contains(name)) {
            return Family.NUMBER;
        } else if (SqlTypeName.CHAR_TYPES.contains(name)) {
            return Family.TEXT;
        } else if (SqlTypeName.BINARY_TYPES.contains(name)) {
            return Family.BINARY;
        } else if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
            return Family.INTERVAL;
        }
        return switch (name) {
            case BOOLEAN -> Family.TRUTH;
            case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Family.INSTANT;
            case TIME, TIME_WITH_LOCAL_TIME_ZONE -> Family.TIME;
            default -> Family.OTHER;
        };
    }
}
