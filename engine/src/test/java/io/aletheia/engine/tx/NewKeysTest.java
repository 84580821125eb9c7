package io.aletheia.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys that come and go like the rows of a transaction, against a map. */
class NewKeysTest {
    private static final int[] KEY = {1, 2};

    @Test
    void keysAreFoundByValueUntilTheyAreRemoved() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var keys = new NewKeys(KEY);
            Map<List<Object>, Long> expected = new HashMap<>();
            Deque<Object[]> added = new ArrayDeque<>();
            for (int step = 0; step < 2000; step++) {
                Object[] row = {0L, "k" + random.nextInt(300), new byte[] {(byte) random.nextInt(2)}};
                List<Object> key = List.of(row[1], ((byte[]) row[2])[0]);
                if (random.nextInt(3) == 0 && !added.isEmpty()) {
                    Object[] last = added.pop();
                    Long id = expected.remove(List.of(last[1], ((byte[]) last[2])[0]));
                    keys.removeLast(id == null ? 0 : id);
                } else if (!expected.containsKey(key)) {
                    keys.add(row, step + 1);
                    expected.put(key, step + 1L);
                    added.push(row);
                }
                Object[] probe = {"k" + random.nextInt(300), new byte[] {(byte) random.nextInt(2)}};
                long wanted = expected.getOrDefault(List.of(probe[0], ((byte[]) probe[1])[0]), 0L);
                assertThat(keys.find(probe, id -> false)).as("seed " + seed).isEqualTo(wanted);
                assertThat(keys.findRow(new Object[] {null, probe[0], probe[1]}, id -> false))
                        .isEqualTo(wanted);
            }
        }
    }

    @Test
    void onlyTheLastKeyIsRemoved() {
        var keys = new NewKeys(KEY);
        keys.add(new Object[] {null, "x", new byte[0]}, 7);
        keys.removeLast(8);
        assertThat(keys.find(new Object[] {"x", new byte[0]}, id -> false)).isEqualTo(7);
    }

    @Test
    void entitiesAreMappedToTheirPositions() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var map = new EntityMap();
            Map<Long, Integer> expected = new HashMap<>();
            for (int step = 0; step < 2000; step++) {
                long id = 1L + random.nextInt(500);
                int position = random.nextInt(4) == 0 ? EntityMap.NONE : step;
                assertThat(map.set(id, position))
                        .as("seed " + seed)
                        .isEqualTo(expected.getOrDefault(id, EntityMap.NONE));
                expected.put(id, position);
                long probe = random.nextInt(501);
                assertThat(map.get(probe)).isEqualTo(expected.getOrDefault(probe, EntityMap.NONE));
            }
        }
    }
}
