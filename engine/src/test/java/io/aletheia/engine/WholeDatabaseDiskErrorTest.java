package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.StateText.Detail;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The disk refuses an operation of a script over a whole database, or is full for a while, and writes less than it is asked to. {@code
 * -Daletheia.faults.every=1} does it at every operation, {@code -Daletheia.seed=7} takes another script.
 */
class WholeDatabaseDiskErrorTest {
    // Points 29, F10 of docs/architecture/recovery.md.
    private static final int EVERY = Integer.getInteger("aletheia.faults.every", 60);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);

    /** So many operations in a row find the disk full. */
    private static final int FULL_OPERATIONS = 20;

    private static final int ROOM_BYTES_MAX = 24 << 10;

    private final FaultOracle oracle = new FaultOracle(SEED, Detail.WITHOUT_IDS);

    @Test
    void anErrorAtAnyOperationIsToldAndLosesNothing() {
        var runs = new FaultyRuns(oracle, SEED, ErrorCode.FILE_UNREADABLE);
        AtomicReference<Kind> failed = new AtomicReference<>();
        for (long failAt = 1L + SEED % EVERY; ; failAt += EVERY) {
            failed.set(null);
            long number = failAt;
            FaultyDirectory directory = new FaultyDirectory().fault((kind, name, operation) -> {
                if (operation == number) {
                    failed.set(kind);
                    throw new DatabaseException(ErrorCode.FILE_UNREADABLE, kind + " " + name + ": Input/output error");
                }
            });
            runs.run(directory, FaultyRuns.Watcher.NONE, "seed " + SEED + ", error at " + failAt);
            if (failed.get() == null) {
                break;
            }
        }
        report("errors", runs);
        assertThat(runs.counts().failedLogs).isGreaterThan(0);
    }

    @Test
    void aDiskThatIsFullAtAnyOperationLosesNothing() {
        var runs = new FaultyRuns(oracle, SEED, ErrorCode.DISK_FULL);
        AtomicReference<Kind> failed = new AtomicReference<>();
        for (long failAt = 1L + SEED % EVERY; ; failAt += EVERY) {
            failed.set(null);
            long number = failAt;
            FaultyDirectory directory = new FaultyDirectory().fault((kind, name, operation) -> {
                boolean needsRoom = kind == Kind.WRITE || kind == Kind.CREATE;
                if (needsRoom && operation >= number && operation < number + FULL_OPERATIONS) {
                    failed.set(kind);
                    throw new DatabaseException(ErrorCode.DISK_FULL, kind + " " + name + ": No space left on device");
                }
            });
            if (failAt / EVERY % 2 == 1) {
                directory.shortWrites();
            }
            runs.run(directory, FaultyRuns.Watcher.NONE, "seed " + SEED + ", full at " + failAt);
            if (failed.get() == null) {
                break;
            }
        }
        report("full at operations", runs);
    }

    @Test
    void aDiskThatIsFullForAWhileRefusesAndHealsWhenThereIsRoom() {
        var runs = new FaultyRuns(oracle, SEED, ErrorCode.DISK_FULL);
        int every = Math.max(1, EVERY / 4);
        for (int fullAt = SEED % every; fullAt < FaultRun.COMMITS; fullAt += every) {
            FaultyDirectory directory = new FaultyDirectory();
            if (fullAt / every % 2 == 1) {
                directory.shortWrites();
            }
            fill(runs, directory, fullAt);
        }
        report("full for a while", runs);
        assertThat(runs.counts().failedLogs).isZero();
        assertThat(runs.counts().refusedCommits).isGreaterThan(0);
    }

    /** The disk has little room from one commit on; when it has refused something there is room again. */
    private static void fill(FaultyRuns runs, FaultyDirectory directory, int fullAt) {
        int room = new Random(SEED * 1000L + fullAt).nextInt(ROOM_BYTES_MAX);
        var watcher = new FaultyRuns.Watcher() {
            private boolean refused;

            @Override
            public void beforeCommit(FaultRun run) {
                if (run.next() == fullAt && !refused) {
                    directory.bytesMax(directory.bytes() + room);
                }
            }

            @Override
            public void refused() {
                refused = true;
                assertThat(directory.list()).noneMatch(name -> name.endsWith(".new"));
                directory.bytesMax(Long.MAX_VALUE);
            }
        };
        runs.run(directory, watcher, "seed " + SEED + ", full at commit " + fullAt + " with room for " + room);
    }

    private static void report(String what, FaultyRuns runs) {
        System.out.println(WholeDatabaseDiskErrorTest.class.getSimpleName() + ": seed " + SEED + ", " + what + ": "
                + runs.counts());
    }
}
