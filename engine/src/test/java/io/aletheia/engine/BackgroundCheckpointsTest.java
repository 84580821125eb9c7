package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.HeldDirectory;
import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database makes checkpoints while it is open, so that its log can be trimmed and opening after a crash takes little. */
class BackgroundCheckpointsTest {
    // Points 33, F14 of docs/architecture/recovery.md.
    private static final long DEADLINE_MILLIS = 60_000;
    private static final long NEVER = 0;
    private static final TableDefinition NODES = TestTables.node("t", TestTables.column("id", ValueType.BIGINT));

    @TempDir
    Path directory;

    @Test
    void aCheckpointIsMadeAfterTheIntervalIfSomethingWasCommitted() throws Exception {
        try (Database database = open(20, NEVER)) {
            TableDefinition table = TestTables.create(database, NODES);
            String first = awaitCheckpointAfter(null);
            insert(database, table, 1);
            String second = awaitCheckpointAfter(first);
            // Many intervals in which nothing is committed.
            Thread.sleep(500);
            assertThat(newestManifest()).isEqualTo(second);
        }
    }

    @Test
    void aCheckpointIsMadeAfterSoMuchLogWhateverTheInterval() throws Exception {
        try (Database database = open(NEVER, 4096)) {
            TableDefinition table = TestTables.create(database, NODES);
            for (int id = 1; newestManifest() == null; id++) {
                insert(database, table, id);
                assertThat(id).isLessThan(1_000_000);
            }
            assertThat(database.lastLsn()).isGreaterThan(10);
        }
    }

    @Test
    void aKillAfterCheckpointsBesideCommitsLosesNothing() throws Exception {
        Path image = directory.resolve("image");
        int ids = 200;
        try (Database database = open(5, NEVER)) {
            TableDefinition table = TestTables.create(database, NODES);
            for (int id = 1; id <= ids; id++) {
                insert(database, table, id);
            }
            awaitCheckpointAfter(null);
            // One that is under way comes to its end before this does, and without commits there is no further one.
            database.checkpoint();
            Files.createDirectories(image);
            try (Stream<Path> files = Files.list(directory.resolve("db"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, image.resolve(file.getFileName()));
                }
            }
        }
        try (Database database = Database.open(image, DatabaseOptions.DEFAULTS)) {
            assertThat(Statements.all(
                            database, database.catalog().tables().iterator().next()))
                    .hasSize(ids);
            assertThat(database.recovery().checkpointLsn()).isPositive();
        }
    }

    @Test
    void commitsGoOnWhileACheckpointIsWritten() throws Exception {
        var held = new CountDownLatch(1);
        var writing = new CountDownLatch(1);
        var files = new HeldDirectory(new MemoryDirectory(), name -> {
            if (name.startsWith("chunk-") && held.getCount() > 0) {
                writing.countDown();
                await(held);
            }
        });
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Database database = Database.open("held", files, DatabaseOptions.DEFAULTS)) {
            TableDefinition table = TestTables.create(database, NODES);
            insert(database, table, 1);
            Future<?> checkpoint = other.submit(database::checkpoint);
            await(writing);
            insert(database, table, 2);
            assertThat(Statements.all(database, table)).hasSize(2);
            assertThat(checkpoint.isDone()).isFalse();
            held.countDown();
            checkpoint.get(1, TimeUnit.MINUTES);
            database.checkpoint();
        } finally {
            held.countDown();
            other.shutdownNow();
        }
        try (Database database = Database.open("held", files, DatabaseOptions.DEFAULTS)) {
            assertThat(Statements.all(
                            database, database.catalog().tables().iterator().next()))
                    .hasSize(2);
        }
    }

    @Test
    void whatIsCommittedWhileACheckpointIsWrittenIsInTheNext() throws Exception {
        var held = new CountDownLatch(1);
        var writing = new CountDownLatch(1);
        var files = new HeldDirectory(new MemoryDirectory(), name -> {
            if (name.startsWith("chunk-") && held.getCount() > 0) {
                writing.countDown();
                await(held);
            }
        });
        try (Database database = Database.open("held", files, DatabaseOptions.DEFAULTS.withCheckpoints(20, NEVER))) {
            TableDefinition table = TestTables.create(database, NODES);
            insert(database, table, 1);
            await(writing);
            insert(database, table, 2);
            held.countDown();
            long started = System.currentTimeMillis();
            while (database.estimateRecovery().operations() > 0) {
                assertThat(System.currentTimeMillis() - started)
                        .as("milliseconds waited")
                        .isLessThan(DEADLINE_MILLIS);
                Thread.sleep(5);
            }
            assertThat(database.status().checkpoints().get(0).lsn()).isEqualTo(database.lastLsn());
        } finally {
            held.countDown();
        }
    }

    @Test
    void anInterruptDoesNotHinderACheckpoint() {
        try (Database database = open(NEVER, NEVER)) {
            TableDefinition table = TestTables.create(database, NODES);
            insert(database, table, 1);
            Thread.currentThread().interrupt();
            database.checkpoint();
            assertThat(Thread.interrupted()).isTrue();
            insert(database, table, 2);
            Thread.currentThread().interrupt();
            database.purge();
            assertThat(Thread.interrupted()).isTrue();
            insert(database, table, 3);
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
        try (Database database = open(NEVER, NEVER)) {
            assertThat(database.recovery().transactions()).isZero();
            assertThat(database.recovery().checkpointLsn()).isPositive();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Database open(long intervalMillis, long logBytes) {
        return Database.open(
                directory.resolve("db"), DatabaseOptions.DEFAULTS.withCheckpoints(intervalMillis, logBytes));
    }

    private static void insert(Database database, TableDefinition table, long id) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {id});
            transaction.commit();
        }
    }

    private String awaitCheckpointAfter(@Nullable String manifest) throws IOException, InterruptedException {
        long started = System.currentTimeMillis();
        while (true) {
            String newest = newestManifest();
            if (newest != null && !newest.equals(manifest)) {
                return newest;
            }
            assertThat(System.currentTimeMillis() - started)
                    .as("milliseconds waited")
                    .isLessThan(DEADLINE_MILLIS);
            Thread.sleep(5);
        }
    }

    /** The name of the last manifest in force; null if there is none. */
    private @Nullable String newestManifest() throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("manifest-") && !name.contains("."))
                    .forEach(names::add);
        }
        return names.isEmpty() ? null : names.last();
    }
}
