package io.aletheia.engine.tx;

import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.WorkProgress;
import io.aletheia.engine.store.TableStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction wrote to one table: for every touched entity the position of its last operation in the {@link WriteSet},
 * from which the earlier ones are reached. A new entity that is written once costs no object here. Not thread-safe.
 */
final class TableWrites {
    private TableDefinition definition;
    private final @Nullable TableStore base;
    private final RowConditions conditions;
    private RowRules rules;
    /** By columns: the entities that the transaction put with values in them. Made when first asked for. */
    private @Nullable Map<List<Integer>, OwnValues> valueIndexes;
    /** Likewise over what is committed, where the table has no index because the transaction itself asked for it. */
    private @Nullable Map<List<Integer>, EntityFinder> committedIndexes;

    private final long snapshotTime;

    /** The entities that the transaction erased; made for the first. */
    private @Nullable Set<Long> erased;

    private boolean hasValueRules;
    private final EntityMap last = new EntityMap();
    private final @Nullable NewKeys newKeys;
    private final @Nullable OwnEdges ownEdges;
    private final int[] keyColumns;

    /** The key that is looked up at the moment. */
    private final @Nullable Object[] rowKey;

    private int[] firsts = new int[2];
    private int entities;
    private int existing;
    private long lastOwnId;

