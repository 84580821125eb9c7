package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One random history over a disk that loses power, and the models that say what must come of it. For one run. */
final class ModelledHistory {
    private static final int TRANSACTIONS = 20;
    private static final int STATEMENTS_MAX = 5;
    private static final int CELLS = 12;
    private static final int VALUES = 3;
    private static final long START = SettableClock.day("2024-01-10");
    private static final long CELL_MICROS = 10L * Time.MICROS_PER_SECOND;
    private static final int SEGMENT_BYTES = 1 << 16;
    private static final int NO_CELL = -1;
    private static final TransactionOptions OPTIONS =
            new TransactionOptions(Isolation.SNAPSHOT, DurabilityMode.SYNCHRONOUS, false);

    /** What happened in all histories of a test. */
    static final class Counts {
        int commits;
        int refusedCommits;
        int refusedStatements;
        int checkpoints;
        int reopenings;
        int powerLosses;

        @Override
        public String toString() {
            return commits + " commits, " + refusedCommits + " refused, " + refusedStatements + " statements refused, "
                    + checkpoints + " checkpoints, " + reopenings + " reopenings, " + powerLosses + " power losses";
        }
    }

    private record Saved(Savepoint savepoint, ModelledTransaction draft) {}

    private final Random random;
    private final Counts counts;
    private final SettableClock clock = new SettableClock(START);
    private final boolean clips;
    private final RectangleModel nodes;
    private final RectangleModel edges;
    private final List<Long> commits = new ArrayList<>(List.of(START));
    private FaultyDirectory disk = new FaultyDirectory();
    private Database database;
    private final TableDefinition nodeTable;
    private final TableDefinition edgeTable;

    ModelledHistory(Random random, Counts counts) {
        this.random = random;
        this.counts = counts;
        this.clips = random.nextBoolean();
        long[] bounds = bounds();
        this.nodes = new RectangleModel(bounds);
        this.edges = new RectangleModel(bounds);
        this.database = open();
        this.nodeTable = TestTables.create(database, TestTables.numbers("n"));
        this.edgeTable = TestTables.create(database, edgeTable());
    }

    private TableDefinition edgeTable() {
        var columns = List.of(
                TestTables.column("id", ValueType.BIGINT),
                TestTables.column("source", ValueType.BIGINT),
                TestTables.column("target", ValueType.BIGINT),
                TestTables.nullable("v", ValueType.BIGINT));
        var ends = new TableDefinition.Endpoints(nodeTable.id(), nodeTable.id(), List.of(1), List.of(2));
        return new TableDefinition(0, nodeTable.schema(), "e", columns, List.of(0), ends)
                .withOptions(TableOptions.DEFAULTS.withEndpointPolicy(
                        clips ? EndpointPolicy.CLIP : EndpointPolicy.RESTRICT));
    }

    private Database open() {
        DatabaseOptions defaults = DatabaseOptions.DEFAULTS;
        var options = new DatabaseOptions(
                true,
                false,
                1,
                defaults.walStripeCapacity(),
                SEGMENT_BYTES,
                0,
                defaults.flushIntervalMillis(),
                defaults.groupCommitMaxDelayMillis(),
                defaults.groupCommitMaxBatch(),
                defaults.clockSkewMaxMillis(),
                clock);
        return Database.open("history", disk, options);
    }

    /** Runs the history and compares what there is in the end, and before and after each disturbance, with the models. */
    void run() {
        try {
            for (int i = 0; i < TRANSACTIONS; i++) {
                disturb();
                int nowCell = advanceClock();
                if (nowCell == NO_CELL && random.nextInt(3) == 0) {
                    runTwoAtOnce();
                } else {
                    runOne(nowCell);
                }
            }
            compareRows();
            compareGrid();
            TestDatabases.assertSound(database);
        } finally {
            database.close();
        }
    }

    private void disturb() {
        switch (random.nextInt(24)) {
            case 0 -> {
                database.checkpoint();
                counts.checkpoints++;
            }
            case 1 -> {
                database.close();
                database = open();
                compareRows();
                counts.reopenings++;
            }
            case 2 -> loseUncommitted();
            default -> {}
        }
    }

    /** The power goes while a transaction is open. */
    private void loseUncommitted() {
        Transaction lost = database.begin(OPTIONS);
        write(draft(lost), NO_CELL);
        FaultyDirectory survivor = disk.survivor(FaultyDirectory.Loss.ANYTHING, random);
        // On the disk as it was, of which nothing is seen any more.
        database.close();
        disk = survivor;
        database = open();
        compareRows();
        counts.powerLosses++;
    }

