package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads and writes of a store with 200,000 persons and a million edges between them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class StoreBenchmark {
    private static final int PERSON = 1;
    private static final int KNOWS = 2;
    private static final int PERSONS = 200_000;
    private static final int EDGES = 1_000_000;
    private static final int COMMIT_ROWS = 10_000;

    private final Random random = new Random(1);
    private GraphStore store = new GraphStore();
    private long now = 1_000_000_000;
    private long nextId = PERSONS;
    private TemporalFilter current = TemporalFilter.ALL;

    /** Loads the persons and edges. */
    @Setup
    public void load() {
        store = new GraphStore();
        var person = new TableDefinition(
                PERSON,
                "PUBLIC",
                "person",
                List.of(
                        column("id", ValueType.BIGINT),
                        column("name", ValueType.VARCHAR),
                        column("age", ValueType.INTEGER)),
                List.of(0),
                null);
        var knows = new TableDefinition(
                KNOWS,
                "PUBLIC",
                "knows",
                List.of(
                        ColumnDefinition.generatedId(),
                        column("source", ValueType.BIGINT),
                        column("target", ValueType.BIGINT),
                        column("weight", ValueType.DOUBLE)),
                List.of(0),
                new TableDefinition.Endpoints(PERSON, PERSON, List.of(1), List.of(2)));
        commit(List.of(new Operation.CreateTable(person), new Operation.CreateTable(knows)));
        for (int first = 1; first <= PERSONS; first += COMMIT_ROWS) {
            commit(persons(first, Portion.FROM_NOW_ON));
        }
        for (int first = 1; first <= EDGES; first += COMMIT_ROWS) {
            var edges = new ArrayList<Operation>();
            for (int id = first; id < first + COMMIT_ROWS; id++) {
                long source = 1 + (long) (Math.pow(random.nextDouble(), 3) * PERSONS);
                long target = 1L + random.nextInt(PERSONS);
                edges.add(new Operation.Put(
                        KNOWS,
                        id,
                        Portion.FROM_NOW_ON,
                        new @Nullable Object[] {(long) id, source, target, 0.5},
                        source,
                        target));
            }
            commit(edges);
        }
        current = TemporalFilter.asOf(now, now);
    }

    /** Key to row: the point lookup. */
    @Benchmark
    public long pointRead() {
        var table = Objects.requireNonNull(store.table(PERSON));
        long id = table.entityId(new Object[] {(long) (1 + random.nextInt(PERSONS))});
        try (var versions = table.versionsOf(now, id, current, new int[] {0, 1, 2})) {
            Batch batch = Objects.requireNonNull(versions.next());
            return ((LongVector) batch.column(2)).values()[0];
        }
    }

    /** All persons of now, two columns. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long scanAsOf() {
        long sum = 0;
        try (var scan = Objects.requireNonNull(store.table(PERSON)).scan(now, current, new int[] {0, 2}, null)) {
            for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
                long[] ages = ((LongVector) batch.column(1)).values();
                for (int i = 0; i < batch.size(); i++) {
                    sum += ages[i];
                }
            }
        }
        return sum;
    }

    /** The names of all persons of now. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long scanNames() {
        long rows = 0;
        try (var scan = Objects.requireNonNull(store.table(PERSON)).scan(now, current, new int[] {1}, null)) {
            for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
                rows += batch.size();
            }
        }
        return rows;
    }

    /** The friends of 1,000 persons' friends: time for all of them. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long twoHops() {
        var table = Objects.requireNonNull(store.table(KNOWS));
        long[] nodes = new long[100];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = 1L + random.nextInt(PERSONS);
        }
        long walks = 0;
        int[] projection = {PseudoColumn.TARGET_ID};
        try (Probe first = table.expand(now, Direction.OUTGOING, current, projection);
                Probe second = table.expand(now, Direction.OUTGOING, current, projection)) {
            first.start(nodes, nodes.length);
            for (Batch batch = first.next(); batch != null; batch = first.next()) {
                second.start(((LongVector) batch.column(1)).values(), batch.size());
                for (Batch inner = second.next(); inner != null; inner = second.next()) {
                    walks += inner.size();
                }
            }
        }
        return walks;
    }

    /** 10,000 new persons in a commit. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long applyNewRows() {
        commit(persons(nextId + 1, Portion.FROM_NOW_ON));
        nextId += COMMIT_ROWS;
        return now;
    }

    /** One person changed from now on in a commit. */
    @Benchmark
    public long applyOneUpdate() {
        long id = 1L + random.nextInt(PERSONS);
        commit(List.of(person(id, Portion.FROM_NOW_ON)));
        return now;
    }

    private List<Operation> persons(long first, Portion portion) {
        var persons = new ArrayList<Operation>();
        for (long id = first; id < first + COMMIT_ROWS; id++) {
            persons.add(person(id, portion));
        }
        return persons;
    }

    private static Operation person(long id, Portion portion) {
        return new Operation.Put(
                PERSON, id, portion, new @Nullable Object[] {id, "person " + id % 100_000, 20 + id % 60});
    }

    private void commit(List<Operation> operations) {
        store.apply(new Commit(store.lastTransactionId() + 1, store.lastLsn() + 1, ++now, operations));
    }

    private static ColumnDefinition column(String name, ValueType type) {
        return new ColumnDefinition(name, type, true, null, false);
    }
}
