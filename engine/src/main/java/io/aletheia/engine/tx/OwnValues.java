package io.aletheia.engine.tx;

import io.aletheia.engine.model.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a transaction put with values in some columns, also what it took back since: who asks has to look at their
 * versions. Not thread-safe.
 */
final class OwnValues {
    private final TreeMap<@Nullable Object[], List<Long>> entities = new TreeMap<>(OwnValues::compare);

    void add(@Nullable Object[] values, long entityId) {
        List<Long> ids = entities.computeIfAbsent(values, unused -> new ArrayList<>(1));
        if (!ids.contains(entityId)) {
            ids.add(entityId);
        }
    }

    long[] find(Object[] values) {
        List<Long> ids = entities.get(values);
        return ids == null
                ? new long[0]
                : ids.stream().mapToLong(Long::longValue).toArray();
    }

    private static int compare(@Nullable Object[] a, @Nullable Object[] b) {
        for (int i = 0; i < a.length; i++) {
            int order = ValueOrder.compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
