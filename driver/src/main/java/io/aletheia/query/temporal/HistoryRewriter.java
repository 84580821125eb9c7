package io.aletheia.query.temporal;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.catalog.HistoryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link SqlHistoryTable} in the place of {@code TABLE(HISTORY(t))} and of the like, before a statement is validated: their
 * first argument names a table, which no function of Calcite's can take. Not thread-safe.
 */
public final class HistoryRewriter extends SqlShuttle {
    private static final String ROWS = "$history";

    private final CatalogVersion catalog;

    /** A rewriter for the tables of a catalog. */
    public HistoryRewriter(CatalogVersion catalog) {
        this.catalog = catalog;
    }

    /** The tree without calls of these functions. */
    public SqlNode rewrite(SqlNode node) {
        return Objects.requireNonNull(node.accept(this));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode rewritten = super.visit(call);
        if (rewritten instanceof SqlCall lateral
                && lateral.getKind() == SqlKind.LATERAL
                && lateral.operand(0) instanceof SqlHistoryTable table) {
            // Calcite takes nothing but queries and functions of its own behind LATERAL.
            return SqlStdOperatorTable.LATERAL.createCall(lateral.getParserPosition(), all(table));
        }
        if (!(rewritten instanceof SqlCall table)
                || table.getKind() != SqlKind.COLLECTION_TABLE
                || !(table.operand(0) instanceof SqlCall invocation)) {
            return rewritten;
        }
        HistoryFunction function = HistoryFunction.find(invocation.getOperator().getName());
        return function == null ? rewritten : history(function, invocation);
    }

    private static SqlSelect all(SqlHistoryTable table) {
        SqlParserPos position = table.getParserPosition();
        // Without a name of its own it would be called like its table, and hide one before it that the arguments name.
        SqlNode named = SqlStdOperatorTable.AS.createCall(position, table, new SqlIdentifier(ROWS, position));
        var star = new SqlNodeList(List.of(SqlIdentifier.star(position)), position);
        return new SqlSelect(
                position, SqlNodeList.EMPTY, star, named, null, null, null, null, null, null, null, null, null);
    }

    private SqlNode history(HistoryFunction function, SqlCall invocation) {
        List<SqlNode> operands = invocation.getOperandList();
        if (operands.isEmpty() || !(operands.get(0) instanceof SqlIdentifier name)) {
            throw new DatabaseException(ErrorCode.UNKNOWN_FUNCTION, "it is " + function.usage());
        }
        TableDefinition table = table(name);
        List<SqlNode> arguments = new ArrayList<>();
        for (SqlNode operand : operands.subList(1, operands.size())) {
            // A key of several columns may be written as a row.
            if (operand.getKind() == SqlKind.ROW && !function.takesInstants()) {
                arguments.addAll(((SqlCall) operand).getOperandList());
            } else {
                arguments.add(operand);
            }
        }
        if (!function.takes(arguments.size(), table.primaryKey().size())) {
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_FUNCTION,
                    "it is " + function.usage() + ", and the key of " + table.name() + " has "
                            + table.primaryKey().size() + " columns");
        }
        var rowType = new SqlIdentifier(List.of(function.schema(), table.name()), name.getParserPosition());
        return new SqlHistoryTable(invocation.getParserPosition(), function, rowType, arguments);
    }

    private TableDefinition table(SqlIdentifier name) {
        String written = Util.last(name.names);
        boolean inPublic = name.names.size() == 1
                || (name.names.size() == 2 && name.names.get(0).equalsIgnoreCase(CatalogVersion.PUBLIC));
        TableDefinition table = inPublic ? catalog.table(CatalogVersion.PUBLIC, written) : null;
        if (inPublic && catalog.view(CatalogVersion.PUBLIC, written) != null) {
            throw new DatabaseException(
                    ErrorCode.WRONG_OBJECT, written + " is a view; its tables have a history, it has none of its own");
        }
        if (table == null) {
            List<String> names =
                    catalog.tables().stream().map(TableDefinition::name).toList();
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table \"" + name + "\" that has a history" + NearestName.suggestion(written, names));
        }
        return table;
    }
}
