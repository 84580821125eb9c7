package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One transaction by itself: its own writes, savepoints, keys, values and its end. */
class TransactionTest {
    private static final long START = SettableClock.day("2024-01-10");
    private static final long T1 = SettableClock.day("2023-01-01");
    private static final long T2 = SettableClock.day("2023-02-01");
    private static final long T3 = SettableClock.day("2023-03-01");
    private static final long T4 = SettableClock.day("2023-04-01");

    private final SettableClock clock = new SettableClock(START);
    private final Database database = Database.inMemory(TestDatabases.options(clock));
    private TableDefinition table = TestTables.numbers("t");

    @BeforeEach
    void createTable() {
        table = TestTables.create(database, table);
        clock.advance(Time.MICROS_PER_SECOND);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void ownWritesAreSeenBeforeTheCommitAndByNobodyElse() {
        commitRow(1, 10);
        try (Transaction transaction = begin()) {
            insert(transaction, 2, 20);
            set(transaction, 1, 11);
            assertThat(Statements.current(transaction, table))
                    .containsExactlyInAnyOrder(List.of(1L, 11L), List.of(2L, 20L));
            assertThat(values(Statements.lookup(transaction, table, now(transaction), 2L)))
                    .containsExactly(List.of(2L, 20L));
            try (Transaction other = begin()) {
                assertThat(Statements.current(other, table)).containsExactly(List.of(1L, 10L));
                assertThat(Statements.lookup(other, table, now(other), 2L)).isEmpty();
            }
        }
        try (Transaction after = begin()) {
            assertThat(Statements.current(after, table)).containsExactly(List.of(1L, 10L));
        }
    }

    @Test
    void ownDeletesAreSeenAndWhatWasKnownBeforeStays() {
        long committed = commitRow(1, 10);
        clock.advance(Time.MICROS_PER_SECOND);
        try (Transaction transaction = begin()) {
            Statements.delete(transaction, table, 1L, Portion.FROM_NOW_ON);
            assertThat(Statements.current(transaction, table)).isEmpty();
            assertThat(values(Statements.scan(transaction, table, TemporalFilter.asOf(committed, committed))))
                    .containsExactly(List.of(1L, 10L));
            assertThat(Statements.scan(transaction, table, TemporalFilter.ALL)).hasSize(2);
        }
    }

    @Test
    void versionsByIdMixCommittedAndOwnOnesInTheOrderOfTheQuestion() {
        long[] ids = new long[6];
        for (int key = 1; key <= 4; key++) {
            commitRow(key, key * 10L);
        }
        try (Transaction transaction = begin()) {
            set(transaction, 2, 21);
            insert(transaction, 5, 50);
            for (int key = 1; key <= 5; key++) {
                ids[key] = transaction.entityId(table.id(), new Object[] {(long) key});
            }
            long[] asked = {ids[5], ids[1], 0, ids[2], ids[4], ids[2]};
            List<List<Long>> answers = new ArrayList<>();
            try (Probe probe = transaction.versions(table.id(), now(transaction), new int[] {1})) {
                for (int round = 0; round < 2; round++) {
                    probe.start(asked, asked.length);
                    for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                        assertThat(batch.width()).isEqualTo(2);
                        for (int i = 0; i < batch.size(); i++) {
                            int row = batch.row(i);
                            answers.add(List.of(
                                    ((LongVector) batch.column(0)).values()[row],
                                    ((LongVector) batch.column(1)).values()[row]));
                        }
                    }
                }
            }
            List<List<Long>> once =
                    List.of(List.of(0L, 50L), List.of(1L, 10L), List.of(3L, 21L), List.of(4L, 40L), List.of(5L, 21L));
            assertThat(answers).hasSize(10);
            assertThat(answers.subList(0, 5)).isEqualTo(once);
            assertThat(answers.subList(5, 10)).isEqualTo(once);
        }
    }

