package io.aletheia.query.exec;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.TemporalFilter;
import java.util.List;

/** The ways in which plans read tables; what they mean is said at {@link Transaction}. */
interface TableAccess {
    /** All versions that the filter lets through. */
    BatchSource scan(int tableId, TemporalFilter filter, int[] projection);

    /** The same in parts, which may be read by threads of their own; fewer than are wanted where it cannot be divided. */
    List<BatchSource> scanParts(int tableId, TemporalFilter filter, int[] projection, int parts);

    /** Those of the entity with a primary key. */
    BatchSource lookup(int tableId, Object[] key, TemporalFilter filter, int[] projection);

    /** At least those of entities with the values that each of the searches asks for. */
    BatchSource search(int tableId, List<IndexSearch> searches, TemporalFilter filter, int[] projection);

    /** The position of the search that is followed; -1 if the table is scanned. */
    int chosenSearch(int tableId, List<IndexSearch> searches);

    /** The id of the entity with a primary key; 0 if there never was one. */
    long entityId(int tableId, Object[] key);

    /** Whether threads may ask {@link #entityId}, and read by probes of their own, at the same time. */
    boolean isShared(int tableId);

    /** Those of entities by id. */
    Probe versions(int tableId, TemporalFilter filter, int[] projection);

    /** The edges at nodes. */
    Probe expand(int edgeTableId, Direction direction, TemporalFilter filter, int[] projection);

    /** Through a transaction. */
    static TableAccess of(Transaction transaction) {
        return new TableAccess() {
            @Override
            public BatchSource scan(int tableId, TemporalFilter filter, int[] projection) {
                return transaction.scan(tableId, filter, projection);
            }

            @Override
            public List<BatchSource> scanParts(int tableId, TemporalFilter filter, int[] projection, int parts) {
                return transaction.scanParts(tableId, filter, projection, parts);
            }

            @Override
            public BatchSource lookup(int tableId, Object[] key, TemporalFilter filter, int[] projection) {
                return transaction.lookup(tableId, key, filter, projection);
            }

            @Override
            public BatchSource search(
                    int tableId, List<IndexSearch> searches, TemporalFilter filter, int[] projection) {
                return transaction.search(tableId, searches, filter, projection);
            }

            @Override
            public int chosenSearch(int tableId, List<IndexSearch> searches) {
                return transaction.chosenSearch(tableId, searches);
            }

            @Override
            public long entityId(int tableId, Object[] key) {
                return transaction.entityId(tableId, key);
            }

            @Override
            public boolean isShared(int tableId) {
                return transaction.isShared(tableId);
            }

            @Override
            public Probe versions(int tableId, TemporalFilter filter, int[] projection) {
                return transaction.versions(tableId, filter, projection);
            }

            @Override
            public Probe expand(int edgeTableId, Direction direction, TemporalFilter filter, int[] projection) {
                return transaction.expand(edgeTableId, direction, filter, projection);
            }
        };
    }
}
