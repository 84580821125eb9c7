package io.aletheia.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Positions of entities that are new, with gaps between them, and of such as were there before, against a map. */
class EntityMapTest {
    @Test
    void everyEntityHasThePositionThatWasSetLast() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var map = new EntityMap();
            Map<Long, Integer> expected = new HashMap<>();
            int spread = 1 + random.nextInt(100);
            long next = random.nextLong(1, 500);
            for (int position = 0; position < 2000; position++) {
                long id;
                switch (random.nextInt(3)) {
                    case 0 -> id = random.nextLong(1, 1000);
                    case 1 -> id = next + random.nextLong(1L + 10L * spread);
                    default -> {
                        next += random.nextInt(4) == 0 ? random.nextLong(1, 1L + spread) : 1L;
                        id = next;
                    }
                }
                int value = random.nextInt(5) == 0 ? EntityMap.NONE : position;
                Integer before = expected.put(id, value);
                assertThat(map.set(id, value))
                        .as("seed %d id %d", seed, id)
                        .isEqualTo(before == null ? EntityMap.NONE : before);
                long other = random.nextLong(1, next + 200);
                assertThat(map.get(other))
                        .as("seed %d id %d", seed, other)
                        .isEqualTo(expected.getOrDefault(other, EntityMap.NONE));
            }
            expected.forEach(
                    (id, position) -> assertThat(map.get(id)).as("id %d", id).isEqualTo(position));
            assertThat(map.get(0)).isEqualTo(EntityMap.NONE);
        }
    }
}
