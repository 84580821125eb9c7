package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TemporalFilter;
import java.util.List;

/** For plans that read no table. */
class NoTables implements TableAccess {
    @Override
    public BatchSource scan(int tableId, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException("scan");
    }

    @Override
    public List<BatchSource> scanParts(int tableId, TemporalFilter filter, int[] projection, int parts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BatchSource lookup(int tableId, Object[] key, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException("lookup");
    }

    @Override
    public BatchSource search(int tableId, List<IndexSearch> searches, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException("search");
    }

    @Override
    public int chosenSearch(int tableId, List<IndexSearch> searches) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShared(int tableId) {
        return false;
    }

    @Override
    public long entityId(int tableId, Object[] key) {
        throw new UnsupportedOperationException("versions");
    }

    @Override
    public Probe versions(int tableId, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException("versions");
    }

    @Override
    public Probe expand(int edgeTableId, Direction direction, TemporalFilter filter, int[] projection) {
        throw new UnsupportedOperationException("expand");
    }
}
