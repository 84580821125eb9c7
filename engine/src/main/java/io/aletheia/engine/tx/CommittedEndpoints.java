package io.aletheia.engine.tx;

import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.EndpointSearch;
import io.aletheia.engine.model.FoundEndpoints;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.store.TableStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes of edges in the committed snapshot alone, on whatever thread. That is what the transaction itself would find as
 * long as it has written to neither node table, because what a snapshot shows never changes. Only the usual case is found: both
 * nodes known, and there throughout the portion. Not thread-safe.
 */
final class CommittedEndpoints implements EndpointSearch {
    /** Both nodes are there throughout the portion. */
    static final class Found implements FoundEndpoints {
        private final CommittedEndpoints search;
        private final Portion portion;
        private final @Nullable Object[] row;
        private final long sourceId;
        private final long targetId;

        private Found(
                CommittedEndpoints search, Portion portion, @Nullable Object[] row, long sourceId, long targetId) {
            this.search = search;
            this.portion = portion;
            this.row = row;
            this.sourceId = sourceId;
            this.targetId = targetId;
        }

        /** Whether this was found by the view's transaction for this insertion, and still holds. */
        boolean isOf(View view, TableDefinition edges, Portion wantedPortion, @Nullable Object[] wantedRow) {
            return search.view == view
                    && search.edges.equals(edges)
                    && portion.equals(wantedPortion)
                    && row == wantedRow
                    && !search.isWrittenTo();
        }

        long sourceId() {
            return sourceId;
        }

        long targetId() {
            return targetId;
        }
    }

    private final View view;
    private final TableDefinition edges;
    private final TableDefinition.Endpoints ends;
    private final TableStore sources;
    private final TableStore targets;
    private final @Nullable Object[] sourceKey;
    private final @Nullable Object[] targetKey;

    private CommittedEndpoints(
            View view, TableDefinition edges, TableDefinition.Endpoints ends, TableStore sources, TableStore targets) {
        this.view = view;
        this.edges = edges;
        this.ends = ends;
        this.sources = sources;
        this.targets = targets;
        this.sourceKey = new @Nullable Object[ends.sourceColumns().size()];
        this.targetKey = new @Nullable Object[ends.targetColumns().size()];
    }

    /** A search; {@link EndpointSearch#NONE} where the snapshot alone does not say what the transaction finds. */
    static EndpointSearch of(View view, TableDefinition edges) {
        TableDefinition.Endpoints ends = edges.endpoints();
        if (ends == null || edges.endpointPolicy() == EndpointPolicy.IGNORE) {
            return EndpointSearch.NONE;
        }
        TableStore sources = view.table(ends.sourceTableId());
        TableStore targets = view.table(ends.targetTableId());
        if (sources == null || targets == null) {
            return EndpointSearch.NONE;
        }
        var search = new CommittedEndpoints(view, edges, ends, sources, targets);
        return search.isWrittenTo() ? EndpointSearch.NONE : search;
    }

    @Override
    public FoundEndpoints find(Portion portion, @Nullable Object[] row) {
        long from = portion.resolvedFrom(view.commitTime());
        long to = portion.to();
        if (from >= to) {
            return FoundEndpoints.NONE;
        }
        long sourceId = node(sources, ends.sourceColumns(), sourceKey, row, from, to);
        long targetId = sourceId == 0 ? 0 : node(targets, ends.targetColumns(), targetKey, row, from, to);
        return targetId == 0 ? FoundEndpoints.NONE : new Found(this, portion, row, sourceId, targetId);
    }

    /** The node that the row's columns name; 0 if it is not there throughout {@code [from, to)}. */
    private long node(
            TableStore nodes,
            List<Integer> columns,
            @Nullable Object[] key,
            @Nullable Object[] row,
            long from,
            long to) {
        for (int i = 0; i < key.length; i++) {
            key[i] = row[columns.get(i)];
        }
        long nodeId = nodes.entityId(key, view.snapshotTime());
        return nodeId != 0 && nodes.covers(view.snapshotTime(), nodeId, from, to) ? nodeId : 0;
    }

    /** Whether the transaction has begun to write to a node table. For the transaction's thread. */
    private boolean isWrittenTo() {
        WriteSet writes = view.writes();
        return writes.ofTable(ends.sourceTableId()) != null || writes.ofTable(ends.targetTableId()) != null;
    }
}
