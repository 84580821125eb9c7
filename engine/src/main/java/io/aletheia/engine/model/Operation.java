package io.aletheia.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a commit puts into effect. The log carries operations as they were put; what versions they make is the
 * deterministic work of the store. Immutable once in a {@link Commit}.
 */
public sealed interface Operation {
    /** A new table, with its id. */
    record CreateTable(TableDefinition table) implements Operation {}

    /** A table is no longer there. */
    record DropTable(int tableId) implements Operation {}

    /**
     * Within the portion the entity is what the row says, whatever it was; gaps are filled. The first put of an entity id makes
     * the entity.
     *
     * @param tableId node or edge table
     * @param entityId positive
     * @param portion which part of valid time
     * @param row one element per column; the array belongs to the operation
     * @param sourceId edges: entity id of the source node; otherwise 0
     * @param targetId edges: entity id of the target node; otherwise 0
     */
    record Put(
            int tableId,
            long entityId,
            Portion portion,
            @Nullable Object[] row,
            long sourceId,
            long targetId) implements Operation {}

    /** Within the portion the entity is not. */
    record Delete(int tableId, long entityId, Portion portion) implements Operation {}
}
