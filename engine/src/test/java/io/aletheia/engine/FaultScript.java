package io.aletheia.engine;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TransactionNote;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the commits of {@link FaultRun} write: nodes, edges, updates, deletes, definitions, transactions of several frames, erasures.
 * Each depends on the seed, its number and what was committed before, so every run comes to the same.
 */
final class FaultScript {
    private static final int PERSONS = 25;

    /** So many rows of so long texts take several frames in more than one segment. */
    private static final int LONG_ROWS = 24;

    private static final int REPEATED = 100;
    private static final int REPEATED_AT_TIMES = 25;

    /** Numbers in these, repeated: what is defined, what is put away. */
    private static final int CYCLE = 25;

    private final int seed;

    FaultScript(int seed) {
        this.seed = seed;
    }

    Random random(int number) {
        return new Random(new SplittableRandom(seed * 1_000_003L + number).nextLong());
    }

    /** Writes what the commit of this number is to be. */
    void write(Transaction transaction, int number) {
        Random random = random(number);
        if (number == 0) {
            define(transaction);
            putEvents(transaction, random, LONG_ROWS, REPEATED);
            return;
        }
        if (random.nextInt(4) == 0) {
            transaction.describe(new TransactionNote("script", "commit " + number));
        }
        switch (number % CYCLE) {
            case 4 -> transaction.createTable(TestTables.numbers("t" + number));
            case 5 -> addColumn(transaction, "t" + (number - 1));
            case 6 -> view(transaction, number);
            case 7 ->
                transaction.dropTables(
                        List.of(table(transaction, "t" + (number - 3)).id()));
            case 12 -> putEvents(transaction, random, LONG_ROWS, REPEATED);
            case 20 -> transaction.forgetBefore(table(transaction, "event").id(), transaction.nowMicros());
            default -> writeRows(transaction, random);
        }
        if (number % CYCLE == 6) {
            transaction.upsert(
                    table(transaction, "t" + (number - 2)).id(), Portion.ALL, new Object[] {1L, 2L, "three"});
        }
    }

    private static void define(Transaction transaction) {
        ColumnDefinition id = TestTables.column("id", ValueType.BIGINT);
        TableDefinition person = transaction.createTable(TestTables.node(
                "person",
                id,
                TestTables.nullable("name", ValueType.VARCHAR),
                TestTables.nullable("v", ValueType.BIGINT)));
        transaction.createTable(TestTables.node(
                "event", ColumnDefinition.generatedId(), TestTables.nullable("text", ValueType.VARCHAR)));
        transaction.createTable(
                TestTables.edge("knows", person, person, TestTables.nullable("since", ValueType.BIGINT)));
    }

    private static void addColumn(Transaction transaction, String name) {
        TableDefinition table = table(transaction, name);
        List<ColumnDefinition> columns = new ArrayList<>(table.columns());
        columns.add(TestTables.nullable("w", ValueType.VARCHAR));
        transaction.alterTable(table.withColumns(columns));
    }

    private static void view(Transaction transaction, int number) {
        TableDefinition person = table(transaction, "person");
        transaction.createView(new ViewDefinition(
                0,
                CatalogVersion.PUBLIC,
                "view" + number,
                List.of(person.columns().get(0)),
                List.of("id"),
                "SELECT id FROM person WHERE v = " + number,
                List.of(person.id())));
    }

    private static void writeRows(Transaction transaction, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> putPerson(transaction, random);
                case 3 -> updatePerson(transaction, random);
                case 4 -> deletePerson(transaction, random);
                case 5, 6 -> putEdge(transaction, random);
                default -> putEvents(transaction, random, 1 + random.nextInt(4), 1 + random.nextInt(REPEATED_AT_TIMES));
            }
        }
    }

    private static long anyone(Random random) {
        return 1L + random.nextInt(PERSONS);
    }

    private static void putPerson(Transaction transaction, Random random) {
        long key = anyone(random);
        Portion portion = random.nextInt(3) == 0 ? Portion.ALL : Portion.FROM_NOW_ON;
        transaction.upsert(table(transaction, "person").id(), portion, new Object[] {
            key, "person " + random.nextInt(100), random.nextLong()
        });
    }

    private static void updatePerson(Transaction transaction, Random random) {
        TableDefinition person = table(transaction, "person");
        long from = transaction.nowMicros() - random.nextInt(100_000_000);
        Portion portion =
                random.nextBoolean() ? Portion.FROM_NOW_ON : Portion.of(from, from + 1 + random.nextInt(50_000_000));
        Statements.update(transaction, person, anyone(random), portion, row -> {
            @Nullable Object[] changed = row.clone();
            changed[2] = random.nextLong();
            return changed;
        });
    }

    private static void deletePerson(Transaction transaction, Random random) {
        TableDefinition person = table(transaction, "person");
        long id = transaction.entityId(person.id(), new Object[] {anyone(random)});
        if (id != 0) {
            transaction.detach(person.id(), id, Portion.FROM_NOW_ON);
            transaction.delete(person.id(), id, Portion.FROM_NOW_ON);
        }
    }

    private static void putEdge(Transaction transaction, Random random) {
        List<List<@Nullable Object>> persons = Statements.current(transaction, table(transaction, "person"));
        if (!persons.isEmpty()) {
            Object source = persons.get(random.nextInt(persons.size())).get(0);
            Object target = persons.get(random.nextInt(persons.size())).get(0);
            transaction.insert(table(transaction, "knows").id(), Portion.FROM_NOW_ON, new @Nullable Object[] {
                null, source, target, random.nextLong()
            });
        }
    }

    private static void putEvents(Transaction transaction, Random random, int count, int repeated) {
        int table = table(transaction, "event").id();
        for (int i = 0; i < count; i++) {
            String text = Long.toString(random.nextLong(), 36).repeat(repeated);
            transaction.insert(table, Portion.FROM_NOW_ON, new @Nullable Object[] {null, text});
        }
    }

    /** Puts somebody who is to be erased. */
    static void putSecret(Transaction transaction, long key, String name) {
        transaction.insert(table(transaction, "person").id(), Portion.ALL, new @Nullable Object[] {key, name, null});
    }

    /** Erases somebody. */
    static void eraseSecret(Transaction transaction, long key) {
        TableDefinition person = table(transaction, "person");
        transaction.erase(person.id(), new long[] {transaction.entityId(person.id(), new Object[] {key})}, true);
    }

    static TableDefinition table(Transaction transaction, String name) {
        return Objects.requireNonNull(transaction.catalog().table(CatalogVersion.PUBLIC, name), name);
    }
}
