package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Versions of a table in memory, by entity in the order in which they came. Not thread-safe; for one run. */
final class EntityVersions {
    /** Roughly what a version takes beside its values. */
    private static final int VERSION_BYTES = 96;

    private static final int VALUE_BYTES = 24;
    private static final int PSEUDO_COLUMNS = 5;

    private final Map<Long, List<Version>> versions = new LinkedHashMap<>();
    private final ExecutionContext context;
    private final boolean timed;

    /** Positions of the columns that are there no more, by which no version differs from another. */
    private final int[] dropped;

    /**
     * None yet.
     *
     * @param table whose versions they are; without valid time, each is valid at all of time
     */
    EntityVersions(ExecutionContext context, TableDefinition table) {
        this.context = context;
        this.timed = table.options().validTime();
        List<ColumnDefinition> columns = table.columns();
        this.dropped = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).dropped())
                .toArray();
    }

    /** A version: what an entity was in a part of valid time, as known in a part of system time. */
    static final class Version {
        private final long validFrom;
        private final long validTo;
        private final long systemFrom;
        private final long systemTo;
        private final @Nullable Object[] row;

        Version(long validFrom, long validTo, long systemFrom, long systemTo, @Nullable Object[] row) {
            this.validFrom = validFrom;
            this.validTo = validTo;
            this.systemFrom = systemFrom;
            this.systemTo = systemTo;
            this.row = row;
        }

        long validFrom() {
            return validFrom;
        }

        long validTo() {
            return validTo;
        }

        long systemFrom() {
            return systemFrom;
        }

        long systemTo() {
            return systemTo;
        }

        /** The declared columns' values; not to be written. */
        @Nullable
        Object[] row() {
            return row;
        }

        /** The same with other values. */
        Version withRow(@Nullable Object[] other) {
            return new Version(validFrom, validTo, systemFrom, systemTo, other);
        }

        boolean overlaps(Version other) {
            return validFrom < other.validTo && other.validFrom < validTo;
        }
    }

    /** What to ask a table with so many columns for. */
    static int[] projection(int columns) {
        int[] projection = new int[columns + PSEUDO_COLUMNS];
        for (int i = 0; i < columns; i++) {
            projection[i] = i;
        }
        projection[columns] = PseudoColumn.VALID_FROM;
        projection[columns + 1] = PseudoColumn.VALID_TO;
        projection[columns + 2] = PseudoColumn.SYSTEM_FROM;
        projection[columns + 3] = PseudoColumn.SYSTEM_TO;
        projection[columns + 4] = PseudoColumn.ENTITY_ID;
        return projection;
    }

    /** Adds all of a source with that projection, and closes it. */
    void addAll(BatchSource source) {
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                int columns = batch.width() - PSEUDO_COLUMNS;
                context.reserve((long) batch.size() * (VERSION_BYTES + (long) VALUE_BYTES * columns));
                for (int i = 0; i < batch.size(); i++) {
                    add(batch, batch.row(i), columns);
                }
            }
        }
    }

    private void add(Batch batch, int row, int columns) {
        @Nullable Object[] values = new @Nullable Object[columns];
        for (int k = 0; k < columns; k++) {
            values[k] = batch.column(k).object(row);
        }
        for (int k : dropped) {
            values[k] = null;
        }
        var version = new Version(
                timed ? number(batch, columns, row) : Time.BEGINNING,
                timed ? number(batch, columns + 1, row) : Time.FOREVER,
                number(batch, columns + 2, row),
                number(batch, columns + 3, row),
                values);
        versions.computeIfAbsent(number(batch, columns + 4, row), entity -> new ArrayList<>())
                .add(version);
    }

    private static long number(Batch batch, int column, int row) {
        return ((LongVector) batch.column(column)).values()[row];
    }

    /** The ids of the entities. */
    Collection<Long> entities() {
        return versions.keySet();
    }

    /** The versions of an entity, none if it has none here. */
    List<Version> of(long entity) {
        return versions.getOrDefault(entity, List.of());
    }

    /** The versions of an entity by system time, then by valid time. */
    List<Version> ordered(long entity) {
        List<Version> ordered = new ArrayList<>(of(entity));
        ordered.sort(Comparator.comparingLong(Version::systemFrom).thenComparingLong(Version::validFrom));
        return ordered;
    }
}
