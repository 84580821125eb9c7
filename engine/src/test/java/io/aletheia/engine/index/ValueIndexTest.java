package io.aletheia.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueIndexTest {
    private static final int ROWS = 6000;

    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final List<Integer> entities = new ArrayList<>();

    private static final List<Function<Random, @Nullable Object>> KINDS = List.of(
            random -> (long) random.nextInt(40) - 20,
            random -> random.nextLong(),
            random -> random.nextInt(8) == 0 ? null : "value" + random.nextInt(300),
            ValueIndexTest::text,
            random -> random.nextInt(5) == 0 ? Double.NaN : (random.nextInt(9) - 4) * 0.5,
            random -> random.nextInt(4) == 0 ? -0.0 : random.nextGaussian() * 1e300,
            random -> BigDecimal.valueOf(random.nextInt(500) - 250, 2),
            random -> new BigDecimal("123456789012345678901234567890").add(BigDecimal.valueOf(random.nextInt(9))),
            random -> random.nextBoolean(),
            random -> new UUID(random.nextInt(3) - 1L, random.nextInt(7) - 3L),
            random -> bytes(random));

    private static String text(Random random) {
        int[] points = {'a', 'b', 0, 0xe9, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff, 0xd800, 0xdfff};
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(10)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(2) * 255);
        }
        return bytes;
    }

    private final ValueIndex.Rows reader = (row, column) -> rows.get(row)[column];

    @Test
    void rangesFindWhatAComparisonOfAllRowsFinds() {
        for (int kind = 0; kind < KINDS.size(); kind++) {
            for (int width = 1; width <= 2; width++) {
                compare(kind, width, new Random(kind * 10L + width));
            }
        }
    }

    private void compare(int kind, int width, Random random) {
        rows.clear();
        entities.clear();
        var index = new ValueIndex(width == 1 ? List.of(0) : List.of(0, 1), reader);
        for (int row = 0; row < ROWS; row++) {
            Function<Random, @Nullable Object> second = KINDS.get((kind + 1) % KINDS.size());
            rows.add(new @Nullable Object[] {KINDS.get(kind).apply(random), second.apply(random)});
            entities.add(1 + random.nextInt(800));
            index.add(entities.get(row), row);
            assertThat(rows.get(row)[0] == null || index.contains(entities.get(row), row))
                    .isTrue();
        }
        for (int i = 0; i < 200; i++) {
            ValueRange range = range(kind, width, random);
            long[] expected = expected(range);
            String what = "kind " + kind + ", width " + width + ": " + range;
            assertThat(index.find(range)).as(what).isEqualTo(expected);
            assertThat(index.count(range, Integer.MAX_VALUE)).as(what).isGreaterThanOrEqualTo(expected.length);
            assertThat(index.count(range, 5)).as(what).isEqualTo(Math.min(5, index.count(range, Integer.MAX_VALUE)));
        }
        var seen = new TreeSet<Integer>();
        index.forEach((entity, row) -> {
            assertThat(entities.get(row)).isEqualTo(entity);
            assertThat(seen.add(row)).isTrue();
        });
    }

    private ValueRange range(int kind, int width, Random random) {
        Object a = value(kind, random);
        if (width == 2 && random.nextBoolean()) {
            Object b = random.nextInt(3) == 0 ? null : value((kind + 1) % KINDS.size(), random);
            Object c = random.nextInt(3) == 0 ? null : value((kind + 1) % KINDS.size(), random);
            return new ValueRange(List.of(a), b, c);
        }
        return switch (random.nextInt(4)) {
            case 0 -> ValueRange.of(List.of(a));
            case 1 -> new ValueRange(List.of(), a, null);
            case 2 -> new ValueRange(List.of(), null, a);
            default -> new ValueRange(List.of(), a, value(kind, random));
        };
    }

    /** Mostly one that is there, so that something is found. */
    private Object value(int kind, Random random) {
        Object value = KINDS.get(kind).apply(random);
        return value == null ? "value" : value;
    }

    private long[] expected(ValueRange range) {
        var found = new TreeSet<Long>();
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Object[] values = rows.get(row);
            boolean within = values[0] != null;
            int at = 0;
            for (Object equal : range.equal()) {
                within = within && ValueOrder.compare(values[at++], equal) == 0;
            }
            within = within && (range.from() == null || ValueOrder.compare(values[at], range.from()) >= 0);
            within = within && (range.to() == null || ValueOrder.compare(values[at], range.to()) <= 0);
            if (within) {
                found.add((long) entities.get(row));
            }
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void anEntityHasOneEntryForTheSameValues() {
        var index = new ValueIndex(List.of(0), reader);
        for (int row = 0; row < 1000; row++) {
            rows.add(new Object[] {(long) (row % 2)});
            entities.add(1);
            index.add(1, row);
        }
        assertThat(index.count(new ValueRange(List.of(), null, null), 100)).isEqualTo(2);
        assertThat(index.find(ValueRange.of(List.of(1L)))).containsExactly(1);
    }

    @Test
    void aReaderFindsWhatWasThereBeforeHeBeganWhateverIsAdded() throws InterruptedException {
        int total = 120_000;
        long[] values = new Random(5).longs(total, 0, 5000).toArray();
        var index = new ValueIndex(List.of(0), (row, column) -> values[row]);
        var added = new AtomicInteger();
        var failed = new AtomicBoolean();
        var reading = new Thread(() -> {
            var random = new Random(7);
            while (added.get() < total && !failed.get()) {
                int before = added.get();
                long from = random.nextInt(5000);
                long to = from + random.nextInt(20);
                long expected = 0;
                for (int row = 0; row < before; row++) {
                    expected += values[row] >= from && values[row] <= to ? 1 : 0;
                }
                long found = Arrays.stream(index.find(new ValueRange(List.of(), from, to)))
                        .filter(entity -> entity <= before)
                        .count();
                if (found != expected) {
                    failed.set(true);
                }
            }
        });
        reading.start();
        for (int row = 0; row < total; row++) {
            index.add(row + 1, row);
            added.set(row + 1);
        }
        reading.join();
        assertThat(failed).isFalse();
    }
}