    /**
     * Nothing yet.
     *
     * @param base the committed table; null if the transaction itself creates it
     * @param snapshotTime the last commit that the transaction sees
     * @param conditions where the table's checks are compiled
     */
    TableWrites(TableDefinition definition, @Nullable TableStore base, long snapshotTime, RowConditions conditions) {
        this.definition = definition;
        this.snapshotTime = snapshotTime;
        this.base = base;
        this.conditions = conditions;
        this.rules = new RowRules(definition, conditions);
        this.hasValueRules = hasValueRules(definition);
        this.keyColumns = new int[definition.primaryKey().size()];
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = definition.primaryKey().get(i);
        }
        this.newKeys = definition.hasGeneratedKey() ? null : new NewKeys(keyColumns);
        this.rowKey = new @Nullable Object[keyColumns.length];
        this.ownEdges = definition.isEdge() ? new OwnEdges() : null;
    }

    TableDefinition definition() {
        return definition;
    }

    /** Says that the transaction altered the table, or took that back. */
    void redefine(TableDefinition newDefinition) {
        definition = newDefinition;
        rules = new RowRules(newDefinition, conditions);
        hasValueRules = hasValueRules(newDefinition);
    }

    private static boolean hasValueRules(TableDefinition table) {
        if (!table.uniques().isEmpty()) {
            return true;
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.ForeignKey) {
                return true;
            }
        }
        return false;
    }

    /** Whether values are compared with those of other rows. */
    boolean hasValueRules() {
        return hasValueRules;
    }

    /** The index over what is committed. */
    EntityFinder committedFinder(List<Integer> columns, TableStore committed) {
        return committedFinder(columns, committed, WorkProgress.NOBODY);
    }

    /** The same; if it has to be made, the progress is told and may end that. */
    EntityFinder committedFinder(List<Integer> columns, TableStore committed, WorkProgress progress) {
        EntityFinder index = committed.finder(columns);
        if (index != null) {
            return index;
        }
        if (committedIndexes == null) {
            committedIndexes = new HashMap<>();
        }
        return committedIndexes.computeIfAbsent(
                columns, wanted -> committed.readAs(definition).madeFinder(wanted, progress));
    }

    /** The index over what is committed that the transaction made because the table has none; null if it did not. */
    @Nullable
    EntityFinder madeIndex(List<Integer> columns) {
        return committedIndexes == null ? null : committedIndexes.get(columns);
    }

    /** The index over what the transaction put; what it took back since is found as well. */
    OwnValues ownValues(List<Integer> columns, WriteSet writes) {
        if (valueIndexes == null) {
            valueIndexes = new HashMap<>();
        }
        OwnValues known = valueIndexes.get(columns);
        if (known != null) {
            return known;
        }
        var made = new OwnValues();
        for (int position = 0; position < writes.size(); position++) {
            if (writes.operation(position) instanceof Operation.Put put && put.tableId() == definition.id()) {
                addValues(made, columns, put);
            }
        }
        valueIndexes.put(columns, made);
        return made;
    }

    private void addValues(OwnValues index, List<Integer> columns, Operation.Put put) {
        index.add(Keys.at(columns, definition.widened(put.row())), put.entityId());
    }

    /** The committed table; null if the transaction itself creates it. */
    @Nullable
    TableStore base() {
        return base;
    }

    RowRules rules() {
        return rules;
    }

    /** What a column's default is now. */
    @Nullable
    Object defaultValue(int column) {
        return conditions
                .compiler()
                .defaultValue(
                        definition.columns().get(column), conditions.nowMicros().getAsLong());
    }

    /** Edge tables: the touched edges by node. */
    @Nullable
    OwnEdges ownEdges() {
        return ownEdges;
    }

    /** A new entity id. */
    long allocateEntityId() {
        return base == null ? ++lastOwnId : base.allocateEntityId();
    }

    /** Whether the transaction erased the entity. */
    boolean isErased(long entityId) {
        return erased != null && erased.contains(entityId);
    }

    /** Whether the entity is one that the transaction made: no other knows it. */
    boolean isOwn(long entityId) {
        return base == null || base.lastKnown(snapshotTime, entityId) == Long.MIN_VALUE;
    }

    /** The entity that has the row's primary key, by this transaction or by a commit; 0 if the key was never used. */
    long entityOfRow(@Nullable Object[] row) {
        if (newKeys == null) {
            return generatedId(row[0]);
        }
        long own = newKeys.findRow(row, this::isErased);
        if (own != 0 || base == null) {
            return own;
        }
        for (int i = 0; i < keyColumns.length; i++) {
            rowKey[i] = row[keyColumns[i]];
        }
        return committedId(rowKey);
    }

    /** The entity that has the primary key, by this transaction or by a commit; 0 if the key was never used. */
    long entityOfKey(@Nullable Object[] key) {
        if (newKeys == null) {
            return generatedId(key[0]);
        }
        long own = newKeys.find(key, this::isErased);
        return own != 0 ? own : committedId(key);
    }

    private long committedId(@Nullable Object[] key) {
        long id = base == null ? 0 : base.entityId(key, snapshotTime);
        return isErased(id) ? 0 : id;
    }

    private long generatedId(@Nullable Object key) {
        if (key instanceof Long id && id > 0 && last.get(id) != EntityMap.NONE) {
            return isErased(id) ? 0 : id;
        }
        return committedId(new @Nullable Object[] {key});
    }

    /** Position of the entity's last operation; {@link EntityMap#NONE} if it is not touched. */
    int last(long entityId) {
        return last.get(entityId);
    }

    /** How many entities are touched. */
    int entities() {
        return entities;
    }

    /** Whether any entity is touched that the transaction did not make. */
    boolean touchesExisting() {
        return existing > 0;
    }

    /** Position of the operation that touched an entity first, by the order of touching from 0. */
    int first(int index) {
        return firsts[index];
    }

    /** Notes an operation and returns the position of the entity's operation before; {@link EntityMap#NONE} if it is the first. */
    int touch(Operation operation, long entityId, int position, boolean isNew) {
        if (valueIndexes != null && operation instanceof Operation.Put put) {
            valueIndexes.forEach((columns, index) -> addValues(index, columns, put));
        }
        if (operation instanceof Operation.Erase) {
            if (erased == null) {
                erased = new HashSet<>();
            }
            erased.add(entityId);
        }
        int before = last.set(entityId, position);
        if (before != EntityMap.NONE) {
            return before;
        }
        if (entities == firsts.length) {
            firsts = Arrays.copyOf(firsts, entities * 2);
        }
        firsts[entities++] = position;
        if (!isNew) {
            existing++;
        } else if (newKeys != null && operation instanceof Operation.Put put) {
            newKeys.add(put.row(), entityId);
        }
        return EntityMap.NONE;
    }

    /** Takes back the last {@link #touch}. */
    void untouch(long entityId, int before, boolean isNew) {
        if (erased != null) {
            // Nothing comes after an erasure, so if the entity was erased, that is what is taken back.
            erased.remove(entityId);
        }
        last.set(entityId, before);
        if (before != EntityMap.NONE) {
            return;
        }
        entities--;
        if (!isNew) {
            existing--;
        } else if (newKeys != null) {
            newKeys.removeLast(entityId);
        }
        if (ownEdges != null) {
            ownEdges.clear();
        }
    }
}
