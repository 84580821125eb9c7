package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a few entities with erasures, forgetting and purges, some of their transactions at the same time, against
 * {@link RectangleModel}. {@code -Daletheia.histories=20000} runs more of them, {@code -Daletheia.seed=7} begins with another seed.
 */
class RandomErasureTest {
    private static final int HISTORIES = Integer.getInteger("aletheia.histories", 60);
    private static final int HISTORIES_ON_DISK = Math.max(1, HISTORIES / 10);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final int TRANSACTIONS = 20;
    private static final int KEYS = 4;
    private static final int CELLS = 12;
    private static final long START = SettableClock.day("2024-01-10");

    /** A transaction under way with what the model makes of it. */
    private static final class Draft {
        private final Transaction transaction;
        /** The cells that versions are made or ended in. */
        private final Map<Long, boolean[]> touched = new HashMap<>();
        /** The cells that operations are about, whether or not anything was there. */
        private final Map<Long, boolean[]> claimed = new HashMap<>();

        private final Map<Long, @Nullable Long[]> cells = new HashMap<>();
        /** The keys of entities that were there before and are erased. */
        private final Set<Long> erased = new HashSet<>();

        Draft(Transaction transaction) {
            this.transaction = transaction;
        }

        Draft copy() {
            var copy = new Draft(transaction);
            touched.forEach((key, value) -> copy.touched.put(key, value.clone()));
            claimed.forEach((key, value) -> copy.claimed.put(key, value.clone()));
            cells.forEach((key, value) -> copy.cells.put(key, value.clone()));
            copy.erased.addAll(erased);
            return copy;
        }

        void restore(Draft saved) {
            touched.clear();
            claimed.clear();
            cells.clear();
            erased.clear();
            Draft copy = saved.copy();
            erased.addAll(copy.erased);
            touched.putAll(copy.touched);
            claimed.putAll(copy.claimed);
            cells.putAll(copy.cells);
        }
    }

    private record Saved(Savepoint savepoint, Draft draft) {}

    private static final boolean[] EVERY_CELL = new boolean[CELLS];

    static {
        Arrays.fill(EVERY_CELL, true);
    }

    private final SettableClock clock = new SettableClock(START);

    /** What the history at hand forgot. */
    private long horizon;

