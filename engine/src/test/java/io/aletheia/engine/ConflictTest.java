package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two transactions at once: the first committer wins where they meet. */
class ConflictTest {
    // Points F24 of docs/architecture/recovery.md.
    private static final long START = SettableClock.day("2024-01-10");
    private static final long T1 = SettableClock.day("2023-01-01");
    private static final long T2 = SettableClock.day("2023-02-01");
    private static final long T3 = SettableClock.day("2023-03-01");
    private static final TransactionOptions SERIALIZABLE =
            new TransactionOptions(Isolation.SERIALIZABLE, DurabilityMode.GROUP_COMMIT, false);

    private final SettableClock clock = new SettableClock(START);
    private final Database database = Database.inMemory(TestDatabases.options(clock));
    private TableDefinition table = TestTables.numbers("accounts");

    @BeforeEach
    void createTable() {
        table = TestTables.create(database, table);
        clock.advance(Time.MICROS_PER_SECOND);
        try (Transaction transaction = begin()) {
            transaction.insert(table.id(), Portion.of(T1, T3), new Object[] {1L, 10L});
            transaction.insert(table.id(), Portion.ALL, new Object[] {2L, 20L});
            transaction.commit();
        }
        clock.advance(Time.MICROS_PER_SECOND);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void disjointPortionsOfOneEntityBothCommit() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            set(one, 1, 11, Portion.of(T1, T2));
            set(other, 1, 12, Portion.of(T2, T3));
            one.commit();
            other.commit();
        }
        assertThat(Statements.asOf(database, table, TemporalFilter.asOf(T1, clock.micros() + 10)))
                .anyMatch(version -> version.values().equals(List.of(1L, 11L)));
        assertThat(Statements.asOf(database, table, TemporalFilter.asOf(T2, clock.micros() + 10)))
                .anyMatch(version -> version.values().equals(List.of(1L, 12L)));
    }

    @Test
    void theSecondOfTwoOverlappingPortionsIsRefused() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            set(one, 1, 11, Portion.of(T1, T2 + 1));
            set(other, 1, 12, Portion.of(T2, T3));
            one.commit();
            assertError(ErrorCode.WRITE_CONFLICT, other::commit, "accounts", "(1)");
        }
    }

    @Test
    void aDeleteMeetsAnUpdate() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            Statements.delete(one, table, 1L, Portion.ALL);
            set(other, 1, 12, Portion.ALL);
            one.commit();
            assertError(ErrorCode.WRITE_CONFLICT, other::commit);
        }
        try (Transaction after = begin()) {
            assertThat(Statements.lookup(after, table, TemporalFilter.asOf(T1, after.nowMicros()), 1L))
                    .isEmpty();
        }
    }

    @Test
    void oneNewKeyIsInsertedByTheFirstOnly() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            one.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {3L, 1L});
            other.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {3L, 2L});
            one.commit();
            assertError(ErrorCode.WRITE_CONFLICT, other::commit, "(3)");
        }
        assertThat(Statements.all(database, table))
                .filteredOn(version -> version.values().get(0).equals(3L))
                .hasSize(1);
    }

    @Test
    void aNewKeyIsMetAlsoIfItsFirstPutIsVoidByTheCommit() {
        long now = clock.micros();
        try (Transaction slow = begin()) {
            slow.insert(table.id(), new Portion(Time.BEGINNING, now + 5 * Time.MICROS_PER_SECOND, true), new Object[] {
                9L, 1L
            });
            slow.upsert(table.id(), Portion.of(now + 20 * Time.MICROS_PER_SECOND, Time.FOREVER), new Object[] {9L, 2L});
            try (Transaction quick = begin()) {
                quick.insert(table.id(), Portion.of(0, 1), new Object[] {9L, 3L});
                quick.commit();
            }
            clock.advance(10 * Time.MICROS_PER_SECOND);
            assertError(ErrorCode.WRITE_CONFLICT, slow::commit);
        }
        TestDatabases.assertSound(database);
    }

    @Test
    void aKeyInsertedAfterTheSnapshotMeetsALaterInsert() {
        try (Transaction other = begin()) {
            try (Transaction one = begin()) {
                one.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {3L, 1L});
                one.commit();
            }
            assertThat(Statements.lookup(other, table, TemporalFilter.ALL, 3L)).isEmpty();
            other.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {3L, 2L});
            assertError(ErrorCode.WRITE_CONFLICT, other::commit);
        }
    }

    @Test
    void conflictsEndWithTheTransactionThatMeetsThem() {
        for (int round = 0; round < 3; round++) {
            try (Transaction one = begin();
                    Transaction other = begin()) {
                set(one, 2, round, Portion.ALL);
                set(other, 2, -1, Portion.ALL);
                one.commit();
                assertError(ErrorCode.WRITE_CONFLICT, other::commit);
            }
        }
        try (Transaction after = begin()) {
            assertThat(Statements.current(after, table)).containsExactly(List.of(2L, 2L));
        }
    }

    @Test
    void snapshotsKeepWhatWasThereWhenTheyWereTaken() {
        try (Transaction before = begin()) {
            var seen = Statements.scan(before, table, TemporalFilter.ALL);
            try (Transaction writer = begin()) {
                set(writer, 2, 21, Portion.of(T2, T3));
                writer.insert(table.id(), Portion.ALL, new Object[] {9L, 90L});
                Statements.delete(writer, table, 1L, Portion.of(T1, T2));
                writer.commit();
            }
            assertThat(Statements.scan(before, table, TemporalFilter.ALL)).isEqualTo(seen);
            assertThat(Statements.lookup(before, table, TemporalFilter.ALL, 9L)).isEmpty();
        }
    }

    @Test
    void serializableTransactionsDoNotLetAWriteSkewThrough() {
        try (Transaction one = database.begin(SERIALIZABLE);
                Transaction other = database.begin(SERIALIZABLE)) {
            assertThat(Statements.lookup(one, table, TemporalFilter.ALL, 1L)).hasSize(1);
            assertThat(Statements.lookup(other, table, TemporalFilter.ALL, 2L)).hasSize(1);
            set(one, 2, 0, Portion.ALL);
            set(other, 1, 0, Portion.of(T1, T3));
            one.commit();
            assertError(ErrorCode.WRITE_CONFLICT, other::commit, "accounts");
        }
    }

    @Test
    void snapshotTransactionsDo() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            assertThat(Statements.lookup(one, table, TemporalFilter.ALL, 1L)).hasSize(1);
            assertThat(Statements.lookup(other, table, TemporalFilter.ALL, 2L)).hasSize(1);
            set(one, 2, 0, Portion.ALL);
            set(other, 1, 0, Portion.of(T1, T3));
            one.commit();
            assertThat(other.commit()).isPositive();
        }
    }

    @Test
    void aSerializableScanMeetsEveryLaterInsert() {
        try (Transaction reader = database.begin(SERIALIZABLE)) {
            long count = Statements.scan(reader, table, TemporalFilter.ALL).size();
            insertNew(3);
            reader.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {100L, count});
            assertError(ErrorCode.WRITE_CONFLICT, reader::commit);
        }
    }

    @Test
    void aSerializableLookupOfAnAbsentKeyMeetsItsInsert() {
        try (Transaction reader = database.begin(SERIALIZABLE)) {
            assertThat(Statements.lookup(reader, table, TemporalFilter.ALL, 3L)).isEmpty();
            insertNew(3);
            reader.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {100L, 0L});
            assertError(ErrorCode.WRITE_CONFLICT, reader::commit);
        }
    }

    @Test
    void aSerializableTransactionWhoseReadsStandCommits() {
        try (Transaction reader = database.begin(SERIALIZABLE)) {
            assertThat(Statements.lookup(reader, table, TemporalFilter.ALL, 1L)).hasSize(1);
            insertNew(3);
            reader.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {100L, 0L});
            assertThat(reader.commit()).isPositive();
        }
        try (Transaction reader = database.begin(SERIALIZABLE)) {
            assertThat(Statements.scan(reader, table, TemporalFilter.ALL)).isNotEmpty();
            insertNew(4);
            assertThat(reader.commit()).isZero();
        }
    }

    @Test
    void twoDefinitionsAtOnceMeet() {
        try (Transaction one = begin();
                Transaction other = begin()) {
            one.createTable(TestTables.numbers("a"));
            other.createTable(TestTables.numbers("b"));
            one.commit();
            assertError(ErrorCode.WRITE_CONFLICT, other::commit);
        }
        assertThat(database.catalog().table("public", "B")).isNull();
    }

    @Test
    void aDroppedTableMeetsWritesToItEitherWay() {
        try (Transaction drops = begin();
                Transaction writes = begin()) {
            drops.dropTables(List.of(table.id()));
            writes.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {3L, 1L});
            drops.commit();
            assertError(ErrorCode.WRITE_CONFLICT, writes::commit, "accounts");
        }
        TableDefinition other = TestTables.create(database, TestTables.numbers("other"));
        try (Transaction drops = begin();
                Transaction writes = begin()) {
            writes.insert(other.id(), Portion.FROM_NOW_ON, new Object[] {3L, 1L});
            drops.dropTables(List.of(other.id()));
            writes.commit();
            assertError(ErrorCode.WRITE_CONFLICT, drops::commit, "other");
        }
    }

    @Test
    void theDoerOfAMixOfPeriodsIsToldOfItsOwnOverlap() {
        try (Transaction transaction = begin()) {
            long now = transaction.nowMicros();
            Statements.delete(transaction, table, 2L, Portion.FROM_NOW_ON);
            transaction.insert(table.id(), Portion.of(now + 1, Time.FOREVER), new Object[] {2L, 21L});
            clock.advance(Time.MICROS_PER_SECOND);
            // By now the delete begins a second after the insert, over which the old row still holds.
            assertError(ErrorCode.DUPLICATE_KEY, transaction::commit, "(2)");
        }
    }

    @Test
    void aBoundAtTheTransactionsTimeIsTheCommits() {
        try (Transaction transaction = begin()) {
            long now = transaction.nowMicros();
            Statements.delete(transaction, table, 2L, Portion.FROM_NOW_ON);
            transaction.insert(table.id(), Portion.of(now, Time.FOREVER), new Object[] {2L, 21L});
            transaction.insert(table.id(), Portion.of(Time.BEGINNING, now), new Object[] {9L, 91L});
            clock.advance(Time.MICROS_PER_SECOND);
            long committed = transaction.commit();
            assertThat(committed).isGreaterThan(now);
            assertThat(Statements.all(database, table))
                    .anySatisfy(version -> {
                        assertThat(version.values()).containsExactly(2L, 21L);
                        assertThat(version.validFrom()).isEqualTo(committed);
                    })
                    .anySatisfy(version -> {
                        assertThat(version.values()).containsExactly(9L, 91L);
                        assertThat(version.validTo()).isEqualTo(committed);
                    });
        }
    }

    private void insertNew(long key) {
        try (Transaction transaction = begin()) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, 1L});
            transaction.commit();
        }
    }

    private Transaction begin() {
        return database.begin(TransactionOptions.DEFAULTS);
    }

    private void set(Transaction transaction, long key, long value, Portion portion) {
        assertThat(Statements.update(transaction, table, key, portion, row -> new Object[] {row[0], value}))
                .isEqualTo(1);
    }
}
