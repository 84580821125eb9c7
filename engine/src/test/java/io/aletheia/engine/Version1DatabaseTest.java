package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static io.aletheia.engine.wal.Version1Samples.DAY;
import static io.aletheia.engine.wal.Version1Samples.NEW_YEAR;
import static io.aletheia.engine.wal.Version1Samples.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.wal.Version1Samples;
import io.aletheia.engine.wal.Version1SparseVector;
import io.aletheia.engine.wal.Version1Writer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A database of version 1: opened for reading, its entries replayed as commits. */
class Version1DatabaseTest {
    private static final DatabaseOptions READ_ONLY = TestDatabases.readOnly();

    @Test
    void theGoldenDatabaseIsOpenedForReading() throws IOException {
        MemoryDirectory directory = Version1Samples.directory(Version1Samples.golden());
        try (Database database = Database.open("v1", directory, READ_ONLY)) {
            assertThat(database.recovery().segments()).isEqualTo(2);
            assertThat(database.recovery().frames()).isEqualTo(12);
            assertThat(database.recovery().transactions()).isEqualTo(11);
            assertThat(database.recovery().tornTailBytes()).isZero();
            assertThat(database.lastLsn()).isEqualTo(database.durableLsn()).isEqualTo(20);
            assertThat(database.catalog().tables())
                    .extracting(TableDefinition::name)
                    .containsExactly("Person", "Company", "knows", "works_at", "knows_Person_Company");
            assertThat(columns(database, "Person"))
                    .containsExactly(
                            "node_id BIGINT",
                            "name VARCHAR",
                            "age BIGINT",
                            "score DOUBLE",
                            "tags VARCHAR ARRAY",
                            "age_double DOUBLE",
                            "place VECTOR(2)");
            TestDatabases.assertSound(database);
        }
        assertThat(directory.list()).containsExactly("000001.log", "000002.log");
    }

    @Test
    void aTornTailIsToldAndWhatStandsBeforeItIsThere() throws IOException {
        List<byte[]> golden = Version1Samples.golden();
        byte[] last = golden.get(1);
        List<byte[]> torn = List.of(golden.get(0), Arrays.copyOf(last, last.length - 1));
        try (Database database = Database.open("v1", Version1Samples.directory(torn), READ_ONLY)) {
            assertThat(database.recovery().transactions()).isEqualTo(10);
            assertThat(database.recovery().tornTailBytes()).isEqualTo(60);
            assertThat(current(database, "Person")).hasSize(2);
        }
        try (Database database = Database.open("v1", Version1Samples.directory(List.of(new byte[3])), READ_ONLY)) {
            assertThat(database.recovery().tornTailBytes()).isEqualTo(3);
            assertThat(database.catalog().tables()).isEmpty();
        }
    }

    @Test
    void openingItForWritingIsRefusedAndSaysWhatToDo() throws IOException {
        MemoryDirectory directory = Version1Samples.directory(Version1Samples.golden());
        assertError(
                ErrorCode.CANNOT_OPEN,
                () -> Database.open("v1", directory, DatabaseOptions.DEFAULTS),
                "a log of version 1 (000001.log)",
                "open it with readOnly=true",
                "copy what it holds into a new database");
        assertThat(directory.list()).containsExactly("000001.log", "000002.log");
    }

