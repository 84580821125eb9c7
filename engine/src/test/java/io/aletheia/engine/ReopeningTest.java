package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases on disk: what a database is after it was closed and opened. */
class ReopeningTest {
    private static final long START = SettableClock.day("2024-01-10");

    private final SettableClock clock = new SettableClock(START);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theClockGoesOnBehindTheLastCommit() {
        TableDefinition table;
        long last;
        try (Database database = open()) {
            table = TestTables.create(database, TestTables.numbers("t"));
            clock.advance(10);
            last = insert(database, table, 1);
        }
        clock.advance(-30 * Time.MICROS_PER_SECOND);
        try (Database database = open()) {
            assertThat(insert(database, table, 2)).isEqualTo(last + 1);
        }
        clock.advance(-120 * Time.MICROS_PER_SECOND);
        try (Database database = open()) {
            assertError(ErrorCode.CLOCK_SKEW, () -> insert(database, table, 3));
            assertThat(Statements.all(database, table)).hasSize(2);
        }
    }

    @Test
    void entityIdsAreNeverGivenTwice() {
        TableDefinition table = TestTables.node("events", io.aletheia.engine.model.ColumnDefinition.generatedId());
        try (Database database = open()) {
            table = TestTables.create(database, table);
        }
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            try (Database database = open();
                    Transaction transaction = begin(database)) {
                long id = transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {null});
                assertThat(ids.add(id)).isTrue();
                long deleted = transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {null});
                assertThat(ids.add(deleted)).isTrue();
                transaction.delete(table.id(), deleted, Portion.FROM_NOW_ON);
                transaction.commit();
            }
        }
    }

    @Test
    void tableIdsAreNeverGivenTwice() {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            try (Database database = open()) {
                TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
                assertThat(ids.add(table.id())).isTrue();
                try (Transaction transaction = begin(database)) {
                    transaction.dropTables(List.of(table.id()));
                    transaction.commit();
                }
            }
        }
    }

    @Test
    void edgesAndTheirNodesAreThereAgain() {
        TableDefinition nodes;
        TableDefinition edges;
        try (Database database = open()) {
            nodes = TestTables.create(database, TestTables.numbers("n"));
            edges = TestTables.create(database, TestTables.edge("e", nodes, nodes));
            try (Transaction transaction = begin(database)) {
                transaction.insert(nodes.id(), Portion.ALL, new Object[] {1L, 1L});
                transaction.insert(nodes.id(), Portion.ALL, new Object[] {2L, 2L});
                transaction.insert(edges.id(), Portion.ALL, new Object[] {null, 1L, 2L});
                transaction.commit();
            }
        }
        try (Database database = open();
                Transaction transaction = begin(database)) {
            assertError(
                    ErrorCode.MISSING_ENDPOINT, () -> Statements.delete(transaction, nodes, 2L, Portion.ALL), "e (1)");
            transaction.insert(edges.id(), Portion.ALL, new Object[] {null, 2L, 1L});
            transaction.commit();
        }
        try (Database database = open()) {
            assertThat(Statements.all(database, edges)).hasSize(2);
        }
    }

    @Test
    void aReadOnlyDatabaseShowsAllAndTakesNothing() {
        TableDefinition table;
        try (Database database = open()) {
            table = TestTables.create(database, TestTables.numbers("t"));
            insert(database, table, 1);
        }
        DatabaseOptions writable = TestDatabases.options(clock);
        var readOnly = new DatabaseOptions(
                true,
                true,
                writable.walStripes(),
                writable.walStripeCapacity(),
                writable.walSegmentBytesMax(),
                writable.walSegmentsRetained(),
                writable.flushIntervalMillis(),
                writable.groupCommitMaxDelayMillis(),
                writable.groupCommitMaxBatch(),
                writable.clockSkewMaxMillis(),
                clock);
        try (Database database = Database.open(directory, readOnly)) {
            assertThat(Statements.all(database, table)).hasSize(1);
            assertError(ErrorCode.READ_ONLY, () -> insert(database, table, 2));
            assertError(ErrorCode.READ_ONLY, database::checkpoint);
        }
        assertError(ErrorCode.CANNOT_OPEN, () -> Database.open(directory.resolve("missing"), readOnly));
    }

    @Test
    void allThatWasCommittedIsDurableOnceItWasWaitedFor() {
        try (Database database = open()) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            for (DurabilityMode mode : DurabilityMode.values()) {
                try (Transaction transaction =
                        database.begin(new TransactionOptions(Isolation.SNAPSHOT, mode, false))) {
                    transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {
                        (long) mode.name().hashCode(), 1L
                    });
                    transaction.commit();
                }
                try (Transaction after = begin(database)) {
                    assertThat(Statements.lookup(after, table, TemporalFilter.ALL, (long)
                                    mode.name().hashCode()))
                            .hasSize(1);
                }
            }
            database.awaitDurable();
            assertThat(database.durableLsn()).isEqualTo(database.lastLsn()).isEqualTo(5);
        }
    }

    @Test
    void refusedCommitsGiveTheirRoomInTheLogBack() {
        DatabaseOptions defaults = TestDatabases.options(clock);
        var narrow = new DatabaseOptions(
                true, false, 1, 1, defaults.walSegmentBytesMax(), 0, 1000, 0, 1, defaults.clockSkewMaxMillis(), clock);
        try (Database database = Database.open(directory, narrow)) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            for (int i = 0; i < 20; i++) {
                long key = i;
                try (Transaction loser = begin(database)) {
                    loser.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, -1L});
                    insert(database, table, key);
                    assertError(ErrorCode.WRITE_CONFLICT, loser::commit);
                }
            }
            assertThat(Statements.all(database, table))
                    .hasSize(20)
                    .allMatch(version ->
                            version.values().get(1).equals(version.values().get(0)));
        }
    }

    @Test
    void aDirectoryIsOpenOnceOnlyAndFreeAfterwards() {
        Database database = open();
        assertError(ErrorCode.DATABASE_LOCKED, this::open);
        database.close();
        database.close();
        assertThat(database.isAlive()).isFalse();
        assertError(ErrorCode.CONNECTION_CLOSED, database::checkpoint);
        open().close();
    }

    private Database open() {
        return Database.open(directory, TestDatabases.options(clock));
    }

    private static Transaction begin(Database database) {
        return database.begin(TransactionOptions.DEFAULTS);
    }

    private static long insert(Database database, TableDefinition table, long key) {
        try (Transaction transaction = begin(database)) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {key, key});
            return transaction.commit();
        }
    }
}
