package io.aletheia.engine;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a transaction costs without a disk: a point lookup, a commit of one row, and rows of a large insert. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TransactionBenchmark {
    private static final int ROWS = 100_000;
    private static final int[] PROJECTION = {1};

    private @Nullable Database database;
    private TableDefinition table = new TableDefinition(
            0,
            CatalogVersion.PUBLIC,
            "t",
            List.of(
                    new ColumnDefinition("id", ValueType.BIGINT, false, null, false),
                    new ColumnDefinition("name", ValueType.VARCHAR, true, null, false)),
            List.of(0),
            null);
    private long nextKey;
    private long lookedUp;

    /** Makes a table with rows. */
    @Setup(Level.Iteration)
    public void load() {
        database = Database.inMemory(DatabaseOptions.DEFAULTS);
        try (Transaction transaction = begin()) {
            table = transaction.createTable(table);
            for (nextKey = 0; nextKey < ROWS; nextKey++) {
                insert(transaction, nextKey);
            }
            transaction.commit();
        }
    }

    /** Closes the database. */
    @TearDown(Level.Iteration)
    public void close() {
        opened().close();
    }

    /** Looks one row up in a transaction of its own. */
    @Benchmark
    public int pointLookup() {
        lookedUp = (lookedUp + 7919) % ROWS;
        try (Transaction transaction = begin()) {
            long now = transaction.nowMicros();
            try (BatchSource rows = transaction.lookup(
                    table.id(), new Object[] {lookedUp}, TemporalFilter.asOf(now, now), PROJECTION)) {
                Batch batch = rows.next();
                return batch == null ? 0 : batch.size();
            }
        }
    }

    /** Commits one new row. */
    @Benchmark
    public long commitOneRow() {
        try (Transaction transaction = begin()) {
            insert(transaction, nextKey++);
            return transaction.commit();
        }
    }

    /** Inserts many new rows and forgets them. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public boolean insertRow() {
        try (Transaction transaction = begin()) {
            for (int i = 0; i < ROWS; i++) {
                insert(transaction, nextKey + i);
            }
            return transaction.hasWrites();
        }
    }

    private void insert(Transaction transaction, long key) {
        transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, "name"});
    }

    private Transaction begin() {
        return opened().begin(TransactionOptions.DEFAULTS);
    }

    private Database opened() {
        Database open = database;
        if (open == null) {
            throw new IllegalStateException("not set up");
        }
        return open;
    }
}
