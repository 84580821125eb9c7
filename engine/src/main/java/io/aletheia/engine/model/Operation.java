package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a commit puts into effect. The log carries operations as they were put; what versions they make is the
 * deterministic work of the store. Immutable once in a {@link Commit}.
 */
public sealed interface Operation {
    /** A new table, with its id. */
    record CreateTable(TableDefinition table) implements Operation {}

    /**
     * A table is otherwise than it was; its id stays. Columns were added at the end or dropped in their places, so rows stay as
     * they are.
     */
    record AlterTable(TableDefinition table) implements Operation {}

    /** A new view, with its id. */
    record CreateView(ViewDefinition view) implements Operation {}

    /** A view is no longer there. */
    record DropView(int viewId) implements Operation {}

    /** A table is no longer there. */
    record DropTable(int tableId) implements Operation {}

    /**
     * Within the portion the entity is what the row says, whatever it was; gaps are filled. The first put of an entity id makes
     * the entity.
     */
    final class Put implements Operation {
        private final int tableId;
        private final long entityId;
        private final Portion portion;
        private final @Nullable Object[] row;
        private final long sourceId;
        private final long targetId;

        /** Puts a row into a node table. The array belongs to the operation from here on. */
        public Put(int tableId, long entityId, Portion portion, @Nullable Object[] row) {
            this(tableId, entityId, portion, row, 0, 0);
        }

        /** Puts a row into an edge table; the ids are those of the two nodes. */
        public Put(int tableId, long entityId, Portion portion, @Nullable Object[] row, long sourceId, long targetId) {
            this.tableId = tableId;
            this.entityId = entityId;
            this.portion = portion;
            this.row = row;
            this.sourceId = sourceId;
            this.targetId = targetId;
        }

        /** The node or edge table. */
        public int tableId() {
            return tableId;
        }

        /** The entity, positive. */
        public long entityId() {
            return entityId;
        }

        /** The part of valid time. */
        public Portion portion() {
            return portion;
        }

        /** One element per column; not to be written. */
        public @Nullable Object[] row() {
            return row;
        }

        /** Edges: the entity id of the source node; otherwise 0. */
        public long sourceId() {
            return sourceId;
        }

        /** Edges: the entity id of the target node; otherwise 0. */
        public long targetId() {
            return targetId;
        }
    }

    /** Something is said of the transaction. At most one in a commit. */
    record Note(TransactionNote note) implements Operation {}

    /** Within the portion the entity is not. */
    record Delete(int tableId, long entityId, Portion portion) implements Operation {}

    /**
     * The entity was never there: all its versions go, at every valid and system time. No operation after it is about the entity.
     *
     * @param keyHash what is kept of its key, as {@link Erasure#keyHash} has it
     */
    record Erase(int tableId, long entityId, String keyHash) implements Operation {}

    /**
     * What was known of a table before a system time and no longer is, is forgotten: the versions that ended by then.
     *
     * @param before microseconds; not after the commit
     */
    record Forget(int tableId, long before) implements Operation {}
}