    @Test
    void aCursorSeesWhatWasThereWhenItWasOpened() {
        commitRow(1, 1);
        try (Transaction transaction = begin()) {
            LongStream.rangeClosed(2, 3L * Batch.ROWS).forEach(key -> insert(transaction, key, key));
            List<Long> seen = new ArrayList<>();
            try (BatchSource rows = transaction.scan(table.id(), now(transaction), new int[] {0, 1})) {
                for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                    for (int i = 0; i < batch.size(); i++) {
                        long key = (Long)
                                java.util.Objects.requireNonNull(batch.column(0).object(batch.row(i)));
                        assertThat(batch.column(1).object(batch.row(i))).isEqualTo(key);
                        seen.add(key);
                    }
                    // Everything that is read is written, and new rows come behind.
                    long last = seen.get(seen.size() - 1);
                    set(transaction, last, -last);
                    insert(transaction, 1_000_000 + last, 0);
                    set(transaction, 3L * Batch.ROWS, -1);
                }
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize(3 * Batch.ROWS);
        }
    }

    @Test
    void aCursorIsVoidAfterARollbackToBeforeIt() {
        try (Transaction transaction = begin()) {
            Savepoint savepoint = transaction.savepoint();
            insert(transaction, 1, 1);
            try (BatchSource rows = transaction.scan(table.id(), now(transaction), new int[] {0})) {
                transaction.rollbackTo(savepoint);
                assertError(ErrorCode.CURSOR_STATE, rows::next);
            }
        }
    }

    @Test
    void aSavepointTakesBackWhatCameAfterIt() {
        try (Transaction transaction = begin()) {
            insert(transaction, 1, 1);
            Savepoint first = transaction.savepoint();
            set(transaction, 1, 2);
            insert(transaction, 2, 2);
            Savepoint second = transaction.savepoint();
            Statements.delete(transaction, table, 1L, Portion.ALL);
            transaction.rollbackTo(second);
            assertThat(Statements.current(transaction, table))
                    .containsExactlyInAnyOrder(List.of(1L, 2L), List.of(2L, 2L));
            transaction.rollbackTo(first);
            assertThat(Statements.current(transaction, table)).containsExactly(List.of(1L, 1L));
            assertError(ErrorCode.UNKNOWN_SAVEPOINT, () -> transaction.rollbackTo(second));
            insert(transaction, 2, 3);
            transaction.commit();
        }
        assertThat(values(Statements.all(database, table))).containsExactly(List.of(1L, 1L), List.of(2L, 3L));
    }

    @Test
    void insertAndTwoUpdatesSplitBySavepointsLeaveTheLastKept() {
        try (Transaction transaction = begin()) {
            insert(transaction, 1, 1);
            set(transaction, 1, 2);
            Savepoint savepoint = transaction.savepoint();
            set(transaction, 1, 3);
            transaction.rollbackTo(savepoint);
            transaction.commit();
        }
        assertThat(values(Statements.all(database, table))).containsExactly(List.of(1L, 2L));
    }

    @Test
    void insertAndDeleteSplitByASavepointLeaveTheInsert() {
        try (Transaction transaction = begin()) {
            insert(transaction, 1, 1);
            Savepoint savepoint = transaction.savepoint();
            Statements.delete(transaction, table, 1L, Portion.FROM_NOW_ON);
            assertThat(Statements.current(transaction, table)).isEmpty();
            transaction.rollbackTo(savepoint);
            assertThat(Statements.current(transaction, table)).hasSize(1);
            transaction.commit();
        }
        assertThat(values(Statements.all(database, table))).containsExactly(List.of(1L, 1L));
    }

