package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Many producers against the one who drains. Forbidden: a commit that is never drained, one that is drained twice, two of one
 * producer in one stripe in the wrong order, stripes that say they are empty for good though somebody has offered.
 */
final class StripesTest {
    // Points 2, 3, F22 of docs/architecture/recovery.md.
    private static final int PRODUCERS = 4;
    private static final int COMMITS = 4000;
    private static final int STRIPES = 2;
    private static final int CAPACITY = 8;

    @Test
    void everyCommitIsDrainedOnceAndInTheOrderOfItsProducer() throws InterruptedException {
        for (long seed = Racing.SEED; seed < Racing.SEED + 3L * Racing.ROUNDS; seed++) {
            race(seed);
        }
    }

    private static void race(long seed) throws InterruptedException {
        var stripes = new Stripes(STRIPES, CAPACITY);
        List<Semaphore> places = List.of(new Semaphore(CAPACITY), new Semaphore(CAPACITY));
        var finished = new AtomicInteger();
        int[] drained = new int[1];
        long[] last = new long[PRODUCERS];
        Racing.run(PRODUCERS + 1, seed, (random, number) -> {
            if (number < PRODUCERS) {
                produce(stripes, places, random, number);
                finished.incrementAndGet();
                return;
            }
            boolean more = true;
            while (more) {
                // Asked before draining: who has finished has offered all.
                more = finished.get() < PRODUCERS;
                stripes.drain(commit -> {
                    int producer = (int) (commit.transactionId() / COMMITS);
                    long expected = last[producer] + 1;
                    assertThat(commit.ticket()).as("producer %d", producer).isEqualTo(expected);
                    last[producer] = expected;
                    drained[0]++;
                    places.get(commit.stripe()).release();
                });
                Racing.pause(random);
            }
        });
        assertThat(stripes.isEmpty()).isTrue();
        assertThat(drained[0]).as("seed %d", seed).isEqualTo(PRODUCERS * COMMITS);
    }

    private static void produce(Stripes stripes, List<Semaphore> places, Random random, int number) {
        for (int i = 0; i < COMMITS; i++) {
            var commit = new EncodedCommit((long) number * COMMITS + i, 1, List.of(), 0);
            commit.stamp(1, 1, i + 1L);
            commit.reserve(number % STRIPES);
            places.get(number % STRIPES).acquireUninterruptibly();
            stripes.offer(commit);
            Racing.pause(random);
        }
    }

    @Test
    void aFullStripeIsABugThatIsSaid() {
        var stripes = new Stripes(1, 2);
        var commit = new EncodedCommit(1, 1, List.of(), 0);
        stripes.offer(commit);
        stripes.offer(commit);
        assertThatThrownBy(() -> stripes.offer(commit))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stripe 0 is full");
    }
}
