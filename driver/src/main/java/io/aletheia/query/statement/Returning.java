package io.aletheia.query.statement;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.plan.PlannedColumn;
import io.aletheia.query.plan.ResultLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * RETURNING: expressions over each strip that a change wrote or took away. They are planned as a SELECT of them from the changed table,
 * whose rows are given. Immutable.
 */
public final class Returning {
    private final GivenRows rows;
    private final QueryCompiler.Compiled compiled;
    private final boolean readsTimes;

    private Returning(GivenRows rows, QueryCompiler.Compiled compiled, boolean readsTimes) {
        this.rows = rows;
        this.compiled = compiled;
        this.readsTimes = readsTimes;
    }

    /**
     * Binds the clause; null if there is none. GROUPING_ERROR (42803) for an aggregate or window function, UNSUPPORTED (HYC00) for a
     * sub-query.
     *
     * @param alias what the table is called in the statement; null for its name
     * @param sql the statement's text, for labels
     */
    static @Nullable Returning bind(
            List<SqlNode> items,
            TableDefinition table,
            @Nullable SqlIdentifier alias,
            QueryCompiler compiler,
            ParameterPlan parameters,
            String sql) {
        if (items.isEmpty()) {
            return null;
        }
        SqlParserPos position = SqlParserPos.ZERO;
        var rows = new GivenRows(table);
        List<String> name = rows.inPlace();
        SqlNode from = SqlStdOperatorTable.AS.createCall(
                position,
                new SqlIdentifier(name, position),
                new SqlIdentifier(alias == null ? table.name() : alias.getSimple(), position));
        SqlSelect select = QueryCompiler.select(items, from, null);
        ResultLabels.add(select, sql);
        if (NamesTransaction.in(select)) {
            throw StatementBinder.unsupported("_tx in RETURNING");
        }
        boolean readsTimes = compiler.environment().showPeriodColumns() || QueryCompiler.namesHidden(select);
        QueryCompiler.Compiled compiled =
                compiler.withGiven(Map.of(name, table)).compile(select, TimeSpecs.NONE);
        parameters.use(compiled.query().parameters());
        requireRowsOnly(compiled.query().rel());
        return new Returning(rows, compiled, readsTimes);
    }

    private static void requireRowsOnly(RelNode rel) {
        if (rel instanceof Aggregate
                || rel instanceof Window
                || (rel instanceof Project project && RexOver.containsOver(project.getProjects(), null))) {
            throw new DatabaseException(
                    ErrorCode.GROUPING_ERROR, "RETURNING is about single rows: no aggregate or window function there");
        }
        if (!(rel instanceof Project) && !(rel instanceof TableScan)) {
            throw StatementBinder.unsupported("a sub-query in RETURNING");
        }
        rel.getInputs().forEach(Returning::requireRowsOnly);
    }

    /** What the columns are. */
    public List<PlannedColumn> columns() {
        return compiled.query().columns();
    }

    /** Whether rows depend on the commit's system time. */
    public boolean readsTimes() {
        return readsTimes;
    }

    /**
     * The rows, in the order of writing; reads nothing through the context's transaction.
     *
     * @param commitTime the commit's system time, or the transaction's time as long as there is no commit
     */
    public List<@Nullable Object[]> rows(List<WrittenStrip> strips, ExecutionContext context, long commitTime) {
        var given = new ArrayList<@Nullable Object[]>();
        for (WrittenStrip strip : strips) {
            @Nullable Object @Nullable [] row = strip.at(commitTime, rows);
            if (row != null) {
                given.add(row);
            }
        }
        var result = new ArrayList<@Nullable Object[]>();
        ExecutionContext within = context.withGiven(Map.of(rows.inPlace(), given));
        try (BatchSource source = compiled.plan().open(within)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    @Nullable Object[] row = new @Nullable Object[batch.width()];
                    for (int column = 0; column < row.length; column++) {
                        row[column] = batch.column(column).object(batch.row(i));
                    }
                    result.add(row);
                }
            }
        }
        return result;
    }

    /** Finds the name of the transaction's id, which is known neither of what is not yet committed nor of what is taken away. */
    private static final class NamesTransaction extends SqlBasicVisitor<@Nullable Void> {
        private boolean found;

        static boolean in(SqlNode node) {
            var visitor = new NamesTransaction();
            node.accept(visitor);
            return visitor.found;
        }

        @Override
        public @Nullable Void visit(SqlIdentifier identifier) {
            found |= !identifier.isStar() && "_tx".equalsIgnoreCase(Util.last(identifier.names));
            return null;
        }
    }
}
