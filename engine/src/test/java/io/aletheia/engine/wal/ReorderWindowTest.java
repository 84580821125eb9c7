package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The window against a sorted map. Forbidden: a commit past a gap, out of order, twice, never, or another in its place. */
final class ReorderWindowTest {
    // Points 5, F3 of docs/architecture/recovery.md.
    private static final int COMMITS = 6000;

    @Test
    void commitsLeaveInTheirOrderHoweverTheyCome() {
        for (long seed = Racing.SEED; seed < Racing.SEED + 60L * Racing.ROUNDS; seed++) {
            Random random = new Random(seed);
            // From hardly out of order to far beyond what the window holds at first.
            int disorder = 1 << random.nextInt(14);
            var window = new ReorderWindow();
            var model = new TreeMap<Long, EncodedCommit>();
            long next = 1;
            for (EncodedCommit commit : shuffled(random, disorder)) {
                window.put(commit);
                model.put(commit.ticket(), commit);
                for (int i = random.nextInt(4); i > 0; i--) {
                    EncodedCommit expected = model.remove(next);
                    assertThat(window.poll())
                            .as("seed %d, ticket %d", seed, next)
                            .isSameAs(expected);
                    next += expected == null ? 0 : 1;
                }
                assertThat(window.nextTicket()).as("seed %d", seed).isEqualTo(next);
            }
            for (; next <= COMMITS; next++) {
                assertThat(window.poll()).as("seed %d, ticket %d", seed, next).isSameAs(model.remove(next));
            }
            assertThat(window.poll()).isNull();
            assertThat(model).isEmpty();
        }
    }

    @Test
    void aTicketThatHasLeftIsRefused() {
        var window = new ReorderWindow();
        window.put(commit(1));
        assertThat(window.poll()).isNotNull();
        assertThatThrownBy(() -> window.put(commit(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ticket 1 came after 2 had left");
    }

    private static List<EncodedCommit> shuffled(Random random, int disorder) {
        List<EncodedCommit> commits = new ArrayList<>();
        for (long ticket = 1; ticket <= COMMITS; ticket++) {
            commits.add(commit(ticket));
        }
        for (int from = 0; from < COMMITS; from += disorder) {
            Collections.shuffle(commits.subList(from, Math.min(COMMITS, from + disorder)), random);
        }
        return commits;
    }

    private static EncodedCommit commit(long ticket) {
        var commit = new EncodedCommit(ticket, 1, List.of(), 0);
        commit.stamp(ticket, ticket, ticket);
        return commit;
    }
}
