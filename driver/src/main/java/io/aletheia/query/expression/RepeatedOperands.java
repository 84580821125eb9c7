package io.aletheia.query.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Checks the operands of a function that takes its last one any number of times. Immutable. */
final class RepeatedOperands implements SqlOperandTypeChecker {
    private final List<Operand> operands;
    private final int required;

    RepeatedOperands(List<Operand> operands, int required) {
        this.operands = List.copyOf(operands);
        this.required = required;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        return OperandTypes.family(families(binding.getOperandCount())).checkOperandTypes(binding, throwOnFailure);
    }

    private List<SqlTypeFamily> families(int count) {
        List<SqlTypeFamily> families = new ArrayList<>();
        operands.stream().map(Operand::family).limit(count).forEach(families::add);
        Operand last = operands.get(operands.size() - 1);
        families.addAll(Collections.nCopies(count - families.size(), last.family()));
        return families;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        return SqlOperandCountRanges.from(required);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
        return OperandTypes.family(families(operands.size())).getAllowedSignatures(operator, name)
                + ", the last repeated";
    }
}