    /** Moves the clock, at times to where a cell begins, so that what is put from now on begins there; returns that cell. */
    private int advanceClock() {
        clock.advance(1L + random.nextInt(3) * Time.MICROS_PER_SECOND);
        if (random.nextInt(4) == 0) {
            long last = Math.max(clock.micros(), commits.get(commits.size() - 1));
            for (int cell = 1; cell < CELLS; cell++) {
                if (nodes.bound(cell) > last) {
                    clock.set(nodes.bound(cell));
                    return cell;
                }
            }
        }
        return NO_CELL;
    }

    private ModelledTransaction draft(Transaction transaction) {
        return new ModelledTransaction(transaction, nodes, edges, clips);
    }

    private void runOne(int nowCell) {
        try (Transaction transaction = database.begin(OPTIONS)) {
            ModelledTransaction draft = draft(transaction);
            write(draft, nowCell);
            compareOwnView(draft);
            if (random.nextInt(10) == 0) {
                transaction.rollback();
            } else {
                commit(draft);
            }
        }
    }

    /** Both read the same snapshot; if they meet, or an edge would lose its node, the second must be refused, and only then. */
    private void runTwoAtOnce() {
        try (Transaction one = database.begin(OPTIONS);
                Transaction other = database.begin(OPTIONS)) {
            ModelledTransaction first = draft(one);
            ModelledTransaction second = draft(other);
            write(first, NO_CELL);
            write(second, NO_CELL);
            compareOwnView(first);
            boolean meet = second.meets(first) || haveNewKeyTwice(first, second);
            commit(first);
            boolean refused = meet || second.wouldLeaveEdgeWithoutNode();
            try {
                commit(second);
                assertThat(refused).as("committed although it must not").isFalse();
            } catch (DatabaseException e) {
                counts.refusedCommits++;
                assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.WRITE_CONFLICT);
                assertThat(refused).as(e.getMessage()).isTrue();
            }
        }
    }

    /** Whether both made the entity of one key, so that it would have two ids, unless the first leaves nothing of its own. */
    private boolean haveNewKeyTwice(ModelledTransaction first, ModelledTransaction second) {
        boolean twice = false;
        for (boolean ofEdges : new boolean[] {false, true}) {
            int tableId = (ofEdges ? edgeTable : nodeTable).id();
            for (long key = 1; key <= ModelledTransaction.EDGE_KEYS; key++) {
                long id = first.transaction().entityId(tableId, new Object[] {key});
                long otherId = second.transaction().entityId(tableId, new Object[] {key});
                boolean stays = Arrays.stream(first.part(ofEdges).cells(key)).anyMatch(Objects::nonNull);
                twice |= id != 0 && otherId != 0 && id != otherId && stays;
            }
        }
        return twice;
    }

    private void commit(ModelledTransaction draft) {
        long systemTime = draft.commit();
        if (systemTime != 0) {
            commits.add(systemTime);
            counts.commits++;
        }
    }

    /** Writes at random, with savepoints, and lets the draft follow. */
    private void write(ModelledTransaction draft, int nowCell) {
        Deque<Saved> savepoints = new ArrayDeque<>();
        int statements = 1 + random.nextInt(STATEMENTS_MAX);
        for (int i = 0; i < statements; i++) {
            if (random.nextInt(4) == 0) {
                savepoints.push(new Saved(draft.transaction().savepoint(), draft.copy()));
            }
            statement(draft, nowCell);
            if (!savepoints.isEmpty() && random.nextInt(4) == 0) {
                Saved saved = savepoints.pop();
                draft.transaction().rollbackTo(saved.savepoint());
                draft.restore(saved.draft());
            }
        }
    }

    private void statement(ModelledTransaction draft, int nowCell) {
        boolean ofEdge = random.nextInt(5) < 2;
        TableDefinition table = ofEdge ? edgeTable : nodeTable;
        long key = 1L + random.nextInt(ofEdge ? ModelledTransaction.EDGE_KEYS : ModelledTransaction.NODE_KEYS);
        boolean fromCommit = nowCell != NO_CELL && random.nextInt(3) > 0;
        int stated = random.nextInt(CELLS);
        int from = fromCommit ? Math.max(stated, nowCell) : stated;
        int to = from + 1 + random.nextInt(CELLS - from);
        var portion = new Portion(nodes.bound(stated), nodes.bound(to), fromCommit);
        long value = random.nextInt(VALUES);
        Transaction transaction = draft.transaction();
        int kind = random.nextInt(5);
        if (kind <= 2) {
            boolean overwrites = kind > 0;
            Object[] row = row(ofEdge, key, value).toArray();
            Runnable put = () -> {
                if (overwrites) {
                    transaction.upsert(table.id(), portion, row);
                } else {
                    transaction.insert(table.id(), portion, row);
                }
            };
            if (runs(draft.refusalOfPut(ofEdge, key, from, to, overwrites), put)) {
                draft.put(ofEdge, key, from, to, value);
            }
        } else if (kind == 3) {
            Statements.update(transaction, table, key, portion, row -> {
                row[row.length - 1] = value;
                return row;
            });
            draft.update(ofEdge, key, from, to, value);
        } else if (runs(
                draft.refusalOfDelete(ofEdge, key, from, to),
                () -> Statements.delete(transaction, table, key, portion))) {
            draft.delete(ofEdge, key, from, to);
        }
    }

    /** Runs a write; false if it is refused, as it must be then. */
    private boolean runs(@Nullable ErrorCode refusal, Runnable write) {
        if (refusal == null) {
            write.run();
            return true;
        }
        TestErrors.assertError(refusal, write::run);
        counts.refusedStatements++;
        return false;
    }

    private void compareOwnView(ModelledTransaction draft) {
        long now = draft.transaction().nowMicros();
        for (boolean ofEdges : new boolean[] {false, true}) {
            for (int cell = 0; cell < CELLS; cell++) {
                Map<Long, Long> expected = new TreeMap<>();
                for (long key = 1; key <= ModelledTransaction.EDGE_KEYS; key++) {
                    Long value = draft.part(ofEdges).cells(key)[cell];
                    if (value != null) {
                        expected.put(key, value);
                    }
                }
                TableDefinition table = ofEdges ? edgeTable : nodeTable;
                var filter = TemporalFilter.asOf(nodes.bound(cell), now);
                assertThat(slice(Statements.scan(draft.transaction(), table, filter)))
                        .as("own view of cell " + cell + " of " + table.name())
                        .isEqualTo(expected);
            }
        }
    }

    private void compareRows() {
        assertThat(Statements.all(database, nodeTable)).isEqualTo(nodes.versions((key, v) -> row(false, key, v)));
        assertThat(Statements.all(database, edgeTable)).isEqualTo(edges.versions((key, v) -> row(true, key, v)));
    }

    private void compareGrid() {
        try (Transaction transaction = database.begin(OPTIONS)) {
            for (long commit : commits) {
                for (long system : new long[] {commit - 1, commit}) {
                    for (int cell = 0; cell < CELLS; cell++) {
                        for (long valid : new long[] {nodes.bound(cell), nodes.bound(cell + 1) - 1}) {
                            var filter = TemporalFilter.asOf(valid, system);
                            compareSlice(transaction, nodeTable, filter, nodes.slice(cell, system));
                            compareSlice(transaction, edgeTable, filter, edges.slice(cell, system));
                        }
                    }
                }
            }
        }
    }

    private static void compareSlice(
            Transaction transaction, TableDefinition table, TemporalFilter filter, Map<Long, Long> expected) {
        Map<Long, Long> found = slice(Statements.scan(transaction, table, filter));
        if (!found.equals(expected)) {
            assertThat(found).as(table.name() + " " + filter).isEqualTo(expected);
        }
    }

    private static List<@Nullable Object> row(boolean ofEdge, long key, long value) {
        return ofEdge
                ? List.of(key, ModelledTransaction.source(key), ModelledTransaction.target(key), value)
                : List.of(key, value);
    }

    private static Map<Long, Long> slice(List<Version> versions) {
        Map<Long, Long> slice = new TreeMap<>();
        for (Version version : versions) {
            List<@Nullable Object> row = version.values();
            Long before = slice.put((Long) row.get(0), (Long) row.get(row.size() - 1));
            assertThat(before).as("two versions of one entity at one instant").isNull();
        }
        return slice;
    }

    /** Cells of valid time, before and after the system times; half of the histories begin or end where time does. */
    private long[] bounds() {
        long[] bounds = new long[CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
            bounds[i] = START + (i - CELLS / 2) * CELL_MICROS;
        }
        if (random.nextBoolean()) {
            bounds[0] = Time.BEGINNING;
        }
        if (random.nextBoolean()) {
            bounds[CELLS] = Time.FOREVER;
        }
        return bounds;
    }
}
