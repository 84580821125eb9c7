package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.files.FaultyDirectory.Kind;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.SegmentReport;
import io.aletheia.engine.model.SegmentReport.State;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files of segments that no checkpoint needs become segments again, under a new number and with a new salt. */
final class SegmentRecyclingTest {
    private static final LogOptions OPTIONS = new LogOptions("test", 4, 16, 16 << 10, 0, 1, 1, 4);
    private static final int COMMIT_BYTES = 1000;

    @Test
    void aTrimmedSegmentsFileBecomesASegmentAgain() {
        FaultyDirectory directory = new FaultyDirectory();
        List<String> renamed = new ArrayList<>();
        directory.fault((kind, name, number) -> {
            if (kind == Kind.RENAME) {
                renamed.add(name);
            }
        });
        Set<Long> salts = new HashSet<>();
        int files = 0;
        try (TestLog log = TestLog.open(directory, OPTIONS)) {
            for (int i = 0; i < 300; i++) {
                Commit commit = log.commit(DurabilityMode.SYNCHRONOUS, Commits.ofBytes(COMMIT_BYTES));
                log.log.trim(commit.lastLsn());
                salts.add(salt(directory, current(log)));
                files = Math.max(files, directory.list().size());
            }
        }
        // Each is renamed twice: away from its old name, and to its new one.
        assertThat(renamed).hasSizeGreaterThan(20).contains("wal-0000000000000001.gwal");
        assertThat(salts).hasSizeGreaterThan(15);
        // The current one, one or two ready for use, two kept.
        assertThat(files).isLessThanOrEqualTo(6);
        assertThat(directory.list()).hasSize(1);
    }

    /** The one that is written; others may be given new names at any moment. */
    private static String current(TestLog log) {
        return log.log.report(0).segments().stream()
                .filter(each -> each.state() == State.CURRENT)
                .map(SegmentReport::fileName)
                .findFirst()
                .orElseThrow();
    }

    private static long salt(FaultyDirectory directory, String name) {
        ByteBuffer header = ByteBuffer.allocate(Segment.HEADER_BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (DataFile file = directory.openForReading(name)) {
            file.read(header, 0);
        }
        return header.getLong(Segment.SALT_OFFSET);
    }

    @Test
    void nothingOfItsFormerUseIsLeftInASegmentMadeOfAnother() {
        FaultyDirectory directory = new FaultyDirectory();
        TestLog log = TestLog.open(directory, OPTIONS);
        LogPosition position = log.log.position();
        long lastTime = Long.MIN_VALUE;
        for (int i = 0; i < 100; i++) {
            Commit commit = log.commit(DurabilityMode.SYNCHRONOUS, Commits.ofBytes(COMMIT_BYTES));
            position = log.log.position();
            lastTime = commit.systemTime();
            log.log.trim(commit.lastLsn());
        }
        Commit last = log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(7));
        log.close();

        LogStart start = new LogStart(log.replay.databaseId(), position, lastTime);
        try (TestLog again = TestLog.open(directory, OPTIONS, start)) {
            assertThat(Commits.text(again.replayed)).isEqualTo(Commits.text(List.of(last)));
            assertThat(again.replay.tornTailBytes()).isZero();
        }
    }

    @Test
    void theReportNamesEachFileAndItsUse() {
        try (TestLog log = TestLog.open(new FaultyDirectory(), OPTIONS)) {
            Commit commit = log.commit(DurabilityMode.SYNCHRONOUS, Commits.small(1));
            for (int i = 0; i < 100; i++) {
                commit = log.commit(DurabilityMode.SYNCHRONOUS, Commits.ofBytes(COMMIT_BYTES));
            }
            List<SegmentReport> before = log.log.report(7).segments();
            log.log.trim(commit.lastLsn());
            List<SegmentReport> after = log.log.report(7).segments();

            assertThat(before.stream().filter(each -> each.state() == State.FULL))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(each -> assertThat(each.lastLsn()).isGreaterThanOrEqualTo(each.firstLsn()));
            assertThat(before.get(0).firstLsn()).isEqualTo(1);
            for (int i = 1; before.get(i).state() != State.SPARE && i + 1 < before.size(); i++) {
                assertThat(before.get(i).firstLsn()).isEqualTo(before.get(i - 1).lastLsn() + 1);
            }
            assertThat(after).extracting(SegmentReport::state).contains(State.FREE, State.CURRENT);
            assertThat(after).extracting(SegmentReport::state).doesNotContain(State.FULL);
            long end = commit.lastLsn();
            assertThat(after).anySatisfy(each -> {
                assertThat(each.state()).isEqualTo(State.CURRENT);
                assertThat(each.lastLsn()).isEqualTo(end);
            });
        }
    }

    @Test
    void theReportCountsCommitsBytesAndSyncs() {
        try (TestLog log = TestLog.open(new FaultyDirectory(), OPTIONS)) {
            for (int i = 0; i < 20; i++) {
                log.commit(DurabilityMode.SYNCHRONOUS, Commits.ofBytes(COMMIT_BYTES));
            }
            var report = log.log.report(20);
            assertThat(report.appends()).isEqualTo(20);
            assertThat(report.flushed()).isEqualTo(20);
            assertThat(report.currentLsn()).isEqualTo(20);
            assertThat(report.durableLsn()).isEqualTo(20);
            assertThat(report.appliedLsn()).isEqualTo(20);
            assertThat(report.lag()).isZero();
            // The last one may not be counted yet: whom it woke looks at once.
            assertThat(report.syncs()).isBetween(19L, 20L);
            assertThat(report.groupSize().max()).isEqualTo(1);
            assertThat(report.syncNanos().median())
                    .isBetween(0L, report.syncNanos().max());
            assertThat(report.bytes()).isBetween(20L * COMMIT_BYTES, 22L * COMMIT_BYTES);
        }
    }
}
