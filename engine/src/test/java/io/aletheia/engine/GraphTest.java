package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People and companies over time: an edge is only where both its nodes are. */
class GraphTest {
    // Points F24 of docs/architecture/recovery.md.
    private static final long S1 = SettableClock.day("2024-06-01");

    private final SettableClock clock = new SettableClock(S1 - Time.MICROS_PER_SECOND);
    private final Database database = Database.inMemory(TestDatabases.options(clock));
    private TableDefinition person = TestTables.node(
            "person", TestTables.column("name", ValueType.VARCHAR), TestTables.nullable("city", ValueType.VARCHAR));
    private TableDefinition company = TestTables.node("company", TestTables.column("name", ValueType.VARCHAR));
    private TableDefinition worksAt = TestTables.numbers("replaced when the nodes are there");

    @BeforeEach
    void load() {
        try (Transaction transaction = begin()) {
            person = transaction.createTable(person);
            company = transaction.createTable(company);
            worksAt = TestTables.edge("works_at", person, company, TestTables.nullable("salary", ValueType.BIGINT));
            worksAt = transaction.createTable(worksAt);
            transaction.commit();
        }
        clock.set(S1);
        try (Transaction transaction = begin()) {
            put(transaction, person, "2020-01-01", "2022-01-01", "Ann", "Oslo");
            put(transaction, person, "2022-01-01", null, "Ann", "Bergen");
            put(transaction, person, "2020-01-01", "2023-01-01", "Bob", "Oslo");
            put(transaction, person, "2021-01-01", null, "Cat", "Bergen");
            put(transaction, company, "2019-01-01", null, "X");
            put(transaction, company, "2021-06-01", "2024-01-01", "Y");
            put(transaction, worksAt, "2020-03-01", "2022-06-01", null, "Ann", "X", 100L);
            put(transaction, worksAt, "2022-06-01", "2024-01-01", null, "Ann", "Y", 150L);
            put(transaction, worksAt, "2020-01-01", "2023-01-01", null, "Bob", "X", 80L);
            put(transaction, worksAt, "2021-09-01", "2024-01-01", null, "Cat", "Y", 120L);
            assertThat(transaction.commit()).isEqualTo(S1);
        }
        clock.advance(Time.MICROS_PER_SECOND);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void colleaguesAreFoundThroughTheirCompany() {
        try (Transaction transaction = begin()) {
            assertThat(colleagues(transaction, "Ann", "2022-03-01")).containsExactly("Bob");
            assertThat(colleagues(transaction, "Ann", "2022-07-01")).containsExactly("Cat");
            assertThat(colleagues(transaction, "Ann", "2020-02-01")).isEmpty();
        }
    }

    @Test
    void aNodeWithOpenEdgesWithinThePortionCannotEnd() {
        try (Transaction transaction = begin()) {
            List<Version> before = Statements.scan(transaction, company, TemporalFilter.ALL);
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> Statements.delete(transaction, company, "Y", portion("2023-07-01", "2024-01-01")),
                    "company",
                    "(Y)",
                    "works_at (2)",
                    "works_at (4)");
            assertThat(Statements.scan(transaction, company, TemporalFilter.ALL))
                    .isEqualTo(before);
            assertThat(transaction.hasWrites()).isFalse();
        }
    }

