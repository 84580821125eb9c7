package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.ErasureRemains;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.HistoryRetention;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of entities that were erased, for whom, and in which files. */
class ErasureTest {
    private static final long START = SettableClock.day("2024-01-10");
    private static final int SECRETS = 3;

    private final SettableClock clock = new SettableClock(START);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whoBeganBeforeAnErasureGoesOnSeeingWhatHeSaw() {
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            put(database, table, 1, 10, Portion.FROM_NOW_ON);
            long first = clock.micros();
            put(database, table, 1, 20, Portion.FROM_NOW_ON);
            put(database, table, 1, 30, Portion.of(first, first + 5));
            try (Transaction reader = begin(database)) {
                List<Version> seen = Statements.lookup(reader, table, TemporalFilter.ALL, 1L);
                List<Version> early = Statements.scan(reader, table, TemporalFilter.asOf(first, first));
                assertThat(seen).hasSizeGreaterThan(3);
                erase(database, table, 1);
                put(database, table, 1, 40, Portion.FROM_NOW_ON);
                database.purge();
                assertThat(Statements.lookup(reader, table, TemporalFilter.ALL, 1L))
                        .isEqualTo(seen);
                assertThat(Statements.scan(reader, table, TemporalFilter.ALL)).isEqualTo(seen);
                assertThat(Statements.scan(reader, table, TemporalFilter.asOf(first, first)))
                        .isEqualTo(early);
            }
            List<Version> left = Statements.all(database, table);
            assertThat(left)
                    .singleElement()
                    .satisfies(version -> assertThat(version.values()).isEqualTo(List.of(1L, 40L)));
            assertThat(Statements.asOf(database, table, TemporalFilter.asOf(first, first)))
                    .isEmpty();
            TestDatabases.assertSound(database);
        }
    }

    @Test
    void anErasureAndAConcurrentWriteOfTheEntityConflict() {
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            put(database, table, 1, 10, Portion.ALL);
            try (Transaction eraser = begin(database);
                    Transaction writer = begin(database)) {
                eraser.erase(table.id(), new long[] {1}, false);
                writer.upsert(table.id(), Portion.of(0, 5), new Object[] {1L, 11L});
                writer.commit();
                assertError(ErrorCode.WRITE_CONFLICT, eraser::commit, "(1)");
            }
            try (Transaction eraser = begin(database);
                    Transaction writer = begin(database);
                    Transaction other = begin(database)) {
                writer.upsert(table.id(), Portion.of(0, 5), new Object[] {1L, 12L});
                other.erase(table.id(), new long[] {1}, false);
                eraser.erase(table.id(), new long[] {1}, false);
                eraser.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 13L});
                eraser.commit();
                assertError(ErrorCode.WRITE_CONFLICT, writer::commit);
                assertError(ErrorCode.WRITE_CONFLICT, other::commit);
            }
            assertThat(Statements.all(database, table)).hasSize(1);
        }
    }

    @Test
    void anErasureAndAConcurrentEdgeAtTheNodeConflict() {
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition nodes = TestTables.create(database, TestTables.numbers("n"));
            TableDefinition edges = TestTables.create(database, TestTables.edge("e", nodes, nodes));
            put(database, nodes, 1, 10, Portion.ALL);
            put(database, nodes, 2, 10, Portion.ALL);
            for (boolean erasureFirst : new boolean[] {true, false}) {
                try (Transaction eraser = begin(database);
                        Transaction writer = begin(database)) {
                    eraser.erase(nodes.id(), new long[] {eraser.entityId(nodes.id(), new Object[] {1L})}, true);
                    writer.insert(edges.id(), Portion.FROM_NOW_ON, new Object[] {null, 1L, 2L});
                    Transaction first = erasureFirst ? eraser : writer;
                    Transaction second = erasureFirst ? writer : eraser;
                    first.commit();
                    assertError(ErrorCode.WRITE_CONFLICT, second::commit);
                }
                if (erasureFirst) {
                    put(database, nodes, 1, 10, Portion.ALL);
                }
            }
            TestDatabases.assertSound(database);
        }
    }

    @Test
    void whatASerializableTransactionReadMayNotBeErased() {
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            put(database, table, 1, 10, Portion.ALL);
            put(database, table, 2, 10, Portion.ALL);
            var options =
                    new TransactionOptions(Isolation.SERIALIZABLE, TransactionOptions.DEFAULTS.durability(), false);
            try (Transaction reader = database.begin(options)) {
                assertThat(Statements.lookup(reader, table, TemporalFilter.ALL, 1L))
                        .hasSize(1);
                reader.upsert(table.id(), Portion.ALL, new Object[] {2L, 11L});
                erase(database, table, 1);
                assertError(ErrorCode.WRITE_CONFLICT, reader::commit);
            }
            try (Transaction reader = database.begin(options)) {
                assertThat(Statements.scan(reader, table, TemporalFilter.ALL)).hasSize(1);
                reader.upsert(table.id(), Portion.ALL, new Object[] {3L, 11L});
                try (Transaction other = begin(database)) {
                    other.forgetBefore(table.id(), other.nowMicros());
                    other.commit();
                }
                assertError(ErrorCode.WRITE_CONFLICT, reader::commit);
            }
        }
    }

    @Test
    void aPurgeLeavesNothingOfErasedRowsInAnyFile() throws IOException {
        TableDefinition table;
        try (Database database = open()) {
            table = texts(database);
            // Rows of a full chunk, of a packed page behind it and of the page that is still open.
            List<Long> secrets = load(database, table, 90_000, 30_000, 80_000);
            database.checkpoint();
            erase(database, table, secrets);
            database.checkpoint();
            assertThat(filesWith("secret")).as("before the purge").isNotEmpty();
            assertThat(database.purge()).isEmpty();
            assertThat(filesWith("secret")).as("after the purge").isEmpty();
            TestDatabases.assertSound(database);
            assertThat(Statements.all(database, table)).hasSize(90_000 - SECRETS);
            // What is written later to the same pages does not bring it back.
            update(database, table, 5);
            database.checkpoint();
            assertThat(filesWith("secret")).isEmpty();
        }
        try (Database database = open()) {
            TestDatabases.assertSound(database);
            assertThat(Statements.all(database, table)).hasSize(90_000 - SECRETS + 1);
            try (Transaction transaction = begin(database)) {
                for (long secret : new long[] {1, 30_000, 80_000}) {
                    assertThat(transaction.entityId(table.id(), new Object[] {secret}))
                            .isZero();
                    transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {secret, "again"});
                }
                transaction.commit();
            }
            TestDatabases.assertSound(database);
        }
        assertThat(filesWith("secret")).isEmpty();
    }

    @Test
    void aPurgeNamesTheFilesThatARunningTransactionStillNeeds() throws IOException {
        try (Database database = open()) {
            TableDefinition table = texts(database);
            load(database, table, 100, 50, 60);
            try (Transaction reader = begin(database)) {
                List<Version> seen = Statements.scan(reader, table, TemporalFilter.ALL);
                erase(database, table, List.of(1L, 50L, 60L));
                List<ErasureRemains> remains = database.purge();
                assertThat(remains).extracting(ErasureRemains::file).containsExactlyElementsOf(filesWith("secret"));
                assertThat(Statements.scan(reader, table, TemporalFilter.ALL)).isEqualTo(seen);
            }
            assertThat(database.purge()).isEmpty();
            assertThat(filesWith("secret")).isEmpty();
        }
    }

    @Test
    void aPurgeLeavesNothingOfForgottenVersionsButTheirKeys() throws IOException {
        TableDefinition table;
        long horizon;
        try (Database database = open()) {
            table = texts(database);
            load(database, table, 20_000, 7, 18_000);
            clock.advance(Time.MICROS_PER_SECOND);
            try (Transaction transaction = begin(database)) {
                for (long key : new long[] {1, 7, 18_000}) {
                    transaction.upsert(table.id(), Portion.ALL, new Object[] {key, "harmless"});
                }
                horizon = transaction.commit();
            }
            clock.advance(Time.MICROS_PER_SECOND);
            try (Transaction transaction = begin(database)) {
                transaction.forgetBefore(table.id(), horizon);
                transaction.commit();
            }
            assertThat(Statements.all(database, table)).hasSize(20_000);
            assertThat(database.purge()).isEmpty();
            assertThat(filesWith("secret")).isEmpty();
            TestDatabases.assertSound(database);
        }
        long before = horizon - 1;
        try (Database database = open()) {
            TableDefinition known = table;
            TestDatabases.assertSound(database);
            assertThat(Statements.all(database, table)).hasSize(20_000);
            assertThat(Statements.asOf(database, table, TemporalFilter.asOf(horizon, horizon)))
                    .hasSize(20_000);
            assertError(
                    ErrorCode.INVALID_ARGUMENT,
                    () -> Statements.asOf(database, known, TemporalFilter.asOf(horizon, before)),
                    "is forgotten");
        }
    }

    @Test
    void anEntityWithALongHistoryIsErasedLikeAnyOther() {
        try (Database database = open()) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            put(database, table, 2, 7, Portion.FROM_NOW_ON);
            for (int batch = 0; batch < 100; batch++) {
                clock.advance(100);
                try (Transaction transaction = begin(database)) {
                    for (int i = 0; i < 200; i++) {
                        long from = i * 10L;
                        transaction.upsert(
                                table.id(), Portion.of(from, from + 10), new Object[] {1L, batch * 1000L + i});
                    }
                    transaction.commit();
                }
            }
            long middle = clock.micros() - 5_000;
            List<Version> all = Statements.all(database, table);
            assertThat(all).hasSize(20_001);
            database.checkpoint();
            try (Transaction reader = begin(database)) {
                var asOf = TemporalFilter.asOf(55, middle);
                List<Version> early = Statements.lookup(reader, table, asOf, 1L);
                assertThat(early).hasSize(1);
                erase(database, table, 1);
                assertThat(Statements.scan(reader, table, TemporalFilter.ALL)).isEqualTo(all);
                assertThat(Statements.lookup(reader, table, asOf, 1L)).isEqualTo(early);
                assertThat(Statements.lookup(reader, table, TemporalFilter.ALL, 1L))
                        .hasSize(20_000);
            }
            assertThat(database.purge()).isEmpty();
            for (TemporalFilter filter : List.of(TemporalFilter.ALL, TemporalFilter.asOf(55, middle))) {
                assertThat(Statements.asOf(database, table, filter))
                        .noneMatch(version -> version.values().get(0).equals(1L));
            }
            TestDatabases.assertSound(database);
        }
    }

    @Test
    void aTableForgetsAtCheckpointsWhatIsOlderThanItsRetention() {
        TableDefinition table;
        long first;
        try (Database database = open()) {
            TableDefinition numbers = TestTables.numbers("t");
            table = TestTables.create(
                    database,
                    new TableDefinition(
                            0,
                            numbers.schema(),
                            "t",
                            numbers.columns(),
                            numbers.primaryKey(),
                            null,
                            TableOptions.DEFAULTS.withHistoryRetention(
                                    new HistoryRetention(1, HistoryRetention.Unit.MONTH))));
            put(database, table, 1, 10, Portion.ALL);
            first = clock.micros();
            put(database, table, 1, 11, Portion.ALL);
            database.checkpoint();
            assertThat(Statements.all(database, table)).as("within the month").hasSize(2);
        }
        clock.set(SettableClock.day("2024-02-11"));
        try (Database database = open()) {
            assertThat(Statements.all(database, table))
                    .as("before a checkpoint")
                    .hasSize(2);
        }
        try (Database database = open()) {
            TableDefinition known = table;
            long horizon = SettableClock.day("2024-01-11");
            assertThat(Statements.all(database, table)).as("after closing").hasSize(1);
            try (Transaction transaction = begin(database)) {
                assertThat(transaction.horizon(table.id())).isEqualTo(horizon);
            }
            assertError(
                    ErrorCode.INVALID_ARGUMENT,
                    () -> Statements.asOf(database, known, TemporalFilter.asOf(first, first)));
            long last = database.lastLsn();
            database.checkpoint();
            assertThat(database.lastLsn()).as("once a day is enough").isEqualTo(last);
        }
    }

    private TableDefinition texts(Database database) {
        return TestTables.create(
                database,
                TestTables.node(
                        "t",
                        TestTables.column("id", ValueType.BIGINT),
                        TestTables.nullable("text", ValueType.VARCHAR)));
    }

    /** Puts rows with ids from 1; the first and two others are secret. */
    private List<Long> load(Database database, TableDefinition table, int rows, long secondSecret, long thirdSecret) {
        List<Long> secrets = List.of(1L, secondSecret, thirdSecret);
        try (Transaction transaction = begin(database)) {
            for (long id = 1; id <= rows; id++) {
                String text = secrets.contains(id) ? "secret " + id : "row " + id;
                transaction.insert(table.id(), Portion.ALL, new Object[] {id, text});
            }
            transaction.commit();
        }
        return secrets;
    }

    private void update(Database database, TableDefinition table, long key) {
        clock.advance(1);
        try (Transaction transaction = begin(database)) {
            Statements.update(transaction, table, key, Portion.ALL, row -> new Object[] {row[0], "changed"});
            transaction.commit();
        }
    }

    private void put(Database database, TableDefinition table, long key, long value, Portion portion) {
        clock.advance(10);
        try (Transaction transaction = begin(database)) {
            transaction.upsert(table.id(), portion, new Object[] {key, value});
            transaction.commit();
        }
    }

    private void erase(Database database, TableDefinition table, long key) {
        erase(database, table, List.of(key));
    }

    private void erase(Database database, TableDefinition table, List<Long> keys) {
        clock.advance(10);
        try (Transaction transaction = begin(database)) {
            long[] ids = keys.stream()
                    .mapToLong(key -> transaction.entityId(table.id(), new Object[] {key}))
                    .toArray();
            transaction.erase(table.id(), ids, false);
            transaction.commit();
        }
    }

    /** Names of files that hold a text, in their order. */
    private List<String> filesWith(String text) throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.contains(text)) {
                    found.add(String.valueOf(file.getFileName()));
                }
            }
        }
        return found;
    }

    private Database open() {
        return Database.open(directory, TestDatabases.options(clock));
    }

    private static Transaction begin(Database database) {
        return database.begin(TransactionOptions.DEFAULTS);
    }
}
