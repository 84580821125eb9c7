package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** System time: strictly increasing, never in the future, and true to those who asked about it. */
class ClockTest {
    // Points F6 of docs/architecture/recovery.md.
    private static final long START = SettableClock.day("2024-01-10");
    private static final long SECOND = Time.MICROS_PER_SECOND;

    private final SettableClock clock = new SettableClock(START);
    private Database database = Database.inMemory(TestDatabases.options(clock));
    private TableDefinition table = TestTables.numbers("t");

    @BeforeEach
    void createTable() {
        clock.set(START - SECOND);
        table = TestTables.create(database, table);
        clock.set(START);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void commitsAtOneReadingOfTheClockFollowEachOtherByAMicrosecond() {
        assertThat(List.of(insert(1), insert(2), insert(3))).containsExactly(START, START + 1, START + 2);
    }

    @Test
    void aClockThatGoesBackALittleDoesNotTakeSystemTimeBack() {
        long last = insert(1);
        clock.advance(-30 * SECOND);
        assertThat(insert(2)).isEqualTo(last + 1);
    }

    @Test
    void aClockThatGoesBackTooFarRefusesCommitsButNotReads() {
        insert(1);
        clock.advance(-120 * SECOND);
        assertError(ErrorCode.CLOCK_SKEW, () -> insert(2));
        assertThat(Statements.all(database, table)).hasSize(1);
        clock.set(START);
        assertThat(insert(2)).isEqualTo(START + 1);
    }

    @Test
    void aCommitIsLaterThanEverySystemTimeThatWasAskedAbout() {
        insert(1);
        clock.set(START + 10);
        List<Version> seen;
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.observeSystemTime(START + 10);
            seen = Statements.scan(transaction, table, TemporalFilter.asOf(START + 10, START + 10));
        }
        assertThat(insert(2)).isEqualTo(START + 11);
        assertThat(Statements.asOf(database, table, TemporalFilter.asOf(START + 10, START + 10)))
                .isEqualTo(seen)
                .hasSize(1);
    }

    @Test
    void whatIsKnownInTheFutureCannotBeAsked() {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            assertError(ErrorCode.INVALID_ARGUMENT, () -> transaction.observeSystemTime(START + 1));
        }
    }

    @Test
    void aSnapshotThatMissesACommitCannotBeReadAsOfALaterTime() {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            clock.advance(10);
            long committed = insert(1);
            transaction.observeSystemTime(committed - 1);
            assertError(ErrorCode.WRITE_CONFLICT, () -> transaction.observeSystemTime(committed));
        }
    }

    @Test
    void importedSystemTimesAreBetweenTheLastCommitAndNow() {
        long last = insert(1);
        clock.advance(10 * SECOND);
        assertError(ErrorCode.INVALID_ARGUMENT, () -> insertAt(last, 2));
        assertError(ErrorCode.INVALID_ARGUMENT, () -> insertAt(START + 11 * SECOND, 2));
        assertThat(insertAt(START + 5 * SECOND, 2)).isEqualTo(START + 5 * SECOND);
        assertThat(insert(3)).isEqualTo(START + 10 * SECOND);
    }

    @Test
    void anImportedSystemTimeIsCheckedAgainAtTheCommit() {
        clock.advance(10 * SECOND);
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.setSystemTime(START + 5 * SECOND);
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            long other = insert(2);
            assertError(ErrorCode.INVALID_ARGUMENT, transaction::commit);
            assertThat(insert(3)).isEqualTo(other + 1);
        }
        assertThat(Statements.all(database, table)).hasSize(2);
    }

    @Test
    void aRefusedImportDoesNotMoveTheClock() {
        clock.advance(10 * SECOND);
        assertError(ErrorCode.INVALID_ARGUMENT, () -> insertAt(START + 20 * SECOND, 1));
        assertThat(insert(1)).isEqualTo(START + 10 * SECOND);
    }

    @Test
    void anImportingTransactionLivesAtItsSystemTime() {
        clock.advance(10 * SECOND);
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.setSystemTime(START + 5);
            assertThat(transaction.nowMicros()).isEqualTo(START + 5);
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            assertError(ErrorCode.ACTIVE_TRANSACTION, () -> transaction.setSystemTime(START + 6));
            transaction.commit();
        }
        assertThat(Statements.all(database, table))
                .containsExactly(new Version(List.of(1L, 1L), START + 5, Time.FOREVER, START + 5, Time.FOREVER));
    }

    @Test
    void defaultPeriodsBeginAtTheCommitHoweverLongTheTransaction() {
        try (Transaction slow = database.begin(TransactionOptions.DEFAULTS)) {
            slow.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            clock.advance(60 * SECOND);
            assertThat(insert(2)).isEqualTo(START + 60 * SECOND);
            clock.advance(240 * SECOND);
            slow.commit();
        }
        long committed = START + 300 * SECOND;
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            assertThat(Statements.lookup(transaction, table, TemporalFilter.ALL, 1L))
                    .containsExactly(new Version(List.of(1L, 1L), committed, Time.FOREVER, committed, Time.FOREVER));
        }
    }

    @Test
    void aTransactionIsLaterThanTheCommitsThatItSees() {
        long last = insert(1);
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            assertThat(transaction.nowMicros()).isEqualTo(last + 1);
            assertThat(Statements.current(transaction, table)).hasSize(1);
        }
    }

    private long insert(long key) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, key});
            return transaction.commit();
        }
    }

    private long insertAt(long systemTime, long key) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.setSystemTime(systemTime);
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, key});
            return transaction.commit();
        }
    }
}