    @Test
    void savepointsOfOtherTransactionsAreUnknown() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            Savepoint savepoint = one.savepoint();
            assertError(ErrorCode.UNKNOWN_SAVEPOINT, () -> other.rollbackTo(savepoint));
        }
    }

    @Test
    void aKeyMayBeUsedAgainAfterARollback() {
        try (Transaction transaction = begin()) {
            for (int round = 0; round < 3; round++) {
                Savepoint savepoint = transaction.savepoint();
                for (long key = 1; key <= 100; key++) {
                    insert(transaction, key, round);
                }
                assertError(ErrorCode.DUPLICATE_KEY, () -> insert(transaction, 50, 0));
                if (round < 2) {
                    transaction.rollbackTo(savepoint);
                    assertThat(Statements.current(transaction, table)).isEmpty();
                }
            }
            transaction.commit();
        }
        assertThat(Statements.all(database, table))
                .hasSize(100)
                .allMatch(version -> version.values().get(1).equals(2L));
    }

    @Test
    void anInsertOverAnOpenVersionNamesTableKeyAndBothPeriods() {
        try (Transaction transaction = begin()) {
            transaction.insert(table.id(), Portion.of(T1, T3), new Object[] {7L, 1L});
            transaction.commit();
        }
        try (Transaction transaction = begin()) {
            assertError(
                    ErrorCode.DUPLICATE_KEY,
                    () -> transaction.insert(table.id(), Portion.of(T2, T4), new Object[] {7L, 1L}),
                    "table t",
                    "(7)",
                    "[2023-01-01 00:00:00.000000, 2023-03-01 00:00:00.000000)",
                    "[2023-02-01 00:00:00.000000, 2023-04-01 00:00:00.000000)");
            transaction.insert(table.id(), Portion.of(T3, T4), new Object[] {7L, 2L});
            assertError(
                    ErrorCode.DUPLICATE_KEY,
                    () -> transaction.insert(table.id(), Portion.of(T1, T2), new Object[] {7L, 1L}));
            transaction.upsert(table.id(), Portion.of(T2, T4), new Object[] {7L, 3L});
            transaction.commit();
        }
        long now = clock.micros();
        assertThat(values(Statements.asOf(
                        database, table, new TemporalFilter(PeriodFilter.ALL, PeriodFilter.asOf(now + 10)))))
                .containsExactly(List.of(7L, 1L), List.of(7L, 3L));
    }

    @Test
    void aRefusedWriteLeavesNothingBehind() {
        try (Transaction transaction = begin()) {
            insert(transaction, 1, 1);
            assertError(ErrorCode.DUPLICATE_KEY, () -> insert(transaction, 1, 2));
            assertError(
                    ErrorCode.NOT_NULL,
                    () -> transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {null, 1L}),
                    "t.id");
            assertThat(Statements.current(transaction, table)).containsExactly(List.of(1L, 1L));
        }
    }

    @Test
    void generatedKeysAreFilledInAndFindTheirRows() {
        TableDefinition events = TestTables.create(
                database,
                TestTables.node(
                        "events",
                        io.aletheia.engine.model.ColumnDefinition.generatedId(),
                        TestTables.nullable("what", ValueType.VARCHAR)));
        try (Transaction transaction = begin()) {
            Object[] row = {null, "a"};
            long first = transaction.insert(events.id(), Portion.FROM_NOW_ON, row);
            assertThat(row[0]).isEqualTo(first);
            long second = transaction.insert(events.id(), Portion.FROM_NOW_ON, new Object[] {null, "b"});
            assertThat(second).isGreaterThan(first);
            assertThat(values(Statements.lookup(transaction, events, now(transaction), second)))
                    .containsExactly(List.of(second, "b"));
            transaction.commit();
            try (Transaction after = begin()) {
                assertThat(values(Statements.lookup(after, events, now(after), first)))
                        .containsExactly(List.of(first, "a"));
                assertThat(Statements.update(
                                after, events, first, Portion.FROM_NOW_ON, old -> new Object[] {old[0], "c"}))
                        .isEqualTo(1);
                assertThat(Statements.current(after, events))
                        .containsExactlyInAnyOrder(List.of(first, "c"), List.of(second, "b"));
                assertError(
                        ErrorCode.NOT_SETTABLE,
                        () -> after.insert(events.id(), Portion.FROM_NOW_ON, new Object[] {999L, "x"}));
                assertError(
                        ErrorCode.DUPLICATE_KEY,
                        () -> after.insert(events.id(), Portion.FROM_NOW_ON, new Object[] {second, "x"}));
            }
        }
    }

    @Test
    void anUpdateCannotChangeTheKey() {
        commitRow(1, 1);
        try (Transaction transaction = begin()) {
            long id = transaction.entityId(table.id(), new Object[] {1L});
            assertError(
                    ErrorCode.NOT_SETTABLE,
                    () -> transaction.update(table.id(), id, Portion.FROM_NOW_ON, new Object[] {2L, 1L}));
        }
    }

    @Test
    void pseudoColumnsOfOwnRowsAreTheTransactionsTimes() {
        try (Transaction transaction = begin()) {
            long id = transaction.insert(table.id(), Portion.of(T1, T2), new Object[] {1L, 1L});
            int[] projection = {PseudoColumn.ENTITY_ID, PseudoColumn.VALID_TO, 0, PseudoColumn.SYSTEM_FROM};
            try (BatchSource rows = transaction.scan(table.id(), TemporalFilter.ALL, projection)) {
                Batch batch = java.util.Objects.requireNonNull(rows.next());
                assertThat(batch.size()).isEqualTo(1);
                assertThat(List.of(0, 1, 2, 3))
                        .map(column -> batch.column(column).object(batch.row(0)))
                        .containsExactly(id, T2, 1L, transaction.nowMicros());
            }
        }
    }

    @Test
    void aReadOnlyTransactionRefusesWrites() {
        var options = new TransactionOptions(Isolation.SNAPSHOT, DurabilityMode.GROUP_COMMIT, true);
        try (Transaction transaction = database.begin(options)) {
            assertError(ErrorCode.READ_ONLY, () -> insert(transaction, 1, 1));
            assertError(ErrorCode.READ_ONLY, () -> transaction.createTable(TestTables.numbers("u")));
            assertThat(transaction.commit()).isZero();
        }
    }

    @Test
    void aTransactionThatIsOverRefusesEverything() {
        Transaction transaction = begin();
        insert(transaction, 1, 1);
        transaction.commit();
        assertError(ErrorCode.NO_ACTIVE_TRANSACTION, () -> insert(transaction, 2, 1));
        assertError(ErrorCode.NO_ACTIVE_TRANSACTION, transaction::commit);
        transaction.close();
        assertThat(Statements.all(database, table)).hasSize(1);
    }

    @Test
    void aClosedDatabaseRefusesTransactions() {
        Transaction transaction = begin();
        database.close();
        assertThat(database.isAlive()).isFalse();
        assertError(ErrorCode.CONNECTION_CLOSED, () -> insert(transaction, 1, 1));
        assertError(ErrorCode.CONNECTION_CLOSED, this::begin);
        transaction.close();
    }

    @Test
    void writesWithoutAStatedPeriodAreVoidIfTheirPeriodIsOverByThen() {
        try (Transaction transaction = begin()) {
            long end = transaction.nowMicros() + 5;
            transaction.insert(table.id(), new Portion(Time.BEGINNING, end, true), new Object[] {1L, 1L});
            insert(transaction, 2, 2);
            clock.advance(10);
            transaction.commit();
        }
        assertThat(values(Statements.all(database, table))).containsExactly(List.of(2L, 2L));
    }

    private Transaction begin() {
        return database.begin(TransactionOptions.DEFAULTS);
    }

    private long commitRow(long key, long value) {
        try (Transaction transaction = begin()) {
            insert(transaction, key, value);
            return transaction.commit();
        }
    }

    private void insert(Transaction transaction, long key, long value) {
        transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, value});
    }

    private void set(Transaction transaction, long key, long value) {
        assertThat(Statements.update(transaction, table, key, Portion.FROM_NOW_ON, row -> new Object[] {row[0], value}))
                .isEqualTo(1);
    }

    private static TemporalFilter now(Transaction transaction) {
        return TemporalFilter.asOf(transaction.nowMicros(), transaction.nowMicros());
    }

    private static List<List<Object>> values(List<Version> versions) {
        List<List<Object>> values = new ArrayList<>();
        for (Version version : versions) {
            values.add(List.copyOf(version.values()));
        }
        return values;
    }
}
