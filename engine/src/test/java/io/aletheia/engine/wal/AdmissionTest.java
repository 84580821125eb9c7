package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Those who want to be let in, against those who give room back. Forbidden: more bytes, more commits in a stripe, or more space on
 * disk let in than there is; room that is lost when a commit is withdrawn or written; somebody who is neither let in nor refused.
 */
final class AdmissionTest {
    // Points 3, F22 of docs/architecture/recovery.md.
    private static final int THREADS = 6;
    private static final int COMMITS = 500;
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void neitherMemoryNorStripesHoldMoreThanTheyCan() throws InterruptedException {
        for (long seed = Racing.SEED; seed < Racing.SEED + 2L * Racing.ROUNDS; seed++) {
            int stripes = 2;
            int capacity = 4;
            var admission = new Admission(new NoSpace(), stripes, capacity, 1L << 40, 1L << 40);
            var commits = new AtomicInteger();
            var bytes = new AtomicLong();
            Racing.run(THREADS, seed, (random, number) -> {
                for (int i = 0; i < COMMITS; i++) {
                    EncodedCommit commit = commit((1 + random.nextInt(12)) * MEBIBYTE);
                    admission.admit(commit);
                    // Counted after it is let in and before it gives its room back: never more than is really in.
                    assertThat(commits.incrementAndGet()).isLessThanOrEqualTo(stripes * capacity);
                    assertThat(bytes.addAndGet(commit.bytes())).isLessThanOrEqualTo(Admission.BYTES_IN_FLIGHT_MAX);
                    Racing.pause(random);
                    commits.decrementAndGet();
                    bytes.addAndGet(-commit.bytes());
                    if (random.nextBoolean()) {
                        admission.withdraw(commit);
                    } else {
                        admission.written(List.of(commit), 1L << 40, 1L << 40, 0);
                    }
                }
            });
            assertAllIsGivenBack(admission, stripes * capacity);
        }
    }

    private static void assertAllIsGivenBack(Admission admission, int places) {
        long each = Admission.BYTES_IN_FLIGHT_MAX / places;
        for (int i = 0; i < places; i++) {
            assertThat(admission.request(commit(each))).isNull();
        }
        assertThat(admission.request(commit(1))).isNotNull();
    }

    @Test
    void whoWaitsForSpaceIsLetInOrRefusedAndNeverMoreThanThereIs() throws InterruptedException {
        var refused = new AtomicInteger();
        var letIn = new AtomicInteger();
        for (long seed = Racing.SEED; seed < Racing.SEED + 4L * Racing.ROUNDS; seed++) {
            var wishes = new ConcurrentLinkedQueue<Long>();
            var finished = new AtomicInteger();
            var reserved = new AtomicLong();
            var given = new AtomicLong();
            var admission = new Admission(
                    new SpaceRequests() {
                        @Override
                        public void needSpare(long frameBytes) {
                            wishes.add(frameBytes);
                        }

                        @Override
                        public void wantSpare() {
                            // Nobody waits yet.
                        }
                    },
                    4,
                    1024,
                    64 << 10,
                    0);
            Racing.run(THREADS, seed, (random, number) -> {
                if (number == 0) {
                    supply(admission, random, wishes, given, finished);
                    return;
                }
                for (int i = 0; i < COMMITS / 5; i++) {
                    EncodedCommit commit = commit(5000);
                    try {
                        admission.admit(commit);
                    } catch (DatabaseException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
                        refused.incrementAndGet();
                        continue;
                    }
                    // Nothing is ever written here: what is let in stays, unless it is withdrawn.
                    assertThat(reserved.addAndGet(commit.bytes())).isLessThanOrEqualTo(given.get());
                    letIn.incrementAndGet();
                    if (random.nextBoolean()) {
                        reserved.addAndGet(-commit.bytes());
                        admission.withdraw(commit);
                    }
                    Racing.pause(random);
                }
                finished.incrementAndGet();
            });
        }
        assertThat(refused.get()).isPositive();
        assertThat(letIn.get()).isPositive();
    }

    private static void supply(
            Admission admission,
            Random random,
            ConcurrentLinkedQueue<Long> wishes,
            AtomicLong given,
            AtomicInteger finished) {
        FaultyDirectory directory = new FaultyDirectory();
        long sequence = 1;
        while (finished.get() < THREADS - 1) {
            if (wishes.poll() == null) {
                Racing.pause(random);
            } else if (random.nextInt(3) == 0) {
                admission.refuse(new DatabaseException(ErrorCode.DISK_FULL, "full"));
            } else {
                Spare spare = SegmentFiles.create(directory, new UUID(1, 1), sequence++, 64 << 10);
                given.addAndGet(spare.room());
                admission.add(spare);
            }
        }
    }

    /** Forbidden: one who waits when it is closed and is never told. */
    @Test
    void closingTellsEverybodyWhoWaits() throws InterruptedException {
        for (long seed = Racing.SEED; seed < Racing.SEED + 100L * Racing.ROUNDS; seed++) {
            var admission = new Admission(new NoSpace(), 1, 1, 1 << 20, 1 << 20);
            var told = new AtomicInteger();
            Racing.run(THREADS, seed, (random, number) -> {
                Racing.pause(random);
                if (number == 0) {
                    admission.close(new DatabaseException(ErrorCode.LOG_UNAVAILABLE, "closed"));
                    return;
                }
                try {
                    admission.admit(commit(10));
                } catch (DatabaseException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.LOG_UNAVAILABLE);
                }
                told.incrementAndGet();
            });
            assertThat(told.get()).isEqualTo(THREADS - 1);
        }
    }

    private static EncodedCommit commit(long bytes) {
        return new EncodedCommit(1, 1, List.of(), bytes);
    }

    private static final class NoSpace implements SpaceRequests {
        @Override
        public void needSpare(long frameBytes) {
            throw new AssertionError("space on disk is asked for");
        }

        @Override
        public void wantSpare() {
            throw new AssertionError("space on disk is asked for");
        }
    }
}
