package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random nodes and edges, written by transactions that overlap, with and without stated periods. Whatever is refused, what is
 * committed keeps the rules: no two versions of an entity meet, and an edge is only where both its nodes are. Run on as {@link
 * RandomHistoryTest} is.
 */
class RandomGraphTest {
    private static final int HISTORIES = Integer.getInteger("aletheia.histories", 200);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final int ROUNDS = 25;
    private static final int NODES = 4;
    private static final int EDGES = 6;
    private static final long START = SettableClock.day("2024-01-10");
    private static final Set<ErrorCode> REFUSALS =
            Set.of(ErrorCode.MISSING_ENDPOINT, ErrorCode.DUPLICATE_KEY, ErrorCode.WRITE_CONFLICT);

    private final SettableClock clock = new SettableClock(START);
    private final Map<ErrorCode, Integer> refused = new EnumMap<>(ErrorCode.class);
    private int committed;

    @Test
    void whatIsCommittedKeepsTheRules() {
        for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
            int current = seed;
            assertThatCode(() ->
                            run(new Random(current), current % 2 == 0 ? EndpointPolicy.RESTRICT : EndpointPolicy.CLIP))
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
        assertThat(refused.keySet()).as("all sorts of refusals occurred").isEqualTo(REFUSALS);
        assertThat(committed).as("most transactions committed").isGreaterThan(HISTORIES * ROUNDS);
    }

    private void run(Random random, EndpointPolicy policy) {
        clock.set(START);
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition nodes = TestTables.create(database, TestTables.numbers("n"));
            TableDefinition generated = TestTables.edge("e", nodes, nodes);
            TableDefinition edges = TestTables.create(
                    database,
                    new TableDefinition(
                            0,
                            generated.schema(),
                            "e",
                            List.of(
                                    TestTables.column(
                                            "id", generated.columns().get(0).type()),
                                    generated.columns().get(1),
                                    generated.columns().get(2)),
                            List.of(0),
                            generated.endpoints(),
                            TableOptions.DEFAULTS.withEndpointPolicy(policy)));
            for (int round = 0; round < ROUNDS; round++) {
                List<Transaction> open = new ArrayList<>();
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    open.add(database.begin(TransactionOptions.DEFAULTS));
                }
                for (int i = 0; i < count * 4; i++) {
                    clock.advance(random.nextInt(3) * Time.MICROS_PER_SECOND);
                    Transaction transaction = open.get(random.nextInt(count));
                    Savepoint savepoint = transaction.savepoint();
                    try {
                        write(transaction, nodes, edges, random);
                    } catch (DatabaseException e) {
                        refuse(e);
                        transaction.rollbackTo(savepoint);
                    }
                }
                for (Transaction transaction : open) {
                    clock.advance(random.nextInt(3) * Time.MICROS_PER_SECOND);
                    commit(transaction);
                }
            }
            TestDatabases.assertSound(database);
            check(Statements.all(database, nodes), Statements.all(database, edges));
        }
    }

    private void write(Transaction transaction, TableDefinition nodes, TableDefinition edges, Random random) {
        Portion portion = portion(random);
        long node = 1L + random.nextInt(NODES);
        long edge = 1L + random.nextInt(EDGES);
        // An edge id always stands for the same two nodes.
        long source = 1 + edge % NODES;
        long target = 1 + edge * 7 % NODES;
        switch (random.nextInt(10)) {
            case 0, 1 -> transaction.upsert(nodes.id(), portion, new Object[] {node, (long) random.nextInt(2)});
            case 2 -> transaction.insert(nodes.id(), portion, new Object[] {node, (long) random.nextInt(2)});
            case 3 -> Statements.delete(transaction, nodes, node, portion);
            case 4, 5 -> transaction.upsert(edges.id(), portion, new Object[] {edge, source, target});
            case 6 -> transaction.insert(edges.id(), portion, new Object[] {edge, source, target});
            case 7 -> erase(transaction, nodes, node, random.nextBoolean());
            case 8 -> erase(transaction, edges, edge, false);
            default -> Statements.delete(transaction, edges, edge, portion);
        }
    }

    private static void erase(Transaction transaction, TableDefinition table, long key, boolean cascade) {
        long id = transaction.entityId(table.id(), new Object[] {key});
        transaction.erase(table.id(), new long[] {id}, cascade);
        assertThat(Statements.lookup(transaction, table, TemporalFilter.ALL, key))
                .isEmpty();
    }

    private void commit(Transaction transaction) {
        try (transaction) {
            transaction.commit();
            committed++;
        } catch (DatabaseException e) {
            refuse(e);
        }
    }

    private void refuse(DatabaseException e) {
        assertThat(e.code()).as(e.getMessage()).isIn(REFUSALS);
        refused.merge(e.code(), 1, Integer::sum);
    }

    private static void check(List<Version> nodes, List<Version> edges) {
        for (List<Version> versions : List.of(nodes, edges)) {
            Map<Object, List<Version>> byKey = new HashMap<>();
            for (Version version : versions) {
                assertThat(version.validFrom()).isLessThan(version.validTo());
                assertThat(version.systemFrom()).isLessThan(version.systemTo());
                List<Version> others = byKey.computeIfAbsent(version.values().get(0), key -> new ArrayList<>());
                for (Version other : others) {
                    if (meet(version, other)) {
                        throw new AssertionError(version + " meets " + other);
                    }
                }
                others.add(version);
            }
        }
        Set<Long> valid = new TreeSet<>(Statements.boundaries(nodes, true));
        valid.addAll(Statements.boundaries(edges, true));
        Set<Long> system = new TreeSet<>(Statements.boundaries(nodes, false));
        system.addAll(Statements.boundaries(edges, false));
        for (long v : valid) {
            for (long s : system) {
                Set<Object> there = new HashSet<>();
                nodes.stream().filter(node -> isAt(node, v, s)).forEach(node -> there.add(key(node)));
                for (Version edge : edges) {
                    boolean dangles = isAt(edge, v, s)
                            && !(there.contains(edge.values().get(1))
                                    && there.contains(edge.values().get(2)));
                    if (dangles) {
                        throw new AssertionError(
                                edge + " dangles at " + Time.toText(v) + " as known " + Time.toText(s));
                    }
                }
            }
        }
    }

    private static Object key(Version version) {
        return java.util.Objects.requireNonNull(version.values().get(0));
    }

    private static boolean meet(Version a, Version b) {
        return a.validFrom() < b.validTo()
                && b.validFrom() < a.validTo()
                && a.systemFrom() < b.systemTo()
                && b.systemFrom() < a.systemTo();
    }

    private static boolean isAt(Version version, long valid, long system) {
        return version.validFrom() <= valid
                && valid < version.validTo()
                && version.systemFrom() <= system
                && system < version.systemTo();
    }

    /** From now on as often as stated, and stated ones near the clock. */
    private Portion portion(Random random) {
        long from = clock.micros() + (random.nextInt(9) - 6) * 5L * Time.MICROS_PER_SECOND;
        long to = random.nextInt(3) == 0 ? Time.FOREVER : from + (1 + random.nextInt(12)) * 5L * Time.MICROS_PER_SECOND;
        return switch (random.nextInt(3)) {
            case 0 -> Portion.FROM_NOW_ON;
            case 1 -> new Portion(from, to, true);
            default -> Portion.of(from, to);
        };
    }
}
