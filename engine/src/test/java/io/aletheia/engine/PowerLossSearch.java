package io.aletheia.engine;

import static io.aletheia.engine.FaultOracle.named;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.files.SyncSites;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Runs the script of {@link FaultRun} once, and looks before its operations on the disk at what would be found if the power went at
 * that moment, or the process were killed. Whoever does an operation waits meanwhile, so what is promised then is known exactly,
 * whatever the threads of the database do. For one run.
 */
final class PowerLossSearch {
    /**
     * Which operations are looked at: every so manieth, and with so many losses at each operation of recovery every so manieth of
     * those; nothing behind the last.
     */
    record Extent(int every, int offset, int recoveryEvery, int recoveryLosses, long last) {
        Extent(int every, int offset, int recoveryEvery, int recoveryLosses) {
            this(every, offset, recoveryEvery, recoveryLosses, Long.MAX_VALUE);
        }

        boolean covers(long operation) {
            return operation % every == offset;
        }

        boolean coversRecovery(long operation) {
            return recoveryEvery > 0 && covers(operation) && operation / every % recoveryEvery == 0;
        }
    }

    /** The first thing that was wrong. */
    record Found(long operation, String what) {}

    private final FaultOracle oracle;
    private final int seed;
    private final Extent extent;
    private final SyncSites sites;
    private long operations;
    private long lookedAt;
    private long openings;
    /** Volatile: set by whoever does an operation. */
    private volatile @Nullable Found found;

    PowerLossSearch(FaultOracle oracle, int seed, Extent extent, SyncSites sites) {
        this.oracle = oracle;
        this.seed = seed;
        this.extent = extent;
        this.sites = sites;
    }

    long operations() {
        return operations;
    }

    long lookedAt() {
        return lookedAt;
    }

    long openings() {
        return openings;
    }

    /** Returns the first thing that is wrong; null if nothing is. */
    @Nullable
    Found run() {
        FaultyDirectory directory = new FaultyDirectory().sites(sites);
        // Nothing is promised before the database is there.
        var opened = new FaultRun @Nullable [1];
        directory.fault((kind, name, number) -> look(directory, kind, name, number, opened[0]));
        try {
            FaultRun run = new FaultRun(directory, seed);
            opened[0] = run;
            run.run();
            operations = directory.operations();
            if (found == null) {
                look(directory, run, "the end", operations + 1);
            }
        } catch (DatabaseException e) {
            if (found == null && !directory.isDead()) {
                throw e;
            }
        }
        return found;
    }

    private void look(FaultyDirectory directory, Kind kind, String name, long number, @Nullable FaultRun run) {
        if (found == null && extent.covers(number)) {
            look(directory, run, kind + " " + name, number);
        }
        if (found != null || number > extent.last) {
            directory.kill();
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "the search is over");
        }
    }

    private void look(FaultyDirectory directory, @Nullable FaultRun run, String operation, long number) {
        lookedAt++;
        String wrong = wrongAt(directory, run, number);
        if (wrong != null) {
            found = new Found(number, "before " + number + " (" + operation + ") of seed " + seed + ", " + wrong);
        }
    }

    private @Nullable String wrongAt(FaultyDirectory directory, @Nullable FaultRun run, long number) {
        long promisedLsn = run == null ? 0 : run.acknowledgedLsn();
        for (Loss loss : Loss.values()) {
            FaultyDirectory left = directory.survivor(loss, random(number));
            String wrong = run == null ? null : FaultOracle.wrongInFiles(left, run.purged());
            openings += 2;
            wrong = wrong == null ? oracle.wrongInGoingOn(left, promisedLsn) : wrong;
            if (wrong != null) {
                return "losing " + loss + ": " + wrong;
            }
        }
        String wrong = named("killed", oracle.wrongInGoingOn(directory.killed(), promisedLsn));
        if (wrong == null) {
            wrong = named("the newest manifest damaged", wrongWithADamagedManifest(directory, promisedLsn, number));
        }
        if (wrong == null && extent.coversRecovery(number)) {
            FaultyDirectory left = directory.survivor(Loss.ANYTHING, random(number));
            wrong = named("losing ANYTHING", wrongInRecovery(left, promisedLsn, number));
        }
        if (wrong == null && extent.coversRecovery(number)) {
            wrong = named("killed", wrongInRecovery(directory.killed(), promisedLsn, number));
        }
        return wrong;
    }

    /** The checkpoint before must do, with any part of what was not synced lost as well. */
    private @Nullable String wrongWithADamagedManifest(FaultyDirectory directory, long promisedLsn, long number) {
        FaultyDirectory left = directory.survivor(Loss.ANYTHING, random(number));
        List<String> manifests = left.list().stream()
                .filter(name -> name.startsWith("manifest-") && !name.contains("."))
                .toList();
        if (manifests.size() < 2) {
            return null;
        }
        String newest = manifests.get(manifests.size() - 1);
        left.flip(newest, (int) left.size(newest) - 1, 1);
        openings++;
        return oracle.wrongIn(left, promisedLsn);
    }

    /** The power goes again, at each operation of recovery. */
    private @Nullable String wrongInRecovery(FaultyDirectory directory, long promisedLsn, long number) {
        var wrong = new @Nullable String[1];
        directory.fault((kind, name, again) -> {
            for (int i = 0; i < extent.recoveryLosses && wrong[0] == null; i++) {
                openings++;
                Loss loss = i == 0 ? Loss.EVERYTHING_UNSYNCED : Loss.ANYTHING;
                FaultyDirectory left = directory.survivor(loss, random(number * 31 + again * 7 + i));
                wrong[0] = named(
                        "in recovery, before " + again + " (" + kind + " " + name + "), losing " + loss,
                        oracle.wrongIn(left, promisedLsn));
            }
        });
        try {
            Database database = FaultRun.open(directory);
            directory.fault((kind, name, again) -> {});
            FaultRun.abandon(database, directory);
        } catch (DatabaseException e) {
            return "it cannot be opened: " + e.getMessage();
        }
        return wrong[0];
    }

    private Random random(long number) {
        return new Random(seed * 1_000_003L + number);
    }
}
