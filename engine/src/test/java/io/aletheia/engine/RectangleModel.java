package io.aletheia.engine;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bitemporal table as simple as it can be: valid time is a row of cells, and every cell of an entity remembers what was said
 * about it and when that was taken back. Versions are the maximal runs of cells with the same story. Knows nothing of strips, but
 * that entities can be erased and times forgotten.
 */
final class RectangleModel {
    /** What was said about one cell: which commit's which run of cells, from when to when it was believed. */
    private record Fact(Object run, long value, long systemFrom, long systemTo) {}

    private final long[] bounds;
    /** By key and cell, all that was ever said; the last one may be open. */
    private final Map<Long, List<List<Fact>>> facts = new TreeMap<>();

    /** A table over cells between bounds in ascending order. */
    RectangleModel(long[] bounds) {
        this.bounds = bounds.clone();
    }

    int cells() {
        return bounds.length - 1;
    }

    long bound(int index) {
        return bounds[index];
    }

    /** The cells of a key as they are believed; null where there is nothing. */
    @Nullable
    Long[] current(long key) {
        @Nullable Long[] cells = new Long[cells()];
        for (int cell = 0; cell < cells.length; cell++) {
            Fact fact = open(key, cell);
            cells[cell] = fact == null ? null : (Long) fact.value();
        }
        return cells;
    }

    /** Commits: for the cells that were touched, what they are now. */
    void commit(Map<Long, boolean[]> touched, Map<Long, @Nullable Long[]> cells, long systemTime) {
        touched.forEach((key, isTouched) -> {
            @Nullable Long[] values = java.util.Objects.requireNonNull(cells.get(key));
            Object run = new Object();
            for (int cell = 0; cell < cells(); cell++) {
                boolean continues = cell > 0
                        && isTouched[cell]
                        && isTouched[cell - 1]
                        && values[cell] != null
                        && values[cell].equals(values[cell - 1]);
                if (!continues) {
                    run = new Object();
                }
                if (isTouched[cell]) {
                    write(key, cell, values[cell], run, systemTime);
                }
            }
        });
    }

    /** Whether anything is or was believed of a key. */
    boolean knows(long key) {
        List<List<Fact>> cells = facts.get(key);
        return cells != null && cells.stream().anyMatch(story -> !story.isEmpty());
    }

    /** Nothing was ever said of a key. */
    void erase(long key) {
        facts.remove(key);
    }

    /** What was taken back by a system time was never said. */
    void forget(long before) {
        facts.values().forEach(cells -> cells.forEach(story -> story.removeIf(fact -> fact.systemTo() <= before)));
    }

    /** Every version, with the row that a key and a value make, sorted as {@link Statements#scan} sorts. */
    List<Version> versions(BiFunction<Long, Long, List<@Nullable Object>> row) {
        List<Version> versions = new ArrayList<>();
        facts.forEach((key, cells) -> {
            Map<Fact, Integer> begun = new HashMap<>();
            for (int cell = 0; cell <= cells(); cell++) {
                Map<Fact, Integer> going = new HashMap<>();
                if (cell < cells()) {
                    for (Fact fact : cells.get(cell)) {
                        going.put(fact, begun.getOrDefault(fact, cell));
                    }
                }
                for (Map.Entry<Fact, Integer> ended : begun.entrySet()) {
                    if (!going.containsKey(ended.getKey())) {
                        Fact fact = ended.getKey();
                        versions.add(new Version(
                                row.apply(key, fact.value()),
                                bounds[ended.getValue()],
                                bounds[cell],
                                fact.systemFrom(),
                                fact.systemTo()));
                    }
                }
                begun = going;
            }
        });
        versions.sort(Comparator.comparing(Version::toString));
        return versions;
    }

    /** What holds in a cell as known at a system time, by key. */
    Map<Long, Long> slice(int cell, long systemTime) {
        Map<Long, Long> slice = new TreeMap<>();
        facts.forEach((key, cells) -> {
            for (Fact fact : cells.get(cell)) {
                if (fact.systemFrom() <= systemTime && systemTime < fact.systemTo()) {
                    slice.put(key, fact.value());
                }
            }
        });
        return slice;
    }

    private void write(long key, int cell, @Nullable Long value, Object run, long systemTime) {
        List<List<Fact>> cells = facts.computeIfAbsent(key, k -> {
            List<List<Fact>> empty = new ArrayList<>();
            for (int i = 0; i < cells(); i++) {
                empty.add(new ArrayList<>());
            }
            return empty;
        });
        List<Fact> story = cells.get(cell);
        Fact open = open(key, cell);
        if (open != null) {
            story.set(story.size() - 1, new Fact(open.run(), open.value(), open.systemFrom(), systemTime));
        }
        if (value != null) {
            story.add(new Fact(run, value, systemTime, Time.FOREVER));
        }
    }

    private @Nullable Fact open(long key, int cell) {
        List<List<Fact>> cells = facts.get(key);
        if (cells == null || cells.get(cell).isEmpty()) {
            return null;
        }
        Fact last = cells.get(cell).get(cells.get(cell).size() - 1);
        return last.systemTo() == Time.FOREVER ? last : null;
    }
}
