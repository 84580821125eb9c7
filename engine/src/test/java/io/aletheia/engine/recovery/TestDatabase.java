package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.store.TableStore;
import io.aletheia.engine.store.TransactionList;
import io.aletheia.engine.wal.EncodedCommit;
import io.aletheia.engine.wal.LogOptions;
import io.aletheia.engine.wal.LogReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A recovered store and log with the least of a committer around it. Confined to one thread. */
final class TestDatabase implements AutoCloseable {
    static final LogOptions OPTIONS = new LogOptions("test", 4, 16, 16 << 10, 0, 1, 1, 4);

    /** Kept, since loggers are forgotten. What is reported of faults that tests make would drown everything else. */
    private static final Logger QUIET = Logger.getLogger("io.aletheia.engine");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private static final int PERSON = 1;
    private static final int KNOWS = 2;
    private static final int PERSONS = 8;
    private static final int[] PROJECTION = {
        PseudoColumn.ENTITY_ID,
        PseudoColumn.VALID_FROM,
        PseudoColumn.VALID_TO,
        PseudoColumn.SYSTEM_FROM,
        PseudoColumn.SYSTEM_TO
    };

    final Recovered recovered;

    TestDatabase(DataDirectory directory) {
        recovered = Recovery.open(directory, OPTIONS, LogReplay.Access.WRITE, RecoveryProgress.NOBODY);
    }

    GraphStore store() {
        return recovered.store();
    }

    Commit commit(DurabilityMode mode, List<Operation> operations) {
        Commit commit = publish(operations);
        await(mode, commit);
        return commit;
    }

    void await(DurabilityMode mode, Commit commit) {
        recovered.log().await(recovered.log().policy(mode), commit.lastLsn());
    }

    /** Commits without waiting. */
    Commit publish(List<Operation> operations) {
        EncodedCommit encoded = recovered.log().encode(store().lastTransactionId() + 1, operations);
        recovered.log().admit(encoded);
        long time = Math.max(1_000_000, store().lastSystemTime() + 1);
        recovered.log().claim(encoded, time);
        Commit commit = new Commit(encoded.transactionId(), encoded.firstLsn(), time, operations);
        store().apply(commit);
        recovered.log().publish(encoded);
        return commit;
    }

    void checkpoint() {
        checkpoint(() -> {});
    }

    /** Makes a checkpoint and does something else between taking and writing it. */
    void checkpoint(Runnable beside) {
        recovered.checkpointer().checkpoint(store(), recovered.log(), new Checkpointer.CommitPause() {
            @Override
            public <T extends @Nullable Object> T run(Supplier<T> task) {
                T taken = task.get();
                beside.run();
                return taken;
            }
        });
    }

    /** Puts a person and erases it again. */
    void erase(long person, List<Commit> claimed) {
        for (Operation operation : List.of(
                new Operation.Put(PERSON, person, Portion.ALL, new Object[] {person, "erased"}),
                new Operation.Erase(PERSON, person, "ab".repeat(32)))) {
            Commit commit = publish(List.of(operation));
            claimed.add(commit);
            await(DurabilityMode.SYNCHRONOUS, commit);
        }
    }

    void purge() {
        store().forgetBefore(store().lastSystemTime());
        assertThat(recovered.checkpointer().purge(store(), recovered.log())).isEmpty();
    }

    @Override
    public void close() {
        recovered.log().close();
    }

    /** The tables and the persons whom all the other operations are about. */
    static List<Operation> schema() {
        List<Operation> operations = new ArrayList<>();
        ColumnDefinition id = new ColumnDefinition("id", ValueType.BIGINT, false, null, false);
        ColumnDefinition name = new ColumnDefinition("name", ValueType.VARCHAR, true, null, false);
        operations.add(new Operation.CreateTable(
                new TableDefinition(PERSON, "PUBLIC", "person", List.of(id, name), List.of(0), null)));
        operations.add(new Operation.CreateTable(new TableDefinition(
                KNOWS,
                "PUBLIC",
                "knows",
                List.of(
                        ColumnDefinition.generatedId(),
                        new ColumnDefinition("source", ValueType.BIGINT, false, null, false),
                        new ColumnDefinition("target", ValueType.BIGINT, false, null, false),
                        new ColumnDefinition("since", ValueType.BIGINT, true, null, false)),
                List.of(0),
                new TableDefinition.Endpoints(PERSON, PERSON, List.of(1), List.of(2)))));
        for (long person = 1; person <= PERSONS; person++) {
            operations.add(new Operation.Put(PERSON, person, Portion.ALL, new Object[] {person, "person " + person}));
        }
        return operations;
    }

    /** Puts and deletes of persons and edges, in random periods. */
    static List<Operation> changes(Random random, int operationsMax) {
        List<Operation> operations = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            String application = random.nextBoolean() ? "program " + random.nextInt(3) : null;
            operations.add(new Operation.Note(new TransactionNote(application, "why " + random.nextInt(100))));
        }
        for (int i = 1 + random.nextInt(operationsMax); i > 0; i--) {
            long from = random.nextInt(1000);
            Portion portion =
                    random.nextInt(4) == 0 ? Portion.FROM_NOW_ON : Portion.of(from, from + 1 + random.nextInt(1000));
            long person = 1L + random.nextInt(PERSONS);
            long edge = 1L + random.nextInt(40);
            long source = 1L + edge % PERSONS;
            long target = 1L + edge * 3 % PERSONS;
            operations.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Operation.Delete(PERSON, person, portion);
                        case 1 ->
                            new Operation.Put(
                                    KNOWS,
                                    edge,
                                    portion,
                                    new Object[] {edge, source, target, random.nextLong()},
                                    source,
                                    target);
                        default ->
                            new Operation.Put(
                                    PERSON, person, portion, new Object[] {person, "name " + random.nextInt(100)});
                    });
        }
        return operations;
    }

    /** All that a store holds, in an order of its own. */
    static String dump(GraphStore store) {
        StringBuilder text = new StringBuilder();
        text.append(store.lastLsn())
                .append(' ')
                .append(store.lastSystemTime())
                .append(' ')
                .append(store.lastTransactionId());
        TransactionList transactions = store.transactions();
        for (int i = 0; i < transactions.size(); i++) {
            text.append('\n')
                    .append(transactions.systemTime(i))
                    .append(' ')
                    .append(transactions.id(i))
                    .append(' ')
                    .append(transactions.note(i));
        }
        for (TableDefinition table : store.catalog().tables()) {
            text.append('\n').append(table);
            TableStore rows = Objects.requireNonNull(store.table(table.id()));
            text.append(" up to ").append(rows.entityIdMax());
            rows(rows, store.lastSystemTime()).forEach(row -> text.append('\n').append(row));
        }
        return text.toString();
    }

    private static Set<String> rows(TableStore table, long time) {
        int columns = table.definition().columns().size();
        int[] projection = new int[PROJECTION.length + columns];
        System.arraycopy(PROJECTION, 0, projection, 0, PROJECTION.length);
        for (int i = 0; i < columns; i++) {
            projection[PROJECTION.length + i] = i;
        }
        Set<String> rows = new TreeSet<>();
        try (BatchSource source = table.scan(time, TemporalFilter.ALL, projection, null)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    rows.add(row(batch, batch.row(i)));
                }
            }
        }
        return rows;
    }

    private static String row(Batch batch, int row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < batch.width(); column++) {
            text.append('|').append(batch.column(column).object(row));
        }
        return text.toString();
    }
}