    @Test
    void everyHistoryIsWhatTheModelSays() {
        for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
            int current = seed;
            assertThatCode(() -> runInMemory(current)).as("seed " + seed).doesNotThrowAnyException();
        }
    }

    @Test
    void everyHistoryIsTheSameAfterCheckpointsAndReopening(@TempDir Path directory) {
        for (int seed = SEED; seed < SEED + HISTORIES_ON_DISK; seed++) {
            int current = seed;
            assertThatCode(() -> runOnDisk(directory.resolve("db" + current), current))
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
    }

    private void runInMemory(int seed) {
        horizon = Long.MIN_VALUE;
        var random = new Random(seed);
        clock.set(START);
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            var model = new RectangleModel(bounds(random));
            List<Long> commits = new ArrayList<>(List.of(START));
            run(database, table, model, random, commits, TRANSACTIONS);
            compare(database, table, model, commits);
        }
    }

    private void runOnDisk(Path directory, int seed) {
        horizon = Long.MIN_VALUE;
        var random = new Random(seed);
        clock.set(START);
        var model = new RectangleModel(bounds(random));
        List<Long> commits = new ArrayList<>(List.of(START));
        TableDefinition table;
        try (Database database = Database.open(directory, TestDatabases.options(clock))) {
            table = TestTables.create(database, TestTables.numbers("t"));
        }
        for (int opening = 0; opening < 3; opening++) {
            try (Database database = Database.open(directory, TestDatabases.options(clock))) {
                assertThat(Statements.all(database, table)).isEqualTo(model.versions(List::of));
                run(database, table, model, random, commits, TRANSACTIONS / 3);
                if (random.nextBoolean()) {
                    if (random.nextBoolean()) {
                        database.checkpoint();
                    } else {
                        assertThat(database.purge()).isEmpty();
                    }
                    run(database, table, model, random, commits, TRANSACTIONS / 3);
                }
            }
        }
        try (Database database = Database.open(directory, TestDatabases.options(clock))) {
            compare(database, table, model, commits);
        }
    }

    private void run(
            Database database,
            TableDefinition table,
            RectangleModel model,
            Random random,
            List<Long> commits,
            int transactions) {
        // A reader who stays sees what he saw, whatever is erased meanwhile.
        Transaction reader = database.begin(TransactionOptions.DEFAULTS);
        List<Version> seen = Statements.scan(reader, table, TemporalFilter.ALL);
        for (int i = 0; i < transactions; i++) {
            clock.advance(1L + random.nextInt(3) * Time.MICROS_PER_SECOND);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> commits.addAll(runTwoAtOnce(database, table, model, random));
                case 3 -> commits.addAll(forget(database, table, model, random, commits));
                default -> commits.addAll(runOne(database, table, model, random));
            }
            compareWhatWasSeen(reader, table, seen);
            if (random.nextInt(5) == 0) {
                database.purge();
                compareWhatWasSeen(reader, table, seen);
                assertThat(Statements.all(database, table)).isEqualTo(model.versions(List::of));
                reader.close();
                reader = database.begin(TransactionOptions.DEFAULTS);
                seen = Statements.scan(reader, table, TemporalFilter.ALL);
            }
        }
        reader.close();
    }

    private static void compareWhatWasSeen(Transaction reader, TableDefinition table, List<Version> seen) {
        assertThat(Statements.scan(reader, table, TemporalFilter.ALL))
                .as("seen from an earlier snapshot")
                .isEqualTo(seen);
        for (long key = 1; key <= KEYS; key++) {
            long wanted = key;
            assertThat(Statements.lookup(reader, table, TemporalFilter.ALL, key))
                    .as("key " + key + " seen from an earlier snapshot")
                    .isEqualTo(seen.stream()
                            .filter(version -> version.values().get(0).equals(wanted))
                            .toList());
        }
        long horizon = reader.horizon(table.id());
        for (Version corner : seen) {
            for (long system : new long[] {corner.systemFrom(), corner.systemTo() - 1}) {
                if (system < horizon || system > reader.nowMicros()) {
                    continue;
                }
                long valid = corner.validFrom();
                assertThat(Statements.scan(reader, table, TemporalFilter.asOf(valid, system)))
                        .as("seen from an earlier snapshot as of an instant")
                        .isEqualTo(seen.stream()
                                .filter(version -> version.validFrom() <= valid
                                        && valid < version.validTo()
                                        && version.systemFrom() <= system
                                        && system < version.systemTo())
                                .toList());
            }
        }
    }

    private List<Long> forget(
            Database database, TableDefinition table, RectangleModel model, Random random, List<Long> commits) {
        long before = commits.get(random.nextInt(commits.size()));
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            horizon = Math.max(horizon, before);
            transaction.forgetBefore(table.id(), before);
            model.forget(horizon);
            assertThat(Statements.scan(transaction, table, TemporalFilter.ALL)).isEqualTo(model.versions(List::of));
            long systemTime = transaction.commit();
            return systemTime == 0 ? List.of() : List.of(systemTime);
        }
    }

    private List<Long> runOne(Database database, TableDefinition table, RectangleModel model, Random random) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            var draft = new Draft(transaction);
            write(draft, table, model, random);
            compareOwnView(draft, table, model);
            if (random.nextInt(10) == 0) {
                transaction.rollback();
                return List.of();
            }
            return commit(draft, model);
        }
    }

    /** Both read the same snapshot; if cells that one touched are touched by the other, the second must be refused. */
    private List<Long> runTwoAtOnce(Database database, TableDefinition table, RectangleModel model, Random random) {
        try (Transaction one = database.begin(TransactionOptions.DEFAULTS);
                Transaction other = database.begin(TransactionOptions.DEFAULTS)) {
            var first = new Draft(one);
            var second = new Draft(other);
            write(first, table, model, random);
            write(second, table, model, random);
            compareOwnView(first, table, model);
            boolean newKeyTwice = first.touched.keySet().stream().anyMatch(key -> {
                if (first.erased.contains(key) || second.erased.contains(key)) {
                    return false;
                }
                long id = one.entityId(table.id(), new Object[] {key});
                long otherId = other.entityId(table.id(), new Object[] {key});
                return id != 0 && otherId != 0 && id != otherId;
            });
            boolean meet = newKeyTwice || meet(first, second, model);
            List<Long> commits = new ArrayList<>(commit(first, model));
            try {
                List<Long> committed = commit(second, model);
                assertThat(meet).as("committed although both wrote one cell").isFalse();
                commits.addAll(committed);
            } catch (DatabaseException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.WRITE_CONFLICT);
                assertThat(meet)
                        .as("refused although no cell was written by both")
                        .isTrue();
            }
            return commits;
        }
    }

    /** Writes at random, keeping the model's cells as they will be if the transaction commits. */
    private void write(Draft draft, TableDefinition table, RectangleModel model, Random random) {
        Deque<Saved> savepoints = new ArrayDeque<>();
        int statements = 1 + random.nextInt(5);
        for (int i = 0; i < statements; i++) {
            if (random.nextInt(4) == 0) {
                savepoints.push(new Saved(draft.transaction.savepoint(), draft.copy()));
            }
            statement(draft, table, model, random);
            if (!savepoints.isEmpty() && random.nextInt(4) == 0) {
                Saved saved = savepoints.pop();
                draft.transaction.rollbackTo(saved.savepoint());
                draft.restore(saved.draft());
            }
        }
    }

    private void statement(Draft draft, TableDefinition table, RectangleModel model, Random random) {
        long key = 1L + random.nextInt(KEYS);
        int from = random.nextInt(model.cells());
        int to = from + 1 + random.nextInt(model.cells() - from);
        Portion portion = Portion.of(model.bound(from), model.bound(to));
        long value = random.nextInt(3);
        @Nullable Long[] cells = draft.cells.computeIfAbsent(key, model::current);
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                boolean free = true;
                for (int cell = from; cell < to; cell++) {
                    free &= cells[cell] == null;
                }
                Object[] row = {key, value};
                if (free) {
                    draft.transaction.insert(table.id(), portion, row);
                    fill(draft, key, from, to, value, false);
                } else {
                    TestErrors.assertError(
                            ErrorCode.DUPLICATE_KEY, () -> draft.transaction.insert(table.id(), portion, row));
                }
            }
            case 2, 3 -> {
                draft.transaction.upsert(table.id(), portion, new Object[] {key, value});
                fill(draft, key, from, to, value, false);
            }
            case 4, 5 -> {
                Statements.update(draft.transaction, table, key, portion, row -> new Object[] {row[0], value});
                fill(draft, key, from, to, value, true);
            }
            case 6 -> {
                long id = draft.transaction.entityId(table.id(), new Object[] {key});
                draft.transaction.erase(table.id(), new long[] {id}, random.nextBoolean());
                draft.cells.put(key, new Long[CELLS]);
                draft.touched.put(key, new boolean[CELLS]);
                draft.claimed.put(key, new boolean[CELLS]);
                if (model.knows(key)) {
                    draft.erased.add(key);
                }
            }
            default -> {
                Statements.delete(draft.transaction, table, key, portion);
                fill(draft, key, from, to, null, true);
            }
        }
    }

    private static void fill(Draft draft, long key, int from, int to, @Nullable Long value, boolean onlyThere) {
        @Nullable Long[] cells = java.util.Objects.requireNonNull(draft.cells.get(key));
        boolean[] touched = draft.touched.computeIfAbsent(key, k -> new boolean[CELLS]);
        boolean[] claimed = draft.claimed.computeIfAbsent(key, k -> new boolean[CELLS]);
        boolean deletes = false;
        for (int cell = from; cell < to; cell++) {
            deletes |= value == null && cells[cell] != null;
        }
        for (int cell = from; cell < to; cell++) {
            claimed[cell] |= deletes;
            if (!onlyThere || cells[cell] != null) {
                cells[cell] = value;
                touched[cell] = true;
                claimed[cell] = true;
            }
        }
    }

    /** Whether the first changed a cell that the second wrote about, or one of them erased what the other wrote about. */
    private static boolean meet(Draft first, Draft second, RectangleModel model) {
        for (long key : first.erased) {
            boolean[] claimed = second.claimed.get(key);
            if (second.erased.contains(key) || (claimed != null && isAny(claimed))) {
                return true;
            }
        }
        for (Map.Entry<Long, boolean[]> entry : first.touched.entrySet()) {
            boolean[] claimed =
                    second.erased.contains(entry.getKey()) ? EVERY_CELL : second.claimed.get(entry.getKey());
            @Nullable Long[] before = model.current(entry.getKey());
            @Nullable Long[] after = java.util.Objects.requireNonNull(first.cells.get(entry.getKey()));
            for (int cell = 0; claimed != null && cell < CELLS; cell++) {
                boolean changed = entry.getValue()[cell] && (before[cell] != null || after[cell] != null);
                if (changed && claimed[cell]) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAny(boolean[] cells) {
        for (boolean cell : cells) {
            if (cell) {
                return true;
            }
        }
        return false;
    }

    private static List<Long> commit(Draft draft, RectangleModel model) {
        long systemTime = draft.transaction.commit();
        if (systemTime == 0) {
            return List.of();
        }
        draft.erased.forEach(model::erase);
        model.commit(draft.touched, draft.cells, systemTime);
        return List.of(systemTime);
    }

    private static void compareOwnView(Draft draft, TableDefinition table, RectangleModel model) {
        long now = draft.transaction.nowMicros();
        for (int cell = 0; cell < model.cells(); cell++) {
            Map<Long, Long> expected = new TreeMap<>();
            for (long key = 1; key <= KEYS; key++) {
                Long value = draft.cells.getOrDefault(key, model.current(key))[cell];
                if (value != null) {
                    expected.put(key, value);
                }
            }
            List<Version> seen = Statements.scan(draft.transaction, table, TemporalFilter.asOf(model.bound(cell), now));
            assertThat(slice(seen)).as("own view of cell " + cell).isEqualTo(expected);
        }
    }

    private void compare(Database database, TableDefinition table, RectangleModel model, List<Long> commits) {
        List<Version> all = Statements.all(database, table);
        assertThat(all).isEqualTo(model.versions(List::of));
        TestDatabases.assertSound(database);
        for (long commit : commits) {
            for (long system : new long[] {commit - 1, commit}) {
                for (int cell = 0; cell < model.cells(); cell++) {
                    if (system < horizon) {
                        var early = TemporalFilter.asOf(model.bound(cell), system);
                        TestErrors.assertError(
                                ErrorCode.INVALID_ARGUMENT, () -> Statements.asOf(database, table, early));
                        continue;
                    }
                    for (long valid : new long[] {model.bound(cell), model.bound(cell + 1) - 1}) {
                        assertThat(slice(Statements.asOf(database, table, TemporalFilter.asOf(valid, system))))
                                .as("valid " + Time.toText(valid) + ", system " + Time.toText(system))
                                .isEqualTo(model.slice(cell, system));
                    }
                }
            }
        }
    }

    private static Map<Long, Long> slice(List<Version> versions) {
        Map<Long, Long> slice = new TreeMap<>();
        for (Version version : versions) {
            Long before = slice.put(
                    (Long) version.values().get(0), (Long) version.values().get(1));
            assertThat(before).as("two versions of one entity at one instant").isNull();
        }
        return slice;
    }

    /** Cells of valid time, before and after the system times; half of the histories begin or end where time does. */
    private static long[] bounds(Random random) {
        long[] bounds = new long[CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
            bounds[i] = START + (i - 6) * 10L * Time.MICROS_PER_SECOND;
        }
        if (random.nextBoolean()) {
            bounds[0] = Time.BEGINNING;
        }
        if (random.nextBoolean()) {
            bounds[CELLS] = Time.FOREVER;
        }
        return bounds;
    }
}
