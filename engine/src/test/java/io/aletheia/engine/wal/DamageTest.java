package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Loss;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryProgress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A log that is damaged is refused, and one that was cut short by a crash is not; wrong data never comes out of either. */
final class DamageTest {
    // Points 25, 31, F8, F16 of docs/architecture/recovery.md.
    private static final LogOptions OPTIONS = new LogOptions("test", 4, 16, 16 << 10, 0, 10, 10, 200);

    @Test
    void everyFlippedByteOfAClosedLogIsRefusedOrHarmless() {
        FaultyDirectory directory = new FaultyDirectory();
        List<Commit> committed = new ArrayList<>();
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            for (long i = 1; i <= 40; i++) {
                committed.add(log.commit(DurabilityMode.SYNCHRONOUS, Commits.random(new Random(i), 3)));
            }
        }
        assertThat(directory.list()).hasSizeGreaterThan(1);
        int refused = 0;
        String whole = Commits.text(committed);
        for (String name : directory.list()) {
            for (int offset = 0; offset < directory.size(name); offset++) {
                if (isWellBehindTheEnd(directory, name, offset)) {
                    continue;
                }
                int bits = 1 << offset % 8;
                directory.flip(name, offset, bits);
                String found = replay(directory);
                directory.flip(name, offset, bits);
                if (found == null) {
                    refused++;
                } else {
                    // What was closed properly says itself how far it goes, so nothing may be missing.
                    assertThat(found).as("%s at %d", name, offset).isEqualTo(whole);
                }
            }
        }
        assertThat(refused).isGreaterThan(5000);
    }

    @Test
    void everyFlippedByteOfALogThatWasNotClosedLosesTheLastCommitAtMost() {
        FaultyDirectory directory = new FaultyDirectory();
        List<Commit> committed = new ArrayList<>();
        TestLog log = TestLog.open(directory, OPTIONS);
        for (long i = 1; i <= 8; i++) {
            committed.add(log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(i)));
        }
        FaultyDirectory killed = directory.survivor(Loss.EVERYTHING_UNSYNCED, new Random());
        log.close();
        String name = killed.list().get(0);
        for (int offset = 0; offset < killed.size(name); offset++) {
            if (isWellBehindTheEnd(killed, name, offset)) {
                continue;
            }
            killed.flip(name, offset, 0xff);
            String found = replay(killed);
            killed.flip(name, offset, 0xff);
            if (found != null) {
                assertThat(found)
                        .as("offset %d", offset)
                        .isIn(Commits.text(committed), Commits.text(committed.subList(0, committed.size() - 1)));
            }
        }
    }

    /** Among zeros every byte is like its neighbours: a few of them stand for all. */
    private static boolean isWellBehindTheEnd(FaultyDirectory directory, String name, int offset) {
        if (offset % 97 == 0) {
            return false;
        }
        ByteBuffer around = ByteBuffer.allocate(128);
        try (DataFile file = directory.openForReading(name)) {
            file.read(around, Math.max(0, offset - 64));
        }
        around.flip();
        while (around.hasRemaining()) {
            if (around.get() != 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String replay(FaultyDirectory directory) {
        List<Commit> found = new ArrayList<>();
        try (WriteAheadLog log = new LogReplay(directory, OPTIONS, LogReplay.Access.READ)
                .open(null, found::add, RecoveryProgress.NOBODY)) {
            assertThat(log.lastLsn())
                    .isEqualTo(found.isEmpty() ? 0 : found.get(found.size() - 1).lastLsn());
            return Commits.text(found);
        } catch (DatabaseException e) {
            assertThat(e.code()).isIn(ErrorCode.DATABASE_CORRUPT, ErrorCode.CANNOT_OPEN);
            assertThat(e).hasMessageContaining("wal-");
            return null;
        }
    }

    @Test
    void theRefusalOfADamagedCommitSaysWhereWhatAndWhatInstead() {
        FaultyDirectory directory = new FaultyDirectory();
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(2));
        }
        directory.flip("wal-0000000000000001.gwal", Segment.HEADER_BLOCK_BYTES + Frame.HEADER_BYTES + 3, 1);
        assertThatThrownBy(() -> TestLog.open(directory, OPTIONS))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT))
                .hasMessageContaining("wal-0000000000000001.gwal at offset 4096 (LSN 1)")
                .hasMessageContaining(
                        "expected a frame of LSN 1, since an epoch behind it says that LSN 2 was on stable")
                .hasMessageContaining("found checksum");
    }

    @Test
    void aMissingSegmentIsRefused() {
        FaultyDirectory directory = closedLog();
        List<String> names = directory.list();
        assertThat(names).hasSizeGreaterThan(3);
        for (String missing : names.subList(0, names.size() - 1)) {
            FaultyDirectory damaged = directory.survivor(Loss.NOTHING, new Random());
            damaged.delete(missing);
            assertThatThrownBy(() -> TestLog.open(damaged, OPTIONS))
                    .as(missing)
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT));
        }
    }

    @Test
    void aSegmentOfAnotherDatabaseIsRefused() {
        FaultyDirectory directory = closedLog();
        FaultyDirectory other = closedLog();
        String name = directory.list().get(1);
        directory.delete(name);
        directory.create(name).writeFully(other.read(name), 0);
        assertThatThrownBy(() -> TestLog.open(directory, OPTIONS))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("belongs to database");
    }

    @Test
    void versionsThatCannotBeReadAreNamed() {
        for (int version : new int[] {1, 3}) {
            FaultyDirectory directory = new FaultyDirectory();
            TestLog.open(directory, OPTIONS).close();
            directory.flip("wal-0000000000000001.gwal", 4, 2 ^ version);
            assertThatThrownBy(() -> TestLog.open(directory, OPTIONS))
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_OPEN))
                    .hasMessageContaining(version == 1 ? "is too old" : "is too new")
                    .hasMessageContaining("found version " + version + ", expected 2 to 2");
        }
    }

    @Test
    void leftoversOfAPreparationAreRemoved() {
        FaultyDirectory directory = new FaultyDirectory();
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
        }
        directory.create("wal-0000000000000002.gwal.new").writeFully(ByteBuffer.allocate(5000), 0);
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            assertThat(log.replayed).hasSize(1);
            assertThat(directory.list()).containsExactly("wal-0000000000000001.gwal");
        }
    }

    @Test
    void aNewLogWhoseFirstSegmentWasNeverFinishedIsMadeAnew() {
        FaultyDirectory directory = new FaultyDirectory();
        directory.create("wal-0000000000000001.gwal.new").writeFully(ByteBuffer.allocate(5000), 0);
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            assertThat(log.replayed).isEmpty();
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            assertThat(directory.list()).doesNotContain("wal-0000000000000001.gwal.new");
        }
    }

    @Test
    void aSegmentThatIsEmptyOrCutOffOrAllZerosIsRefused() {
        FaultyDirectory directory = closedLog();
        List<String> names = directory.list();
        assertThat(names).hasSizeGreaterThan(2);
        for (String name : names) {
            int bytes = (int) directory.size(name);
            for (int left : new int[] {0, 100, Segment.HEADER_BLOCK_BYTES, bytes - 1}) {
                FaultyDirectory damaged = directory.survivor(Loss.NOTHING, new Random());
                damaged.delete(name);
                damaged.create(name).writeFully(directory.read(name).limit(left), 0);
                assertCorrupt(damaged, name);
            }
            FaultyDirectory damaged = directory.survivor(Loss.NOTHING, new Random());
            damaged.open(name).writeFully(ByteBuffer.allocate(bytes), 0);
            assertCorrupt(damaged, name);
        }
    }

    @Test
    void aMissingSegmentBeforeOneThatIsOnlyPreparedIsRefused() {
        FaultyDirectory directory = closedLog();
        List<String> names = directory.list();
        assertThat(names).hasSizeGreaterThan(2);
        String missing = names.get(names.size() - 1);
        Segment last = Segment.fromBlock(directory.read(missing).order(ByteOrder.LITTLE_ENDIAN), missing);
        SegmentFiles.create(directory, last.databaseId(), last.sequence() + 1, last.bytes())
                .file()
                .close();
        TestLog.open(directory.survivor(Loss.NOTHING, new Random()), OPTIONS).close();
        directory.delete(missing);
        assertCorrupt(directory, missing);
    }

    @Test
    void aSegmentInUseUnderTheNameOfOneThatIsBeingMadeIsRefused() {
        FaultyDirectory directory = new FaultyDirectory();
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
        }
        directory.rename("wal-0000000000000001.gwal", "wal-0000000000000001.gwal.new");
        assertCorrupt(directory, "wal-0000000000000001.gwal.new");
    }

    /** A log of several segments. */
    private static FaultyDirectory closedLog() {
        FaultyDirectory directory = new FaultyDirectory();
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            for (long i = 1; i <= 400; i++) {
                log.commit(DurabilityMode.ASYNC, Commits.ofBytes(100));
            }
        }
        return directory;
    }

    private static void assertCorrupt(FaultyDirectory directory, String name) {
        assertThatThrownBy(() -> TestLog.open(directory, OPTIONS))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT))
                .hasMessageContaining(name);
    }
}
