package io.aletheia.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Counts entities in any order and more than once, against a set. */
class EntityCountTest {
    @Test
    void everyEntityCountsOnce() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var count = new EntityCount();
            Set<Long> expected = new HashSet<>();
            long id = random.nextLong(1, 100);
            int jumps = 1 + random.nextInt(20);
            for (int i = 0; i < 300; i++) {
                id = random.nextInt(jumps) == 0 ? random.nextLong(1, 400) : id + random.nextLong(3);
                count.add(id);
                expected.add(id);
                if (i % 50 == 0) {
                    assertThat(count.distinct()).as("seed %d", seed).isEqualTo(expected.size());
                }
            }
            assertThat(count.distinct()).as("seed %d", seed).isEqualTo(expected.size());
        }
    }
}
