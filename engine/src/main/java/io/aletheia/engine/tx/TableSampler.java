package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.engine.model.TemporalFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what planning is to know of a table from some of its entities, taken at random but the same ones for the same table, so
 * that plans can be repeated. They are taken in pairs of neighbours, most of which share a value where equal values were written
 * together: such a run counts as one row. The number of different values is estimated by the formula of Haas and Stokes (Estimating
 * the Number of Classes in a Finite Population, 1998) that PostgreSQL uses too.
 */
final class TableSampler {
    private static final int SAMPLE = 2000;

    private final Reader reader;
    private final TableDefinition table;
    private final long entityIdMax;

    TableSampler(Reader reader, TableDefinition table, long entityIdMax) {
        this.reader = reader;
        this.table = table;
        this.entityIdMax = entityIdMax;
    }

    /** What is true at an instant and known then; if that is nothing, what is known then of any valid time. */
    TableStatistics at(long micros) {
        PeriodFilter now = PeriodFilter.asOf(micros);
        TableStatistics current = sample(new TemporalFilter(now, now));
        return current.rows() > 0 ? current : sample(new TemporalFilter(PeriodFilter.ALL, now));
    }

    private TableStatistics sample(TemporalFilter filter) {
        long[] ids = ids();
        int width = table.columns().size();
        List<Sampled> samples = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            samples.add(new Sampled());
        }
        int found = 0;
        try (Probe probe =
                reader.versions(table.id(), filter, IntStream.range(0, width).toArray())) {
            probe.start(ids, ids.length);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                found += batch.size();
                long[] positions = ((LongVector) batch.column(0)).values();
                for (int i = 0; i < width; i++) {
                    ColumnVector column = batch.column(i + 1);
                    for (int k = 0; k < batch.size(); k++) {
                        samples.get(i).add(ids[(int) positions[batch.row(k)]], column.object(batch.row(k)));
                    }
                }
            }
        }
        double rows = ids.length == 0 ? 0 : (double) found * entityIdMax / ids.length;
        List<TableStatistics.Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(column(i, samples.get(i), found, rows));
        }
        return new TableStatistics(rows, columns);
    }

    /** Some ids in ascending order, two neighbours of each of as many equal parts of all; all ids if they are few. */
    private long[] ids() {
        if (entityIdMax <= SAMPLE) {
            return LongStream.rangeClosed(1, entityIdMax).toArray();
        }
        long[] ids = new long[SAMPLE];
        int parts = SAMPLE / 2;
        var random = new SplittableRandom(table.id());
        for (int i = 0; i < parts; i++) {
            long from = entityIdMax / parts * i + Math.min(i, entityIdMax % parts);
            long to = entityIdMax / parts * (i + 1) + Math.min(i + 1, entityIdMax % parts);
            ids[2 * i] = 1 + random.nextLong(from, to - 1);
            ids[2 * i + 1] = ids[2 * i] + 1;
        }
        return ids;
    }

    private TableStatistics.Column column(int position, Sampled values, int sampled, double rows) {
        boolean isKey = table.primaryKey().equals(List.of(position));
        double known = rows * (sampled - values.nulls) / Math.max(1, sampled);
        double distinct = isKey ? rows : values.distinct(known);
        double nullShare = sampled == 0 ? 0 : (double) values.nulls / sampled;
        return new TableStatistics.Column(Math.max(1, distinct), nullShare, values.least, values.greatest);
    }

    /** What was seen of a column. */
    private static final class Sampled {
        private final Map<Object, int[]> counts = new HashMap<>();
        private int nulls;
        private int rows;
        private int neighbours;
        private int equalNeighbours;
        private long lastId;
        private @Nullable Object last;
        private @Nullable Double least;
        private @Nullable Double greatest;

        void add(long id, @Nullable Object value) {
            Object before = id == lastId + 1 ? last : null;
            lastId = id;
            last = value;
            if (value == null) {
                nulls++;
                return;
            }
            boolean isEqual = value.equals(before);
            neighbours += before == null ? 0 : 1;
            equalNeighbours += isEqual ? 1 : 0;
            if (!isEqual) {
                rows++;
                counts.computeIfAbsent(value, first -> new int[1])[0]++;
            }
            if (value instanceof Number number) {
                double at = number.doubleValue();
                least = least == null ? at : Math.min(least, at);
                greatest = greatest == null ? at : Math.max(greatest, at);
            }
        }

        /** How many different values there are in so many rows that are not null. */
        double distinct(double all) {
            double once =
                    counts.values().stream().filter(count -> count[0] == 1).count();
            double different = counts.size();
            double runs = neighbours == 0 ? all : all * (neighbours - equalNeighbours) / neighbours;
            return rows == 0 || rows >= runs
                    ? different
                    : Math.min(runs, rows * different / (rows - once + once * rows / runs));
        }
    }
}
