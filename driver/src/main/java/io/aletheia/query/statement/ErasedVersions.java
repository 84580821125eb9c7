package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the versions that ERASE is about to take away, of all times, for RETURNING. For one run. */
final class ErasedVersions {
    private final TableDefinition table;
    private final ExecutionContext context;
    private final int[] projection;
    private final List<Version> versions = new ArrayList<>();

    private record Version(OpenStrip strip, long knownTo) {}

    ErasedVersions(TableDefinition table, ExecutionContext context) {
        this.table = table;
        this.context = context;
        this.projection = new int[OpenStrip.BOUNDS + table.columns().size() + 1];
        System.arraycopy(OpenStrip.projection(table), 0, projection, 0, projection.length - 1);
        projection[projection.length - 1] = PseudoColumn.SYSTEM_TO;
    }

    /** All versions of entities. */
    List<WrittenStrip> of(long[] entities) {
        Transaction transaction = context.transaction();
        try (Probe probe = transaction.versions(table.id(), TemporalFilter.ALL, projection)) {
            probe.start(entities, entities.length);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                add(batch, 1);
            }
        }
        return ordered();
    }

    /** All versions that a filter lets through. */
    List<WrittenStrip> of(TemporalFilter filter) {
        try (BatchSource source = context.transaction().scan(table.id(), filter, projection)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                add(batch, 0);
            }
        }
        return ordered();
    }

    /** By entity, then valid time, then system time. */
    private List<WrittenStrip> ordered() {
        versions.sort(Comparator.comparingLong((Version version) -> version.strip.entity())
                .thenComparingLong(version -> version.strip.from())
                .thenComparingLong(version -> version.strip.knownFrom()));
        var strips = new ArrayList<WrittenStrip>(versions.size());
        versions.forEach(version -> strips.add(WrittenStrip.version(version.strip, version.knownTo)));
        return strips;
    }

    private void add(Batch batch, int firstColumn) {
        context.checkCancelled();
        for (int i = 0; i < batch.size(); i++) {
            int index = batch.row(i);
            OpenStrip strip = OpenStrip.of(batch, index, table, firstColumn);
            long knownTo = OpenStrip.value(batch, firstColumn + projection.length - 1, index);
            versions.add(new Version(strip, knownTo));
        }
    }
}
