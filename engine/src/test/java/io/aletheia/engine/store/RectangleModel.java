package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The naive truth about one entity: what was believed of every unit of valid time after every commit. Versions are derived from
 * that pointwise record, so no splitting is repeated here. Valid time is the units from 0 to before {@code units}, the last of
 * which stands for all that follows.
 */
final class RectangleModel {
    /** What holds at a unit: a value, and the commit that asserted it. */
    private record Fact(long value, long systemFrom) {}

    private final int units;
    private final TreeMap<Long, @Nullable Fact[]> beliefs = new TreeMap<>();

    RectangleModel(int units) {
        this.units = units;
        beliefs.put(Long.MIN_VALUE, new @Nullable Fact[units]);
    }

    /** What a commit leaves: per unit null where nothing was said, a value, or {@link #DELETED}. */
    void commit(long systemTime, @Nullable Object[] writes) {
        @Nullable Fact[] now = beliefs.lastEntry().getValue().clone();
        for (int i = 0; i < units; i++) {
            if (writes[i] == DELETED) {
                now[i] = null;
            } else if (writes[i] instanceof Long value) {
                now[i] = new Fact(value, systemTime);
            }
        }
        beliefs.put(systemTime, now);
    }

    /** Marks a deletion. */
    static final Object DELETED = new Object();

    /** The value at a point, as known after the commit at or before a system time; null if there is none. */
    @Nullable
    Long valueAt(int unit, long systemTime) {
        Fact fact = beliefs.floorEntry(systemTime).getValue()[unit];
        return fact == null ? null : fact.value();
    }

    /** The canonical versions after the commit at or before a system time. */
    List<GoldenScenario.Version> versions(long key, long systemTime) {
        // Facts per unit with their ends, then units side by side with the same fact and end.
        var versions = new ArrayList<GoldenScenario.Version>();
        for (int unit = 0; unit < units; unit++) {
            Fact held = null;
            for (var belief : beliefs.headMap(systemTime, true).entrySet()) {
                Fact fact = belief.getValue()[unit];
                if (held != null && !held.equals(fact)) {
                    add(versions, key, held, unit, belief.getKey());
                }
                held = fact;
            }
            if (held != null) {
                add(versions, key, held, unit, Time.FOREVER);
            }
        }
        return versions;
    }

    private void add(List<GoldenScenario.Version> versions, long key, Fact fact, int unit, long systemTo) {
        long validTo = unit == units - 1 ? Time.FOREVER : unit + 1;
        for (int i = 0; i < versions.size(); i++) {
            var left = versions.get(i);
            if (left.validTo() == unit
                    && left.value() == fact.value()
                    && left.systemFrom() == fact.systemFrom()
                    && left.systemTo() == systemTo) {
                versions.set(
                        i,
                        new GoldenScenario.Version(
                                key, fact.value(), left.validFrom(), validTo, fact.systemFrom(), systemTo));
                return;
            }
        }
        versions.add(new GoldenScenario.Version(key, fact.value(), unit, validTo, fact.systemFrom(), systemTo));
    }

    static final Comparator<GoldenScenario.Version> ORDER = Comparator.comparingLong(GoldenScenario.Version::key)
            .thenComparingLong(GoldenScenario.Version::systemFrom)
            .thenComparingLong(GoldenScenario.Version::validFrom)
            .thenComparingLong(GoldenScenario.Version::systemTo);
}
