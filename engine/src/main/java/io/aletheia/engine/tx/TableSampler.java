package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
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

/**
 * Estimates what planning is to know of a table from some of its entities, taken at random but the same ones for the same table, so
 * that plans can be repeated. The number of different values is estimated by the formula of Haas and Stokes (Estimating the Number of
 * Classes in a Finite Population, 1998) that PostgreSQL uses too.
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
        List<Map<Object, int[]>> counts = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            counts.add(new HashMap<>());
        }
        int[] nulls = new int[width];
        int found = 0;
        try (Probe probe =
                reader.versions(table.id(), filter, IntStream.range(0, width).toArray())) {
            probe.start(ids, ids.length);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                found += batch.size();
                for (int i = 0; i < width; i++) {
                    count(batch, batch.column(i + 1), counts.get(i), nulls, i);
                }
            }
        }
        double rows = ids.length == 0 ? 0 : (double) found * entityIdMax / ids.length;
        List<TableStatistics.Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(column(i, counts.get(i), found, nulls[i], rows));
        }
        return new TableStatistics(rows, columns);
    }

    /** Some ids in ascending order, one of each of as many equal parts of all. */
    private long[] ids() {
        int size = (int) Math.min(SAMPLE, entityIdMax);
        long[] ids = new long[size];
        var random = new SplittableRandom(table.id());
        for (int i = 0; i < size; i++) {
            long from = entityIdMax / size * i + Math.min(i, entityIdMax % size);
            long to = entityIdMax / size * (i + 1) + Math.min(i + 1, entityIdMax % size);
            ids[i] = 1 + random.nextLong(from, to);
        }
        return ids;
    }

    private static void count(Batch batch, ColumnVector column, Map<Object, int[]> counts, int[] nulls, int at) {
        for (int i = 0; i < batch.size(); i++) {
            Object value = column.object(batch.row(i));
            if (value == null) {
                nulls[at]++;
            } else {
                counts.computeIfAbsent(value, first -> new int[1])[0]++;
            }
        }
    }

    private TableStatistics.Column column(
            int position, Map<Object, int[]> counts, int sampled, int nulls, double rows) {
        int known = sampled - nulls;
        boolean isKey = table.primaryKey().equals(List.of(position));
        double distinct = isKey ? rows : distinct(counts, known, rows * known / Math.max(1, sampled));
        Double least = null;
        Double greatest = null;
        for (Object value : counts.keySet()) {
            if (value instanceof Number number) {
                least = least == null ? number.doubleValue() : Math.min(least, number.doubleValue());
                greatest = greatest == null ? number.doubleValue() : Math.max(greatest, number.doubleValue());
            }
        }
        double nullShare = sampled == 0 ? 0 : (double) nulls / sampled;
        return new TableStatistics.Column(Math.max(1, distinct), nullShare, least, greatest);
    }

    private static double distinct(Map<Object, int[]> counts, double sampled, double all) {
        double once = counts.values().stream().filter(count -> count[0] == 1).count();
        double different = counts.size();
        if (sampled == 0 || sampled >= all) {
            return different;
        }
        return Math.min(all, sampled * different / (sampled - once + once * sampled / all));
    }
}
