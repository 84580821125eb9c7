package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** What the context says of parameters where Calcite does not look: in lists, rows and some functions. Not thread-safe. */
final class ParameterContext {
    /** Tells a node, which may be a parameter, its type. */
    @FunctionalInterface
    interface Inference {
        void infer(RelDataType type, SqlValidatorScope scope, SqlNode node);
    }

    private final SqlValidator validator;
    private final Inference inference;

    ParameterContext(SqlValidator validator, Inference inference) {
        this.validator = validator;
        this.inference = inference;
    }

    /** Tells the parameters among a call's operands their types. */
    void infer(SqlCall call, SqlValidatorScope scope) {
        switch (call.getKind()) {
            case IN, NOT_IN, SOME, ALL -> {
                if (call.operandCount() == 2 && call.operand(1) instanceof SqlNodeList list) {
                    inList(call, list, scope);
                }
            }
            // The value is to fail where it stands, not on its way there.
            case SAFE_CAST -> each(call, 0, 1, null, scope);
            default -> {
                switch (call.getOperator().getName()) {
                    case "TRY_CAST" -> each(call, 0, 1, null, scope);
                    case "SUBSTRING" -> {
                        each(call, 0, 1, SqlTypeName.VARCHAR, scope);
                        each(call, 1, 3, SqlTypeName.INTEGER, scope);
                    }
                    case "OVERLAY" -> {
                        each(call, 0, 2, SqlTypeName.VARCHAR, scope);
                        each(call, 2, 4, SqlTypeName.INTEGER, scope);
                    }
                    default -> {}
                }
            }
        }
    }

    private void each(SqlCall call, int from, int to, @Nullable SqlTypeName name, SqlValidatorScope scope) {
        for (int i = from; i < Math.min(to, call.operandCount()); i++) {
            if (call.operand(i) instanceof SqlDynamicParam parameter) {
                RelDataTypeFactory factory = validator.getTypeFactory();
                RelDataType type = name == null
                        ? validator.getUnknownType()
                        : factory.createTypeWithNullability(factory.createSqlType(name), true);
                inference.infer(type, scope, parameter);
            }
        }
    }

    /** The value on the left and those in the list are of the type of the first that is no parameter. */
    private void inList(SqlCall call, SqlNodeList list, SqlValidatorScope scope) {
        SqlNode left = call.operand(0);
        boolean quantified = call.getKind() == SqlKind.SOME || call.getKind() == SqlKind.ALL;
        if (quantified && list.size() == 1 && list.get(0) instanceof SqlDynamicParam array) {
            // It may be an array: its value says it.
            inference.infer(validator.getUnknownType(), scope, array);
            return;
        }
        alike(left, list.getList(), scope);
        if (left.getKind() == SqlKind.ROW) {
            SqlCall row = (SqlCall) left;
            for (int i = 0; i < row.operandCount(); i++) {
                int field = i;
                alike(
                        row.operand(i),
                        list.getList().stream()
                                .filter(each ->
                                        each.getKind() == SqlKind.ROW && ((SqlCall) each).operandCount() > field)
                                .<@Nullable SqlNode>map(each -> ((SqlCall) each).operand(field))
                                .toList(),
                        scope);
            }
        }
    }

    private void alike(SqlNode left, List<@Nullable SqlNode> others, SqlValidatorScope scope) {
        RelDataType type = known(left, scope);
        for (int i = 0; type == null && i < others.size(); i++) {
            type = known(others.get(i), scope);
        }
        RelDataType all = type == null ? validator.getUnknownType() : type;
        tell(left, all, scope);
        others.forEach(each -> tell(each, all, scope));
    }

    private void tell(@Nullable SqlNode node, RelDataType type, SqlValidatorScope scope) {
        if (node instanceof SqlDynamicParam) {
            inference.infer(type, scope, node);
        }
    }

    private @Nullable RelDataType known(@Nullable SqlNode node, SqlValidatorScope scope) {
        boolean says = node != null
                && !(node instanceof SqlDynamicParam)
                && node.getKind() != SqlKind.ROW
                && !SqlUtil.isNullLiteral(node, true);
        if (!says) {
            return null;
        }
        RelDataType type = validator.deriveType(scope, node);
        return type.equals(validator.getUnknownType()) ? null : type;
    }
}