    @Test
    void nothingIsWrittenThroughIt() throws IOException {
        try (Database database = Database.open("v1", Version1Samples.directory(Version1Samples.golden()), READ_ONLY)) {
            assertError(ErrorCode.READ_ONLY, database::checkpoint);
            try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
                TableDefinition person = table(database, "Person");
                assertError(
                        ErrorCode.READ_ONLY,
                        () -> transaction.insert(
                                person.id(), Portion.ALL, new Object[] {9L, null, null, null, null, null, null}));
            }
        }
    }

    @Test
    void aLogOfVersion1AmongFilesOfALaterVersionIsRefusedAndAnyOtherFileIsNot() {
        MemoryDirectory directory = new MemoryDirectory();
        Database.open("new", directory, DatabaseOptions.DEFAULTS).close();
        write(directory, "000001.log", "2024-01-01 started".getBytes(StandardCharsets.UTF_8));
        Database.open("new", directory, DatabaseOptions.DEFAULTS).close();
        write(directory, "000002.log", new Version1Writer(1).checkpoint(5, 0).bytes());
        for (DatabaseOptions options : List.of(DatabaseOptions.DEFAULTS, READ_ONLY)) {
            assertError(
                    ErrorCode.CANNOT_OPEN,
                    () -> Database.open("new", directory, options),
                    "000002.log, among the files of a later version",
                    "move the segments of version 1");
        }
    }

    @Test
    void entriesOfOneTimeAndOfAnEarlierOneGetAscendingSystemTimes() {
        try (Database database = open(new Version1Writer(1)
                .createNode(NEW_YEAR, 0, "a", Map.of())
                .createNode(NEW_YEAR, 1, "a", Map.of())
                .createNode(NEW_YEAR - DAY, 2, "a", Map.of())
                .createNode(NEW_YEAR + 5, 3, "a", Map.of()))) {
            assertThat(Statements.all(database, table(database, "a")))
                    .extracting(Version::systemFrom)
                    .containsExactly(NEW_YEAR, NEW_YEAR + 1, NEW_YEAR + 2, NEW_YEAR + 5);
        }
    }

    @Test
    void namesThatCannotBeNamesOfColumnsGetOthersAndNoneIsTakenTwice() {
        try (Database database = open(new Version1Writer(1)
                .createNode(
                        5, 0, "", properties("a", 1L, "A", 2L, "_id", 3L, "$x", 4L, "", 5L, "a_2", 6L, "source", 7L))
                .createNode(6, 1, "UNNAMED", properties("a", "text", "list", List.of(), "none", null))
                .createNode(7, 1, "UNNAMED", properties("list", List.of(1L), "a", 1L))
                .createNode(8, 1, "UNNAMED", properties("list", Arrays.asList(null, null)))
                .createEdge(9, 0, 0, 1, "", properties("source", 1L, "Target", 2L))
                .createNode(9, 2, "_own", properties("Node_ID", 1L)))) {
            assertThat(database.catalog().tables())
                    .extracting(TableDefinition::name)
                    .containsExactly("unnamed", "UNNAMED_2", "unnamed_3", "p_own");
            assertThat(columns(database, "p_own")).containsExactly("node_id BIGINT", "Node_ID_2 BIGINT");
            assertThat(columns(database, "unnamed"))
                    .containsExactly(
                            "node_id BIGINT",
                            "a BIGINT",
                            "A_2 BIGINT",
                            "p_id BIGINT",
                            "p$x BIGINT",
                            "unnamed BIGINT",
                            "a_2_2 BIGINT",
                            "source BIGINT");
            assertThat(columns(database, "UNNAMED_2"))
                    .containsExactly(
                            "node_id BIGINT",
                            "a VARCHAR",
                            "list VARCHAR ARRAY",
                            "list_bigint_array BIGINT ARRAY",
                            "a_bigint BIGINT");
            assertThat(columns(database, "unnamed_3"))
                    .containsExactly(
                            "edge_id BIGINT", "source BIGINT", "target BIGINT", "source_2 BIGINT", "Target_2 BIGINT");
            assertThat(current(database, "unnamed_3")).containsExactly(List.of(0L, 0L, 1L, 1L, 2L));
            assertThat(current(database, "unnamed")).containsExactly(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L));
            TestDatabases.assertSound(database);
        }
    }

    @Test
    void largeIdsTakeNoMoreRoomThanSmallOnes() {
        try (Database database = open(new Version1Writer(1)
                .createNode(5, Long.MAX_VALUE, "a", Map.of())
                .createNode(6, 1L << 40, "a", Map.of())
                .createEdge(7, Long.MAX_VALUE - 1, Long.MAX_VALUE, 1L << 40, "e", Map.of()))) {
            assertThat(current(database, "e")).containsExactly(List.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, 1L << 40));
        }
    }

    @Test
    void whatTheTablesCannotSayIsRefusedByName() {
        Version1Writer node = new Version1Writer(1).createNode(5, 0, "a", Map.of());
        assertUnsupported(
                log().createNode(5, 0, "a", Map.of("v", new Version1SparseVector(9, List.of(), List.of()))),
                "log segment 000001.log of version 1 at offset 5 (LSN 1): property v is a sparse vector");
        assertUnsupported(log().createNode(5, 0, "a", Map.of("v", List.of(List.of()))), "an array of arrays");
        assertUnsupported(log().createNode(5, 0, "a", Map.of("v", List.of(1L, 2.0))), "an array of BIGINT and DOUBLE");
        assertUnsupported(log().createNode(5, 0, "a", Map.of("v", new float[0])), "a vector of 0 elements");
        assertUnsupported(log().createNode(5, 0, "a", Map.of("v", new float[65_536])), "65536 elements");
        assertUnsupported(log().createNode(5, -1, "a", Map.of()), "node id 18446744073709551615");
        assertUnsupported(log().createNode(Long.MAX_VALUE, 0, "a", Map.of(), 5), "a time outside of the years");
        assertUnsupported(log().createNode(5, 0, "a", Map.of(), Long.MIN_VALUE), "a valid period outside");
        assertUnsupported(log().createNode(5, 0, "a", Map.of(), 5, Time.FOREVER), "a valid period outside");
        assertUnsupported(log().createNode(5, 0, "a", Map.of(), 5, 5), "a valid period without an instant");
        assertUnsupported(log().createNode(5, 0, "a", Map.of(), 5, 6, 5, 7), "a system period that has an end");
        assertUnsupported(
                node.updateNode(6, 0, 1, "b", Map.of()),
                "at offset 75 (LSN 2) is not supported by this version: node 0 changes its label from a to b");
        assertUnsupported(log().createNode(5, 0, "a", Map.of()).createNode(6, 0, "b", Map.of()), "changes its label");
        assertUnsupported(
                log().createNode(5, 0, "a", Map.of())
                        .createEdge(6, 0, 0, 0, "e", Map.of())
                        .updateEdge(7, 0, 1, "f", Map.of()),
                "edge 0 changes its label from e to f");
        assertUnsupported(
                log().createNode(5, 0, "a", Map.of())
                        .createNode(5, 1, "a", Map.of())
                        .createEdge(6, 0, 0, 0, "e", Map.of())
                        .createEdge(7, 0, 0, 1, "e", Map.of()),
                "edge 0 is made a second time");
    }

    @Test
    void entriesThatContradictThoseBeforeThemAreDamage() {
        assertCorrupt(log().updateNode(5, 3, 1, "a", Map.of()), "an entry before that makes node 3", "found none");
        assertCorrupt(log().deleteNode(5, 3), "an entry before that makes node 3", "found none");
        assertCorrupt(log().deleteEdge(5, 3), "an entry before that makes edge 3", "found none");
        assertCorrupt(log().updateEdge(5, 3, 1, "a", Map.of()), "an entry before that makes edge 3", "found none");
        assertCorrupt(
                log().createNode(5, 0, "a", Map.of()).createEdge(5, 0, 0, 1, "e", Map.of()),
                "an entry before that makes node 1",
                "found none");
        assertCorrupt(log().createNode(5, 0, "a", Map.of(), 6, 5), "a valid period that begins before it ends");
    }

    /** The last entry that was known by an instant and speaks of another says what was true then. */
    @Test
    void everyPointOfBothTimesIsWhatTheLastEntrySaysOfIt() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<long[]> said = new ArrayList<>();
            Version1Writer log = randomLog(random, said);
            try (Database database = open(log)) {
                TableDefinition table = table(database, "n");
                for (long valid = 0; valid <= 12; valid++) {
                    for (long system = 0; system <= 45; system += 3) {
                        assertThat(Statements.asOf(database, table, TemporalFilter.asOf(valid, system)).stream()
                                        .map(version -> version.values().get(0) + "=" + value(version)))
                                .as("seed " + seed + " valid " + valid + " system " + system)
                                .containsExactlyElementsOf(model(said, valid, system));
                    }
                }
                TestDatabases.assertSound(database);
            }
        }
    }

    /** Entries {node, system time, valid from, valid to, value}; a value of 0 is a deletion. */
    private static Version1Writer randomLog(Random random, List<long[]> said) {
        Version1Writer log = log();
        long time = 1;
        for (int i = 0; i < 30; i++) {
            long node = random.nextInt(3);
            long from = random.nextInt(10);
            long to = random.nextInt(3) == 0 ? Version1Writer.OPEN : from + 1 + random.nextInt(5);
            boolean known = said.stream().anyMatch(each -> each[0] == node);
            long logged = Math.max(0, time - random.nextInt(3));
            long value = known && random.nextInt(4) == 0 ? 0 : i + 1;
            Map<String, Object> properties = value % 2 == 0 ? Map.of("v", value) : Map.of("v", (double) value);
            if (value == 0) {
                log.deleteNode(logged, node, from, to);
            } else if (known) {
                log.updateNode(logged, node, i, "n", properties, from, to);
            } else {
                log.createNode(logged, node, "n", properties, from, to);
            }
            long last = said.isEmpty() ? -1 : said.get(said.size() - 1)[1];
            said.add(new long[] {node, Math.max(logged, last + 1), from, to, value});
            time += random.nextInt(3);
        }
        return log;
    }

    private static List<String> model(List<long[]> said, long valid, long system) {
        List<String> rows = new ArrayList<>();
        for (long node = 0; node < 3; node++) {
            long value = 0;
            for (long[] each : said) {
                if (each[0] == node && each[1] <= system && each[2] <= valid && valid < each[3]) {
                    value = each[4];
                }
            }
            if (value > 0) {
                rows.add(node + "=" + value);
            }
        }
        return rows;
    }

    private static long value(Version version) {
        return version.values().stream()
                .skip(1)
                .filter(Objects::nonNull)
                .mapToLong(each -> ((Number) each).longValue())
                .sum();
    }

    private static Version1Writer log() {
        return new Version1Writer(1);
    }

    private static Database open(Version1Writer log) {
        return Database.open("v1", Version1Samples.directory(List.of(log.bytes())), READ_ONLY);
    }

    private static void assertUnsupported(Version1Writer log, String... texts) {
        assertError(ErrorCode.UNSUPPORTED, () -> open(log), texts);
    }

    private static void assertCorrupt(Version1Writer log, String... texts) {
        assertError(ErrorCode.DATABASE_CORRUPT, () -> open(log), texts);
    }

    private static void write(MemoryDirectory directory, String name, byte[] bytes) {
        try (DataFile file = directory.create(name)) {
            file.writeFully(ByteBuffer.wrap(bytes), 0);
        }
    }

    private static TableDefinition table(Database database, String name) {
        return Objects.requireNonNull(database.catalog().table("PUBLIC", name), name);
    }

    private static List<String> columns(Database database, String table) {
        return table(database, table).columns().stream()
                .map((ColumnDefinition column) -> column.name() + " " + column.type())
                .toList();
    }

    private static List<List<@Nullable Object>> current(Database database, String table) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            return Statements.current(transaction, table(database, table));
        }
    }
}