    @Test
    void aNodeWithManyEdgesNamesFiveOfThem() {
        try (Transaction transaction = begin()) {
            for (int i = 0; i < 10; i++) {
                put(transaction, worksAt, "2023-01-01", "2023-06-01", null, "Cat", "X", 1L);
            }
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> Statements.delete(transaction, company, "X", portion("2023-02-01", "2023-03-01")),
                    "more than 5",
                    "works_at (9)");
        }
    }

    @Test
    void aNodeEndsOnceItsEdgesHave() {
        Portion half = portion("2023-07-01", "2024-01-01");
        try (Transaction transaction = begin()) {
            Statements.delete(transaction, worksAt, 2L, half);
            Statements.delete(transaction, worksAt, 4L, half);
            Statements.delete(transaction, company, "Y", half);
            transaction.commit();
        }
        try (Transaction transaction = begin()) {
            assertThat(Statements.lookup(transaction, worksAt, TemporalFilter.ALL, 2L))
                    .extracting(Version::validFrom, Version::validTo, version -> version.systemTo() == Time.FOREVER)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(
                                    SettableClock.day("2022-06-01"), SettableClock.day("2023-07-01"), true),
                            org.assertj.core.groups.Tuple.tuple(
                                    SettableClock.day("2023-07-01"), SettableClock.day("2024-01-01"), false));
            assertThat(Statements.scan(transaction, worksAt, TemporalFilter.asOf(SettableClock.day("2023-08-01"), S1)))
                    .as("as it was known before")
                    .hasSize(2);
        }
    }

    @Test
    void anEdgeNeedsBothNodesThroughoutItsPortion() {
        try (Transaction transaction = begin()) {
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> put(transaction, worksAt, "2022-01-01", null, null, "Bob", "Y", 1L),
                    "works_at",
                    "(Bob)",
                    "person");
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> put(transaction, worksAt, "2021-01-01", "2022-01-01", null, "Ann", "Y", 1L),
                    "(Y)",
                    "company");
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> put(transaction, worksAt, "2022-01-01", null, null, "Nobody", "Y", 1L),
                    "(Nobody)",
                    "not there");
            assertThat(transaction.hasWrites()).isFalse();
            put(transaction, worksAt, "2022-01-01", "2023-01-01", null, "Bob", "Y", 1L);
            assertThat(transaction.commit()).isPositive();
        }
    }

    @Test
    void nodesAndEdgesOfOneTransactionSeeEachOther() {
        try (Transaction transaction = begin()) {
            put(transaction, person, "2022-01-01", null, "Dan", "Rome");
            put(transaction, worksAt, "2022-02-01", "2024-01-01", null, "Dan", "Y", 1L);
            assertThat(colleagues(transaction, "Dan", "2022-07-01")).containsExactly("Ann", "Cat");
            assertThat(colleagues(transaction, "Cat", "2022-07-01")).containsExactly("Ann", "Dan");
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> Statements.delete(transaction, person, "Dan", Portion.ALL),
                    "(Dan)");
            Statements.delete(transaction, worksAt, 2L, Portion.ALL);
            assertThat(colleagues(transaction, "Cat", "2022-07-01")).containsExactly("Dan");
            Savepoint savepoint = transaction.savepoint();
            Statements.delete(transaction, worksAt, 4L, portion("2022-06-01", "2022-08-01"));
            assertThat(colleagues(transaction, "Dan", "2022-07-01")).isEmpty();
            transaction.rollbackTo(savepoint);
            assertThat(colleagues(transaction, "Dan", "2022-07-01")).containsExactly("Cat");
            transaction.commit();
        }
        try (Transaction after = begin()) {
            assertThat(colleagues(after, "Dan", "2022-07-01")).containsExactly("Cat");
        }
    }

    @Test
    void edgesOfATableMadeInTheSameTransactionAreFollowed() {
        try (Transaction transaction = begin()) {
            TableDefinition knows = transaction.createTable(TestTables.edge("knows", person, person));
            put(transaction, knows, "2021-01-01", "2023-01-01", null, "Ann", "Bob");
            put(transaction, knows, "2021-01-01", "2023-01-01", null, "Ann", "Cat");
            assertThat(neighbours(transaction, knows, Direction.OUTGOING, person, "Ann", "2022-01-01"))
                    .containsExactly("Bob", "Cat");
            assertThat(neighbours(transaction, knows, Direction.INCOMING, person, "Cat", "2022-01-01"))
                    .containsExactly("Ann");
            transaction.commit();
            try (Transaction after = begin()) {
                assertThat(neighbours(after, knows, Direction.OUTGOING, person, "Ann", "2022-01-01"))
                        .containsExactly("Bob", "Cat");
            }
        }
    }

    @Test
    void theNodesOfAnEdgeNeverChange() {
        try (Transaction transaction = begin()) {
            assertError(
                    ErrorCode.NOT_SETTABLE,
                    () -> Statements.update(transaction, worksAt, 1L, Portion.ALL, row -> {
                        Object[] changed = row.clone();
                        changed[2] = "Y";
                        return changed;
                    }));
            assertThat(Statements.update(transaction, worksAt, 1L, Portion.ALL, row -> {
                        Object[] changed = row.clone();
                        changed[3] = 111L;
                        return changed;
                    }))
                    .isEqualTo(1);
            transaction.commit();
        }
    }

    @Test
    void anEdgeMeetsTheEndOfItsNode() {
        try (Transaction edges = begin();
                Transaction nodes = begin()) {
            put(edges, worksAt, "2024-02-01", null, null, "Cat", "X", 1L);
            Statements.delete(nodes, company, "X", portion("2024-01-01", null));
            nodes.commit();
            assertError(ErrorCode.WRITE_CONFLICT, edges::commit, "(X)", "company", "works_at");
        }
    }

    @Test
    void theEndOfANodeMeetsItsEdge() {
        try (Transaction edges = begin();
                Transaction nodes = begin()) {
            put(edges, worksAt, "2024-02-01", null, null, "Cat", "X", 1L);
            Statements.delete(nodes, company, "X", portion("2024-01-01", null));
            edges.commit();
            assertError(ErrorCode.WRITE_CONFLICT, nodes::commit, "(X)", "company", "works_at");
        }
    }

    @Test
    void theEndOfANodeMeetsAnEdgeTableThatIsNew() {
        try (Transaction edges = begin();
                Transaction nodes = begin()) {
            TableDefinition owns = edges.createTable(TestTables.edge("owns", person, company));
            put(edges, owns, "2024-02-01", null, null, "Cat", "X");
            Statements.delete(nodes, company, "X", portion("2024-01-01", null));
            edges.commit();
            assertError(ErrorCode.WRITE_CONFLICT, nodes::commit, "owns");
        }
    }

    @Test
    void writesToDisjointPartsOfANodeAndItsEdgesDoNotMeet() {
        try (Transaction edges = begin();
                Transaction nodes = begin()) {
            put(edges, worksAt, "2020-01-01", "2020-02-01", null, "Ann", "X", 1L);
            Statements.delete(nodes, company, "X", portion("2024-01-01", null));
            nodes.commit();
            assertThat(edges.commit()).isPositive();
        }
    }

    @Test
    void aNodeMayEndAndBeginAgainWhereItHasNoEdges() {
        try (Transaction transaction = begin()) {
            Statements.delete(transaction, company, "X", portion("2024-01-01", null));
            assertError(
                    ErrorCode.MISSING_ENDPOINT,
                    () -> put(transaction, worksAt, "2023-12-01", null, null, "Cat", "X", 1L));
            put(transaction, company, "2024-01-01", null, "X");
            put(transaction, worksAt, "2023-12-01", null, null, "Cat", "X", 1L);
            assertThat(transaction.commit()).isPositive();
        }
    }

    @Test
    void aNodeTableThatEdgesReferToIsDroppedWithThemOnly() {
        try (Transaction transaction = begin()) {
            assertError(
                    ErrorCode.DEPENDENT_OBJECTS,
                    () -> transaction.dropTables(List.of(company.id())),
                    "company",
                    "works_at");
            transaction.dropTables(List.of(company.id(), worksAt.id()));
            assertThat(transaction.catalog().tables())
                    .extracting(TableDefinition::name)
                    .containsExactly("person");
            transaction.commit();
        }
        assertThat(database.catalog().tables())
                .extracting(TableDefinition::name)
                .containsExactly("person");
    }

    private List<String> colleagues(Transaction transaction, String name, String day) {
        List<String> found = new ArrayList<>();
        for (String employer : neighbours(transaction, worksAt, Direction.OUTGOING, person, name, day)) {
            found.addAll(neighbours(transaction, worksAt, Direction.INCOMING, company, employer, day));
        }
        found.remove(name);
        Collections.sort(found);
        return found;
    }

    private List<String> neighbours(
            Transaction transaction,
            TableDefinition edges,
            Direction direction,
            TableDefinition nodes,
            String name,
            String day) {
        long nodeId = transaction.entityId(nodes.id(), new Object[] {name});
        var filter = TemporalFilter.asOf(SettableClock.day(day), transaction.nowMicros());
        int[] projection = {direction == Direction.OUTGOING ? 2 : 1};
        List<String> names = new ArrayList<>();
        try (Probe probe = transaction.expand(edges.id(), direction, filter, projection)) {
            probe.start(new long[] {0, nodeId}, 2);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    int row = batch.row(i);
                    assertThat(((LongVector) batch.column(0)).values()[row]).isEqualTo(1);
                    names.add((String) Objects.requireNonNull(batch.column(1).object(row)));
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    private Transaction begin() {
        return database.begin(TransactionOptions.DEFAULTS);
    }

    private static Portion portion(String from, @org.jspecify.annotations.Nullable String to) {
        return Portion.of(SettableClock.day(from), to == null ? Time.FOREVER : SettableClock.day(to));
    }

    private static void put(
            Transaction transaction,
            TableDefinition table,
            String from,
            @org.jspecify.annotations.Nullable String to,
            @org.jspecify.annotations.Nullable Object... row) {
        transaction.insert(table.id(), portion(from, to), row);
    }
}
