package io.aletheia.query.temporal;

import io.aletheia.query.catalog.HistoryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of the table functions in FROM. Its kind is TABLE_REF, which Calcite's validator answers by going on to operand 0, the
 * name of the table that has the function's row type. The other operands are the arguments. Not thread-safe.
 */
public final class SqlHistoryTable extends SqlCall {
    private final HistoryFunction function;
    private final @Nullable SqlNode[] operands;

    /** A call for the table that has the function's row type. */
    SqlHistoryTable(SqlParserPos pos, HistoryFunction function, SqlIdentifier table, List<SqlNode> arguments) {
        super(pos);
        this.function = function;
        List<SqlNode> all = new ArrayList<>();
        all.add(table);
        all.addAll(arguments);
        this.operands = all.toArray(new @Nullable SqlNode[0]);
    }

    /** Which function. */
    public HistoryFunction function() {
        return function;
    }

    /** The name of the table that has the row type. */
    public SqlNode table() {
        return getOperandList().get(0);
    }

    /** The key or the instants. */
    public List<SqlNode> arguments() {
        return getOperandList().subList(1, operands.length);
    }

    @Override
    public SqlKind getKind() {
        return SqlKind.TABLE_REF;
    }

    @Override
    public SqlOperator getOperator() {
        return new Operator(function);
    }

    @Override
    @SuppressWarnings("NullAway") // Calcite's operand lists may hold null; this one does not.
    public List<SqlNode> getOperandList() {
        return Collections.unmodifiableList(Arrays.asList(operands));
    }

    @Override
    public void setOperand(int i, @Nullable SqlNode operand) {
        operands[i] = operand;
    }

    private static final class Operator extends SqlSpecialOperator {
        private final HistoryFunction function;

        Operator(HistoryFunction function) {
            super(function.name(), SqlKind.TABLE_REF);
            this.function = function;
        }

        @Override
        @SuppressWarnings("NullAway") // Calcite's operand lists may hold null; this one does not.
        public SqlCall createCall(
                org.apache.calcite.sql.@Nullable SqlLiteral functionQualifier,
                SqlParserPos pos,
                @Nullable SqlNode... operands) {
            List<SqlNode> all = Arrays.asList(operands);
            return new SqlHistoryTable(pos, function, (SqlIdentifier) all.get(0), all.subList(1, all.size()));
        }
    }
}
