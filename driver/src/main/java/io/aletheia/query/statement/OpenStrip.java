package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version believed now that overlaps the portion of a change: what UPDATE changes, DELETE ends and INSERT runs into. Immutable. */
final class OpenStrip {
    /** Columns before the declared ones: entity id, two bounds of valid time, one of system time. */
    static final int BOUNDS = 4;

    private final long entity;
    private final long from;
    private final long to;
    private final long knownFrom;
    private final @Nullable Object[] row;

    /**
     * A strip.
     *
     * @param row a value per declared column; not to be written
     */
    OpenStrip(long entity, long from, long to, long knownFrom, @Nullable Object[] row) {
        this.entity = entity;
        this.from = from;
        this.to = to;
        this.knownFrom = knownFrom;
        this.row = row;
    }

    long entity() {
        return entity;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** System time of the commit that said so. */
    long knownFrom() {
        return knownFrom;
    }

    /** A value per declared column; not to be written. */
    @Nullable
    Object[] row() {
        return row;
    }

    /** The part of the strip that lies within a portion. */
    Portion within(Portion wanted) {
        return new Portion(Math.max(from, wanted.from()), Math.min(to, wanted.to()), wanted.fromCommit());
    }

    /** The strips of the entity with a key within a portion, in the order of valid time. */
    static List<OpenStrip> of(Transaction transaction, TableDefinition table, Object[] key, Portion portion) {
        List<OpenStrip> strips =
                transaction.entityId(table.id(), key) == 0 ? List.of() : at(transaction, table, key, portion);
        if (strips.size() < 2) {
            return strips;
        }
        List<OpenStrip> ordered = new ArrayList<>(strips);
        ordered.sort(Comparator.comparingLong(OpenStrip::from));
        return ordered;
    }

    /** The same in any order, for a key that most likely is there. */
    static List<OpenStrip> at(Transaction transaction, TableDefinition table, Object[] key, Portion portion) {
        long from = portion.resolvedFrom(transaction.nowMicros());
        if (from >= portion.to()) {
            return List.of();
        }
        var strips = new ArrayList<OpenStrip>(2);
        var filter =
                new TemporalFilter(PeriodFilter.fromTo(from, portion.to()), PeriodFilter.asOf(transaction.nowMicros()));
        try (BatchSource source = transaction.lookup(table.id(), key, filter, projection(table))) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    strips.add(of(batch, batch.row(i), table));
                }
            }
        }
        return strips;
    }

    /** The columns of a strip, as the engine numbers them. */
    static int[] projection(TableDefinition table) {
        int[] projection = new int[BOUNDS + table.columns().size()];
        projection[0] = PseudoColumn.ENTITY_ID;
        projection[1] = PseudoColumn.VALID_FROM;
        projection[2] = PseudoColumn.VALID_TO;
        projection[3] = PseudoColumn.SYSTEM_FROM;
        for (int i = BOUNDS; i < projection.length; i++) {
            projection[i] = i - BOUNDS;
        }
        return projection;
    }

    /** Reads one whose columns come first in a batch: entity id, bounds, declared columns. */
    static OpenStrip of(Batch batch, int index, TableDefinition table) {
        return of(batch, index, table, 0);
    }

    /** Reads one whose columns begin at a position. */
    static OpenStrip of(Batch batch, int index, TableDefinition table, int first) {
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = batch.column(first + BOUNDS + i).object(index);
        }
        return new OpenStrip(
                value(batch, first, index),
                value(batch, first + 1, index),
                value(batch, first + 2, index),
                value(batch, first + 3, index),
                row);
    }

    /** An instant or id in a batch. */
    static long value(Batch batch, int column, int index) {
        return ((LongVector) batch.column(column)).values()[index];
    }

    /** The parts of a portion in which no strip lies; the strips are in the order of valid time, as of a transaction's time. */
    static List<Portion> gaps(List<OpenStrip> strips, Portion wanted, long nowMicros) {
        var gaps = new ArrayList<Portion>();
        long at = wanted.from();
        for (OpenStrip strip : strips) {
            addGap(gaps, at, Math.min(strip.from, wanted.to()), wanted, nowMicros);
            at = Math.max(at, strip.to);
        }
        addGap(gaps, at, wanted.to(), wanted, nowMicros);
        return gaps;
    }

    private static void addGap(List<Portion> gaps, long from, long to, Portion wanted, long nowMicros) {
        long begin = wanted.fromCommit() ? Math.max(from, nowMicros) : from;
        if (begin < to) {
            gaps.add(new Portion(from, to, wanted.fromCommit()));
        }
    }
}
