package io.aletheia.grammar.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A table with time clauses, {@code t FOR VALID_TIME ... FOR SYSTEM_TIME ...}.
 *
 * <p>Its kind is TABLE_REF, which Calcite's validator answers by going on to operand 0, the table's name. Operands 1 to 4 are the
 * bounds (valid from, valid to, system from, system to), null where the clause has none.
 */
public final class SqlTemporalTable extends SqlCall {
    private static final SqlOperator OPERATOR = new Operator();

    private final @Nullable SqlNode[] operands;
    private final PeriodSpec.@Nullable Kind validKind;
    private final PeriodSpec.@Nullable Kind systemKind;

    /** Makes a node for the table and at least one clause. */
    public SqlTemporalTable(SqlParserPos pos, SqlIdentifier table, TimeSpecs times) {
        super(pos);
        PeriodSpec valid = times.validTime();
        PeriodSpec system = times.systemTime();
        this.validKind = valid == null ? null : valid.kind();
        this.systemKind = system == null ? null : system.kind();
        this.operands = new @Nullable SqlNode[] {
            table,
            valid == null ? null : valid.from(),
            valid == null ? null : valid.to(),
            system == null ? null : system.from(),
            system == null ? null : system.to()
        };
    }

    /** The table's name. */
    public SqlIdentifier table() {
        return (SqlIdentifier) Objects.requireNonNull(operands[0]);
    }

    /** The clause on valid time, or null. */
    public @Nullable PeriodSpec validTime() {
        return validKind == null ? null : new PeriodSpec(validKind, operands[1], operands[2]);
    }

    /** The clause on system time, or null. */
    public @Nullable PeriodSpec systemTime() {
        return systemKind == null ? null : new PeriodSpec(systemKind, operands[3], operands[4]);
    }

    /** Both clauses. */
    public TimeSpecs times() {
        return new TimeSpecs(validTime(), systemTime());
    }

    @Override
    public SqlKind getKind() {
        return SqlKind.TABLE_REF;
    }

    @Override
    public SqlOperator getOperator() {
        return OPERATOR;
    }

    @Override
    @SuppressWarnings("NullAway") // Calcite's operand lists hold null for absent operands.
    public List<SqlNode> getOperandList() {
        return Collections.unmodifiableList(Arrays.asList(operands));
    }

    @Override
    public void setOperand(int i, @Nullable SqlNode operand) {
        operands[i] = operand;
    }

    @Override
    public SqlNode clone(SqlParserPos pos) {
        return new SqlTemporalTable(pos, table(), times());
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        table().unparse(writer, 0, 0);
        PatternText.times(writer, times());
    }

    private static final class Operator extends SqlSpecialOperator {
        Operator() {
            super("TEMPORAL TABLE", SqlKind.TABLE_REF);
        }
    }
}
