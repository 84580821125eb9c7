package io.aletheia.query.statement;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.plan.PlannedColumn;
import io.aletheia.query.plan.ResultLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * RETURNING: expressions over each strip that a change wrote or took away. They are planned as a SELECT of them from the strips, which
 * are given. Sub-queries see what was there before the change; with such, each strip's number is a last item, by which the rows are
 * brought into the order of writing again. Immutable.
 */
public final class Returning {
    private final GivenRows rows;
    private final List<String> name;
    private final QueryCompiler.Compiled compiled;
    private final boolean numbered;
    private final boolean readsTimes;
    private final boolean readsTables;

    private Returning(
            GivenRows rows,
            List<String> name,
            QueryCompiler.Compiled compiled,
            boolean numbered,
            boolean readsTimes,
            boolean readsTables) {
        this.rows = rows;
        this.name = name;
        this.compiled = compiled;
        this.numbered = numbered;
        this.readsTimes = readsTimes;
        this.readsTables = readsTables;
    }

    /**
     * Binds the clause; null if there is none. GROUPING_ERROR (42803) for an aggregate or window function that is not a sub-query's.
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
        List<String> name = List.of(Schemas.WRITTEN, table.name());
        String called = alias == null ? table.name() : alias.getSimple();
        SqlNode from = SqlStdOperatorTable.AS.createCall(
                position, new SqlIdentifier(name, position), new SqlIdentifier(called, position));
        SqlSelect select = QueryCompiler.select(items, from, null);
        ResultLabels.add(select, sql);
        boolean readsTimes = compiler.environment().showPeriodColumns() || QueryCompiler.namesHidden(select);
        boolean numbered = SubQueries.in(select.getSelectList());
        if (numbered) {
            select.getSelectList().add(StripQuery.entity(called));
        }
        QueryCompiler.Compiled compiled =
                compiler.withGiven(Map.of(name, table)).compile(select, TimeSpecs.NONE, Returning::requireSingleRows);
        parameters.use(compiled.query().parameters());
        return new Returning(
                new GivenRows(table),
                name,
                compiled,
                numbered,
                readsTimes,
                !isOfRowsOnly(compiled.query().rel()));
    }

    private static void requireSingleRows(RelNode rel) {
        if (rel instanceof Aggregate
                || (rel instanceof Project project && RexOver.containsOver(project.getProjects(), null))) {
            throw new DatabaseException(
                    ErrorCode.GROUPING_ERROR, "RETURNING is about single rows: no aggregate or window function there");
        }
        rel.getInputs().forEach(Returning::requireSingleRows);
    }

    private static boolean isOfRowsOnly(RelNode rel) {
        return (rel instanceof Project || rel instanceof TableScan)
                && rel.getInputs().stream().allMatch(Returning::isOfRowsOnly);
    }

    /** What the columns are. */
    public List<PlannedColumn> columns() {
        List<PlannedColumn> columns = compiled.query().columns();
        return numbered ? columns.subList(0, columns.size() - 1) : columns;
    }

    /** Whether rows depend on the commit's system time or id. */
    public boolean readsTimes() {
        return readsTimes;
    }

    /** Whether there are sub-queries, which are to see what was there before the change. */
    public boolean readsTables() {
        return readsTables;
    }

    /** The rows in the order of writing; tables are read through the context's transaction. */
    public List<@Nullable Object[]> rows(List<WrittenStrip> strips, ExecutionContext context, CommitStamp commit) {
        var given = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < strips.size(); i++) {
            @Nullable Object @Nullable [] row = strips.get(i).at(commit, context.transaction(), rows, i);
            if (row != null) {
                given.add(row);
            }
        }
        ExecutionContext within = context.withGiven(Map.of(name, given));
        var result = new ArrayList<@Nullable Object[]>(given.size());
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
        if (numbered) {
            int last = columns().size();
            result.sort(Comparator.comparingLong(row -> row[last] instanceof Long number ? number : 0));
            result.replaceAll(row -> Arrays.copyOf(row, last));
        }
        return result;
    }

    /** Looks for sub-queries in items. */
    private static final class SubQueries extends SqlBasicVisitor<@Nullable Void> {
        private boolean found;

        static boolean in(SqlNode items) {
            var visitor = new SubQueries();
            items.accept(visitor);
            return visitor.found;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            found |= call.isA(SqlKind.QUERY);
            return found ? null : super.visit(call);
        }
    }
}
