package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.StateText.Detail;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * Each byte of a whole database directory is turned over: manifests, chunk files, log. Either it is refused, naming the file, or all
 * that is shown is what was there. {@code -Daletheia.faults.every=1} does it with every byte.
 */
class WholeDatabaseDamageTest {
    // Points 27 of docs/architecture/recovery.md.
    private static final int EVERY = Integer.getInteger("aletheia.faults.every", 150);
    private static final int SEED = Integer.getInteger("aletheia.seed", 1);
    private static final int COMMITS = 40;
    private static final int ZEROS_AROUND = 64;

    private int refused;
    private int harmless;

    @Test
    void aByteTurnedOverIsRefusedOrHarmless() {
        FaultyDirectory directory = new FaultyDirectory();
        FaultRun run = new FaultRun(directory, SEED);
        while (run.next() < COMMITS) {
            run.commit();
            run.maintain();
        }
        String state = StateText.of(run.database(), Detail.WITH_IDS);
        closeWithoutCheckpoint(directory, run);
        assertThat(directory.list()).hasSizeGreaterThan(10);
        for (String name : directory.list()) {
            ByteBuffer bytes = directory.read(name);
            for (int offset = SEED % EVERY; offset < bytes.limit(); offset += EVERY) {
                if (!isAmongZeros(bytes, offset)) {
                    directory.flip(name, offset, 1 << offset % 8);
                    look(directory, name, offset, state);
                    directory.flip(name, offset, 1 << offset % 8);
                }
            }
        }
        System.out.println(getClass().getSimpleName() + ": seed " + SEED + ", every " + EVERY + ". byte: " + refused
                + " refused, " + harmless + " harmless");
        assertThat(refused).isGreaterThan(0);
        assertThat(harmless).isGreaterThan(0);
    }

    /** So that the end of the log counts. */
    private static void closeWithoutCheckpoint(FaultyDirectory directory, FaultRun run) {
        directory.fault((kind, name, number) -> {
            if (kind == Kind.CREATE) {
                throw new DatabaseException(ErrorCode.DISK_FULL, "create " + name + ": No space left on device");
            }
        });
        try {
            run.close();
        } catch (DatabaseException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
        }
        directory.fault((kind, name, number) -> {});
    }

    private void look(FaultyDirectory directory, String name, int offset, String state) {
        String what = name + " at " + offset;
        try (Database database = FaultRun.openForReading(directory)) {
            assertThat(StateText.of(database, Detail.WITH_IDS)).as(what).isEqualTo(state);
            assertThat(database.check().violations()).as(what).allMatch(violation -> violation.contains(name));
            harmless++;
        } catch (DatabaseException e) {
            assertThat(e.code()).as(what).isIn(ErrorCode.DATABASE_CORRUPT, ErrorCode.CANNOT_OPEN);
            // Damage to a segment can be noticed in the next one.
            assertThat(e).as(what).hasMessageContaining(name.endsWith(".gwal") ? "wal-" : name);
            refused++;
        }
    }

    /** Among zeros every byte is like its neighbours. */
    private static boolean isAmongZeros(ByteBuffer bytes, int offset) {
        int to = Math.min(bytes.limit(), offset + ZEROS_AROUND);
        for (int i = Math.max(0, offset - ZEROS_AROUND); i < to; i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
