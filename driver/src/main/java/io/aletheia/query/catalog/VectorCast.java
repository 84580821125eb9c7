package io.aletheia.query.catalog;

import io.aletheia.grammar.tree.SqlVectorType;
import java.util.Arrays;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** A cast to VECTOR(n): Calcite's own takes an array for the source of nothing but arrays. Immutable. */
public final class VectorCast extends SqlFunction {
    private VectorCast(int dimension) {
        super(
                "CAST",
                // Not CAST: Calcite simplifies those of literals, and knows no literal of a vector.
                SqlKind.OTHER_FUNCTION,
                binding -> binding.getTypeFactory()
                        .createTypeWithNullability(
                                ((AletheiaTypeFactory) binding.getTypeFactory()).createVectorType(dimension),
                                binding.getOperandType(0).isNullable()),
                (binding, returnType, operandTypes) -> Arrays.fill(
                        operandTypes, ((AletheiaTypeFactory) binding.getTypeFactory()).createVectorType(dimension)),
                OperandTypes.ANY,
                SqlFunctionCategory.SYSTEM);
    }

    /** Without a search by name, which would find Calcite's cast. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        validator.deriveType(scope, call.operand(0));
        return validateOperands(validator, scope, call);
    }

    /** The tree with these casts in the place of Calcite's. */
    public static SqlNode rewrite(SqlNode node) {
        return Objects.requireNonNull(node.accept(new Rewriter()));
    }

    private static final class Rewriter extends SqlShuttle {
        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            SqlCall visited = (SqlCall) super.visit(call);
            boolean toVector = visited != null
                    && visited.getKind() == SqlKind.CAST
                    && visited.operandCount() >= 2
                    && visited.operand(1) instanceof SqlDataTypeSpec type
                    && type.getTypeNameSpec() instanceof SqlVectorType;
            if (visited == null || !toVector) {
                return visited;
            }
            SqlDataTypeSpec type = visited.operand(1);
            int dimension = ((SqlVectorType) type.getTypeNameSpec()).dimensions();
            return new VectorCast(dimension).createCall(visited.getParserPosition(), visited.<SqlNode>operand(0));
        }
    }
}
