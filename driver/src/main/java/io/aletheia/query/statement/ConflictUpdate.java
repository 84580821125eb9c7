package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * INSERT ... ON CONFLICT DO UPDATE: strips that a row runs into are updated, gaps in its portion are inserted. What to set is a query
 * over pairs of a strip and the row that runs into it, all found before anything is written:
 *
 * <pre>
 * SELECT number, e FROM strips AS t JOIN rows AS EXCLUDED ON t.number = EXCLUDED.number WHERE c
 * </pre>
 *
 * Immutable.
 */
final class ConflictUpdate implements Placement {
    private static final List<String> STRIPS = List.of("$strips");
    private static final List<String> ROWS = List.of("$rows");

    private final ExecutablePlan plan;
    private final Map<Integer, Cell> cells;

    private ConflictUpdate(ExecutablePlan plan, Map<Integer, Cell> cells) {
        this.plan = plan;
        this.cells = Map.copyOf(cells);
    }

    /** Binds the clause. */
    static ConflictUpdate bind(
            DataChange.OnConflict clause,
            TableDefinition table,
            String name,
            QueryCompiler compiler,
            ParameterPlan parameters,
            ExecutionContext binding) {
        SqlParserPos position = SqlParserPos.ZERO;
        String number = PseudoColumns.name(PseudoColumn.ENTITY_ID);
        var numberOfStrip = new SqlIdentifier(List.of(name, number), position);
        var numberOfRow = new SqlIdentifier(List.of("EXCLUDED", number), position);
        SqlNode from = new SqlJoin(
                position,
                table(STRIPS, name),
                SqlLiteral.createBoolean(false, position),
                JoinType.INNER.symbol(position),
                table(ROWS, "EXCLUDED"),
                JoinConditionType.ON.symbol(position),
                SqlStdOperatorTable.EQUALS.createCall(position, numberOfStrip, numberOfRow));
        List<SqlNode> items = new ArrayList<>();
        items.add(numberOfStrip);
        Assignments assignments = Assignments.bind(
                table,
                clause.assignments(),
                compiler.environment(),
                parameters,
                binding,
                items,
                UnaryOperator.identity());
        QueryCompiler.Compiled compiled = compiler.withGiven(Map.of(STRIPS, table, ROWS, table))
                .compile(QueryCompiler.select(items, from, clause.where()), TimeSpecs.NONE);
        parameters.use(compiled.query().parameters());
        return new ConflictUpdate(compiled.plan(), assignments.cells(compiled.rowType(), 1));
    }

    private static SqlNode table(List<String> name, String alias) {
        return SqlStdOperatorTable.AS.createCall(
                SqlParserPos.ZERO,
                new SqlIdentifier(name, SqlParserPos.ZERO),
                new SqlIdentifier(alias, SqlParserPos.ZERO));
    }

    @Override
    public void place(ChangeRun run, ExecutionContext context, TableDefinition table, List<ProposedRow> rows) {
        List<List<OpenStrip>> found = new ArrayList<>();
        for (ProposedRow proposed : rows) {
            context.checkCancelled();
            Object[] key = proposed.key(table);
            found.add(key == null ? List.of() : OpenStrip.of(run.transaction(), table, key, proposed.portion()));
        }
        Map<Integer, @Nullable Object[]> updated = updatedRows(context, table, rows, found);
        var written = new HashMap<Long, List<Portion>>();
        int pair = 0;
        for (int i = 0; i < rows.size(); i++) {
            context.wrote();
            ProposedRow proposed = rows.get(i);
            @Nullable Object @Nullable [] last = null;
            for (OpenStrip strip : found.get(i)) {
                @Nullable Object[] row = updated.get(pair);
                pair++;
                if (row != null) {
                    Portion part = strip.within(proposed.portion());
                    requireOnce(
                            written, strip.entity(), part, context.transaction().nowMicros());
                    run.update(strip.entity(), part, row);
                    last = row;
                }
            }
            long now = context.transaction().nowMicros();
            List<Portion> gaps = OpenStrip.gaps(found.get(i), proposed.portion(), now);
            if (!gaps.isEmpty()) {
                Object[] key = proposed.key(table);
                long known = key == null ? 0 : run.transaction().entityId(table.id(), key);
                for (Portion gap : known == 0 ? List.<Portion>of() : gaps) {
                    requireOnce(written, known, gap, now);
                }
                @Nullable Object[] row = proposed.row().clone();
                long entity = run.fill(gaps, row, !found.get(i).isEmpty());
                for (Portion gap : known == 0 ? gaps : List.<Portion>of()) {
                    requireOnce(written, entity, gap, now);
                }
                last = row;
            }
            if (last != null) {
                run.addKey(last);
            }
        }
    }

    /** Notes that a part is written: CARDINALITY (21000) if this statement has written within it before. */
    private static void requireOnce(Map<Long, List<Portion>> written, long entity, Portion part, long nowMicros) {
        List<Portion> before = written.computeIfAbsent(entity, id -> new ArrayList<>(2));
        for (Portion other : before) {
            if (part.resolvedFrom(nowMicros) < other.to() && other.resolvedFrom(nowMicros) < part.to()) {
                throw new DatabaseException(
                        ErrorCode.CARDINALITY,
                        "ON CONFLICT DO UPDATE meets a row a second time: two of the rows given have the same key"
                                + " within the same period");
            }
        }
        before.add(part);
    }

    /** The rows that strips become, by the number of the pair; none for a strip that the condition leaves out. */
    private Map<Integer, @Nullable Object[]> updatedRows(
            ExecutionContext context, TableDefinition table, List<ProposedRow> rows, List<List<OpenStrip>> found) {
        var given = new GivenRows(table);
        Transaction transaction = context.transaction();
        long now = transaction.nowMicros();
        var strips = new ArrayList<OpenStrip>();
        var stripRows = new ArrayList<@Nullable Object[]>();
        var givenRows = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < rows.size(); i++) {
            Portion portion = rows.get(i).portion();
            for (OpenStrip strip : found.get(i)) {
                long number = strips.size();
                stripRows.add(given.row(
                        strip.row(),
                        strip.from(),
                        strip.to(),
                        strip.knownFrom(),
                        Time.FOREVER,
                        transaction.transactionId(strip.knownFrom()),
                        number));
                long from = portion.resolvedFrom(now);
                givenRows.add(given.row(rows.get(i).row(), from, portion.to(), now, Time.FOREVER, 0, number));
                strips.add(strip);
            }
        }
        Map<Integer, @Nullable Object[]> updated = new HashMap<>();
        if (strips.isEmpty()) {
            return updated;
        }
        ExecutionContext within = context.withGiven(Map.of(STRIPS, stripRows, ROWS, givenRows));
        try (BatchSource source = plan.open(within)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    int index = batch.row(i);
                    int number = (int) ((LongVector) batch.column(0)).values()[index];
                    updated.put(
                            number,
                            set(context, batch, index, strips.get(number).row()));
                }
            }
        }
        return updated;
    }

    private @Nullable Object[] set(ExecutionContext context, Batch batch, int index, @Nullable Object[] before) {
        @Nullable Object[] computed = new @Nullable Object[batch.width() - 1];
        for (int i = 0; i < computed.length; i++) {
            computed[i] = batch.column(1 + i).object(index);
        }
        @Nullable Object[] row = before.clone();
        cells.forEach((column, cell) -> row[column] = cell.value(context, computed));
        return row;
    }

    @Override
    public String text() {
        return "InsertOrUpdate";
    }
}
