package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables: what may be defined, in transactions, and what rows they take. */
class DefinitionTest {
    private final SettableClock clock = new SettableClock(SettableClock.day("2024-01-10"));
    private final Database database = Database.inMemory(TestDatabases.options(clock));

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aTableIsThereForItsTransactionAndAfterTheCommitForAll() {
        try (Transaction transaction = begin()) {
            TableDefinition table = transaction.createTable(TestTables.numbers("t"));
            assertThat(table.id()).isPositive();
            assertThat(transaction.catalog().table("PUBLIC", "T")).isEqualTo(table);
            assertThat(database.catalog().tables()).isEmpty();
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            assertThat(Statements.current(transaction, table)).containsExactly(List.of(1L, 1L));
            transaction.commit();
            assertThat(database.catalog().table("public", "t")).isEqualTo(table);
            assertThat(Statements.all(database, table)).hasSize(1);
        }
    }

    @Test
    void aTableIsGoneAfterARollback() {
        try (Transaction transaction = begin()) {
            Savepoint savepoint = transaction.savepoint();
            TableDefinition table = transaction.createTable(TestTables.numbers("t"));
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            transaction.rollbackTo(savepoint);
            assertThat(transaction.catalog().tables()).isEmpty();
            assertError(
                    ErrorCode.UNKNOWN_TABLE,
                    () -> transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L}));
            TableDefinition again = transaction.createTable(TestTables.numbers("t"));
            transaction.insert(again.id(), Portion.FROM_NOW_ON, new Object[] {2L, 2L});
            transaction.commit();
            assertThat(Statements.all(database, again)).hasSize(1);
        }
    }

    @Test
    void aDroppedTableComesBackWithARollbackAndItsRows() {
        TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
        try (Transaction transaction = begin()) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            Savepoint savepoint = transaction.savepoint();
            transaction.dropTables(List.of(table.id()));
            assertError(ErrorCode.UNKNOWN_TABLE, () -> transaction.scan(table.id(), TemporalFilter.ALL, new int[] {0}));
            transaction.rollbackTo(savepoint);
            assertThat(Statements.current(transaction, table)).hasSize(1);
            transaction.commit();
        }
        assertThat(Statements.all(database, table)).hasSize(1);
    }

    @Test
    void aSnapshotKeepsATableThatIsDropped() {
        TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
        try (Transaction transaction = begin()) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            transaction.commit();
        }
        try (Transaction before = begin()) {
            try (Transaction drops = begin()) {
                drops.dropTables(List.of(table.id()));
                drops.commit();
            }
            assertThat(database.catalog().tables()).isEmpty();
            assertThat(before.catalog().tables()).containsExactly(table);
            assertThat(Statements.scan(before, table, TemporalFilter.ALL)).hasSize(1);
        }
    }

    @Test
    void tableIdsAndCatalogNumbersAreNeverUsedTwice() {
        Set<Integer> ids = new HashSet<>();
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            try (Transaction transaction = begin()) {
                assertThat(ids.add(
                                transaction.createTable(TestTables.numbers("a")).id()))
                        .isTrue();
                assertThat(numbers.add(transaction.catalog().number())).isTrue();
                assertThat(ids.add(
                                transaction.createTable(TestTables.numbers("b")).id()))
                        .isTrue();
                assertThat(numbers.add(transaction.catalog().number())).isTrue();
                transaction.commit();
            }
            assertThat(numbers.add(database.catalog().number())).isTrue();
            try (Transaction transaction = begin()) {
                transaction.dropTables(database.catalog().tables().stream()
                        .map(TableDefinition::id)
                        .toList());
                transaction.commit();
            }
        }
    }

    @Test
    void namesAreTakenWithoutRegardToCase() {
        TestTables.create(database, TestTables.numbers("Person"));
        assertRefused(ErrorCode.TABLE_EXISTS, TestTables.numbers("PERSON"), "PERSON");
        assertRefused(
                ErrorCode.COLUMN_EXISTS,
                TestTables.node(
                        "t", TestTables.column("a", ValueType.BIGINT), TestTables.column("A", ValueType.BIGINT)),
                "t.A");
    }

    @Test
    void namesWithAnUnderscoreInFrontAreReserved() {
        assertRefused(
                ErrorCode.INVALID_DEFINITION,
                TestTables.node(
                        "t",
                        TestTables.column("id", ValueType.BIGINT),
                        TestTables.nullable("_valid_from", ValueType.DATE)),
                "_valid_from");
        TableDefinition table = TestTables.create(
                database,
                TestTables.node(
                        "u", TestTables.column("_id", ValueType.BIGINT), TestTables.nullable("v", ValueType.DATE)));
        assertThat(table.hasGeneratedKey()).isFalse();
    }

    @Test
    void keysAreNotNullAndComparable() {
        assertRefused(
                ErrorCode.INVALID_DEFINITION,
                TestTables.node("t", TestTables.nullable("id", ValueType.BIGINT)),
                "t.id");
        assertRefused(
                ErrorCode.INVALID_DEFINITION,
                TestTables.node("t", TestTables.column("id", ValueType.vector(3))),
                "t.id");
        assertRefused(
                ErrorCode.INVALID_DEFINITION,
                new TableDefinition(
                        0,
                        CatalogVersion.PUBLIC,
                        "t",
                        List.of(TestTables.column("a", ValueType.BIGINT)),
                        List.of(),
                        null),
                "primary key");
    }

    @Test
    void typesHaveSoundParameters() {
        for (ValueType type : List.of(
                ValueType.decimal(0, 0),
                ValueType.decimal(39, 0),
                ValueType.decimal(5, 6),
                ValueType.varchar(0),
                ValueType.vector(0),
                ValueType.array(ValueType.varchar(0)))) {
            assertRefused(
                    ErrorCode.INVALID_DEFINITION,
                    TestTables.node("t", TestTables.column("id", ValueType.BIGINT), TestTables.nullable("v", type)),
                    "t.v");
        }
    }

    @Test
    void edgesJoinNodeTablesByTheirKeys() {
        TableDefinition nodes = TestTables.create(database, TestTables.numbers("n"));
        TableDefinition missing = TestTables.numbers("missing");
        assertRefused(ErrorCode.UNKNOWN_TABLE, TestTables.edge("e", nodes, missing), "0");
        TableDefinition edges = TestTables.create(database, TestTables.edge("e", nodes, nodes));
        assertRefused(ErrorCode.WRONG_OBJECT, TestTables.edge("e2", nodes, edges), "e is an edge table");
        TableDefinition.Endpoints ends = new TableDefinition.Endpoints(nodes.id(), nodes.id(), List.of(1), List.of(2));
        assertRefused(
                ErrorCode.INVALID_DEFINITION,
                new TableDefinition(
                        0,
                        CatalogVersion.PUBLIC,
                        "e3",
                        List.of(
                                ColumnDefinition.generatedId(),
                                TestTables.column("source", ValueType.VARCHAR),
                                TestTables.column("target", ValueType.BIGINT)),
                        List.of(0),
                        ends),
                "e3.source");
    }

    @Test
    void rowsTakeValuesOfTheirTypesOnly() {
        TableDefinition table = TestTables.create(
                database,
                TestTables.node(
                        "t",
                        TestTables.column("id", ValueType.UUID),
                        TestTables.nullable("small", ValueType.SMALLINT),
                        TestTables.nullable("price", ValueType.decimal(5, 2)),
                        TestTables.nullable("name", ValueType.varchar(3)),
                        TestTables.nullable("bytes", new ValueType(ValueType.Kind.VARBINARY, 2, 0, null)),
                        TestTables.nullable("at", ValueType.TIME),
                        TestTables.nullable("list", ValueType.array(ValueType.INTEGER)),
                        TestTables.nullable("vector", ValueType.vector(2))));
        Object[] good = {
            new UUID(1, 2),
            7L,
            new BigDecimal("123.45"),
            "a\uD83D\uDE00b",
            new byte[] {1, 2},
            0L,
            Arrays.asList(1L, null),
            new float[] {1, 2}
        };
        try (Transaction transaction = begin()) {
            assertValueRefused(transaction, table, good, 0, "text", ErrorCode.TYPE_MISMATCH);
            assertValueRefused(transaction, table, good, 1, 40_000L, ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertValueRefused(transaction, table, good, 2, new BigDecimal("1.2"), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertValueRefused(transaction, table, good, 2, new BigDecimal("1234.00"), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertValueRefused(transaction, table, good, 3, "abcd", ErrorCode.STRING_TOO_LONG);
            assertValueRefused(transaction, table, good, 4, new byte[3], ErrorCode.STRING_TOO_LONG);
            assertValueRefused(transaction, table, good, 5, 86_400_000_000L, ErrorCode.DATETIME_OUT_OF_RANGE);
            assertValueRefused(transaction, table, good, 6, List.of(1L << 31), ErrorCode.NUMERIC_OUT_OF_RANGE);
            assertValueRefused(transaction, table, good, 7, new float[3], ErrorCode.TYPE_MISMATCH);
            assertError(
                    ErrorCode.TYPE_MISMATCH,
                    () -> transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {new UUID(1, 2)}));
            transaction.insert(table.id(), Portion.FROM_NOW_ON, good.clone());
            transaction.commit();
        }
        assertThat(Statements.all(database, table)).hasSize(1);
    }

    private static void assertValueRefused(
            Transaction transaction, TableDefinition table, Object[] good, int column, Object value, ErrorCode code) {
        Object[] bad = good.clone();
        bad[column] = value;
        assertError(
                code,
                () -> transaction.insert(table.id(), Portion.FROM_NOW_ON, bad),
                "t." + table.columns().get(column).name());
    }

    private void assertRefused(ErrorCode code, TableDefinition table, String text) {
        try (Transaction transaction = begin()) {
            assertError(code, () -> transaction.createTable(table), text);
        }
    }

    private Transaction begin() {
        return database.begin(TransactionOptions.DEFAULTS);
    }
}
