package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads on one database: every snapshot is a state between two commits. */
class ConcurrentCommitsTest {
    // Points F7 of docs/architecture/recovery.md.
    private static final int ACCOUNTS = 8;
    private static final long BALANCE = 1000;
    private static final List<DurabilityMode> MODES = List.of(DurabilityMode.values());
    private static final int WRITERS = 4;
    private static final int TRANSFERS = 400;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TableDefinition accounts = TestTables.numbers("accounts");

    private Database database = Database.inMemory(DatabaseOptions.DEFAULTS);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void moneyIsNeitherMadeNorLostInAnySnapshot() throws Exception {
        openAccounts();
        transferAndRead();
    }

    @Test
    void moneyIsNeitherMadeNorLostOnDisk(@TempDir Path directory) throws Exception {
        database = Database.open(directory, DatabaseOptions.DEFAULTS);
        openAccounts();
        transferAndRead();
        database.awaitDurable();
        List<Version> before = Statements.all(database, accounts);
        database.close();
        database = Database.open(directory, DatabaseOptions.DEFAULTS);
        assertThat(Statements.all(database, accounts)).isEqualTo(before);
    }

    private void openAccounts() {
        accounts = TestTables.create(database, accounts);
        try (Transaction transaction = begin(DurabilityMode.GROUP_COMMIT)) {
            for (long account = 1; account <= ACCOUNTS; account++) {
                transaction.insert(accounts.id(), Portion.FROM_NOW_ON, new Object[] {account, BALANCE});
            }
            transaction.commit();
        }
    }

    private void transferAndRead() throws Exception {
        var lastCommit = new AtomicLong();
        // Writers that begin before the reader may have ended before it has looked.
        var reading = new CountDownLatch(1);
        List<Future<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int seed = i;
            DurabilityMode mode = MODES.get(i % MODES.size());
            writers.add(threads.submit(() -> {
                assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
                return transfer(new Random(seed), mode, lastCommit);
            }));
        }
        Future<Void> reader = threads.submit((Callable<@Nullable Void>) () -> {
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                try (Transaction transaction = begin(DurabilityMode.GROUP_COMMIT)) {
                    reading.countDown();
                    for (int repeat = 0; repeat < 2; repeat++) {
                        assertThat(sum(transaction, transaction.nowMicros())).isEqualTo(ACCOUNTS * BALANCE);
                    }
                }
            }
            return null;
        });
        int committed = 0;
        for (Future<Integer> writer : writers) {
            committed += writer.get(120, TimeUnit.SECONDS);
        }
        assertThat(committed).isEqualTo(WRITERS * TRANSFERS);
        reader.get(60, TimeUnit.SECONDS);
        everySystemTimeHasTheSameSum(committed);
    }

    /** The history tells of every commit, and as of each of them the sum is the same. */
    private void everySystemTimeHasTheSameSum(int committed) {
        try (Transaction transaction = begin(DurabilityMode.GROUP_COMMIT)) {
            List<Version> all = Statements.scan(transaction, accounts, TemporalFilter.ALL);
            List<Long> times =
                    all.stream().map(Version::systemFrom).distinct().sorted().toList();
            assertThat(times).hasSize(committed + 1);
            for (int i = 0; i < times.size(); i += 50) {
                assertThat(sum(transaction, times.get(i))).isEqualTo(ACCOUNTS * BALANCE);
            }
        }
    }

    private int transfer(Random random, DurabilityMode mode, AtomicLong lastCommit) {
        int committed = 0;
        while (committed < TRANSFERS) {
            long from = 1L + random.nextInt(ACCOUNTS);
            long to = 1L + (from + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            long seenBefore = lastCommit.get();
            try (Transaction transaction = begin(mode)) {
                assertThat(transaction.nowMicros())
                        .as("later than every commit that returned")
                        .isGreaterThan(seenBefore);
                add(transaction, from, -1);
                add(transaction, to, 1);
                long systemTime = transaction.commit();
                lastCommit.accumulateAndGet(systemTime, Math::max);
                committed++;
            } catch (DatabaseException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.WRITE_CONFLICT);
            }
        }
        return committed;
    }

    private void add(Transaction transaction, long account, long amount) {
        int strips = Statements.update(transaction, accounts, account, Portion.FROM_NOW_ON, row ->
                new Object[] {row[0], (Long) java.util.Objects.requireNonNull(row[1]) + amount});
        assertThat(strips).isEqualTo(1);
    }

    /** The balances that hold for ever, as known at a system time. */
    private long sum(Transaction transaction, long systemTime) {
        var filter =
                new TemporalFilter(PeriodFilter.asOf(SettableClock.day("2200-01-01")), PeriodFilter.asOf(systemTime));
        List<Version> rows = Statements.scan(transaction, accounts, filter);
        assertThat(rows).hasSize(ACCOUNTS);
        return rows.stream().mapToLong(row -> (Long) row.values().get(1)).sum();
    }

    private Transaction begin(DurabilityMode mode) {
        return database.begin(new TransactionOptions(Isolation.SNAPSHOT, mode, false));
    }
}
