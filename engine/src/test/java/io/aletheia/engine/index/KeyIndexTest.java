package io.aletheia.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
    /** Keys by entity id; the table of a test. */
    private final List<@Nullable Object[]> keys = new ArrayList<>();

    private final KeyIndex index = new KeyIndex((id, key) -> Arrays.deepEquals(keys.get((int) id), key));

    KeyIndexTest() {
        keys.add(new Object[0]);
    }

    @Test
    void findsWhatAMapFinds() {
        for (long seed = 1; seed <= 9; seed++) {
            var random = new Random(seed);
            var found = new KeyIndex((id, key) -> Arrays.deepEquals(keys.get((int) id), key));
            var map = new HashMap<List<Object>, Long>();
            for (int i = 0; i < 3000; i++) {
                @Nullable Object[] key = key(random, seed % 3);
                var inMap = Arrays.<Object>asList(key);
                assertThat(found.find(key)).as("seed %d", seed).isEqualTo(map.getOrDefault(inMap, 0L));
                if (!map.containsKey(inMap)) {
                    keys.add(key);
                    map.put(inMap, (long) keys.size() - 1);
                    found.add(key, keys.size() - 1L);
                }
            }
            assertThat(found.size()).as("seed %d", seed).isEqualTo(map.size());
        }
    }

    @Test
    void byteKeysAreComparedByContent() {
        keys.add(new Object[] {new byte[] {1, 2}});
        index.add(keys.get(1), 1);

        assertThat(index.find(new Object[] {new byte[] {1, 2}})).isEqualTo(1);
        assertThat(index.find(new Object[] {new byte[] {2, 1}})).isZero();
    }

    @Test
    void readersFindEveryKeyThatWasAddedWhileTheIndexGrows() throws InterruptedException {
        int count = 200_000;
        var published = new AtomicInteger();
        var missed = new AtomicInteger();
        var growing = new KeyIndex((id, key) -> key[0] instanceof Long number && number == id * 3);
        var reader = new Thread(() -> {
            var random = new Random(7);
            for (int known = 0; known < count; known = published.get()) {
                if (known > 0) {
                    long id = 1L + random.nextInt(known);
                    if (growing.find(new Object[] {id * 3}) != id) {
                        missed.incrementAndGet();
                    }
                }
            }
        });
        reader.start();
        for (long id = 1; id <= count; id++) {
            growing.add(new Object[] {id * 3}, id);
            published.set((int) id);
        }
        reader.join();

        assertThat(missed).hasValue(0);
    }

    @Test
    void anIdThatIsNoIdIsRefused() {
        assertThatThrownBy(() -> index.add(new Object[] {1L}, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.add(new Object[] {1L}, 1L << 31)).isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable Object[] key(Random random, long form) {
        if (form == 0) {
            return new Object[] {(long) random.nextInt(3000)};
        }
        if (form == 1) {
            return new Object[] {"key " + random.nextInt(3000)};
        }
        return new @Nullable Object[] {(long) random.nextInt(50), new UUID(0, random.nextInt(50)), null};
    }
}
