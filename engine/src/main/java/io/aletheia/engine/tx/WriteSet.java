package io.aletheia.engine.tx;

import io.aletheia.engine.catalog.TableRules;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.engine.store.EntityTimeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ordered operations of a transaction. A position is a number of operations: rolling back to one forgets what came after.
 * The operations of one entity are chained from the last to the first. Not thread-safe.
 */
final class WriteSet {
    /** A log sequence number is given to every operation of a commit, and positions are {@code int}s. */
    private static final int OPERATIONS_MAX = 1 << 28;

    private static final Operation NOTHING = new Operation.DropTable(0);
    // A transaction that only reads makes no arrays.
    private static final Operation[] NO_OPERATIONS = {};
    private static final int[] NO_POSITIONS = {};
    private static final WriteKind[] NO_KINDS = {};

    private final Snapshot snapshot;
    private final OwnCatalogNumbers catalogNumbers;
    private final RowConditions conditions;
    /** Made for the first table, as the next is for the first change: a transaction that only reads makes neither. */
    private Map<Integer, TableWrites> tables = Map.of();
    /** The catalogs before each change. */
    private List<CatalogVersion> catalogsBefore = List.of();

    private Operation[] operations = NO_OPERATIONS;
    private int[] previous = NO_POSITIONS;
    private WriteKind[] kinds = NO_KINDS;
    private int size;
    private int statedPortions;
    private int portionsFromCommit;
    private int erasures;
    private int forgets;
    private CatalogVersion catalog;

    /** The table asked for last, since the next row mostly goes there as well. */
    private @Nullable TableWrites lastWritten;

    WriteSet(Snapshot snapshot, OwnCatalogNumbers catalogNumbers, RowConditions conditions) {
        this.snapshot = snapshot;
        this.catalogNumbers = catalogNumbers;
        this.conditions = conditions;
        this.catalog = snapshot.catalog();
    }

    /** The tables, own definitions included. */
    CatalogVersion catalog() {
        return catalog;
    }

    /** Whether tables or views were created, altered or dropped. */
    boolean changesCatalog() {
        return !catalogsBefore.isEmpty();
    }

    /** How many times that was done. */
    int catalogChanges() {
        return catalogsBefore.size();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many operations there are: the position to roll back to. */
    int size() {
        return size;
    }

    Operation operation(int position) {
        return operations[position];
    }

    WriteKind kind(int position) {
        return kinds[position];
    }

    /** Position of the same entity's operation before; {@link EntityMap#NONE} if there is none. */
    int previous(int position) {
        return previous[position];
    }

    /**
     * The operations in order, as a view: nothing may be written any more. What was written of entities that the transaction then
     * erased is not among them, so that the log does not hold it, and entities that it made and erased are not either.
     */
    List<Operation> operations() {
        List<Operation> all = Arrays.asList(operations).subList(0, size);
        if (erasures == 0) {
            return all;
        }
        List<Operation> kept = new ArrayList<>();
        for (Operation operation : all) {
            boolean isKept = true;
            if (operation instanceof Operation.Put put) {
                isKept = !isErased(put.tableId(), put.entityId());
            } else if (operation instanceof Operation.Delete delete) {
                isKept = !isErased(delete.tableId(), delete.entityId());
            } else if (operation instanceof Operation.Erase erase) {
                TableWrites table = tables.get(erase.tableId());
                isKept = table != null && !table.isOwn(erase.entityId());
            }
            if (isKept) {
                kept.add(operation);
            }
        }
        return kept;
    }

    /** Whether the transaction erased the entity. */
    boolean isErased(int tableId, long entityId) {
        TableWrites table = erasures == 0 ? null : tables.get(tableId);
        return table != null && table.isErased(entityId);
    }

    /** Before which system time the transaction forgot what was known of a table; {@link Long#MIN_VALUE} if it did not. */
    long horizon(int tableId) {
        long horizon = Long.MIN_VALUE;
        for (int i = 0; forgets > 0 && i < size; i++) {
            if (operations[i] instanceof Operation.Forget forget && forget.tableId() == tableId) {
                horizon = Math.max(horizon, forget.before());
            }
        }
        return horizon;
    }

    /** The tables written to. */
    Iterable<TableWrites> tables() {
        return tables.values();
    }

    /** What was written to the table; null if nothing was. */
    @Nullable
    TableWrites writtenTo(int tableId) {
        return size == 0 ? null : tables.get(tableId);
    }

    /** What is known of the table for writing; null if nobody asked for it yet. */
    @Nullable
    TableWrites ofTable(int tableId) {
        return tables.get(tableId);
    }

    /** Whether some portions begin or end at the commit's time and others do not, so that they lie differently by then. */
    boolean mixesPortions() {
        return statedPortions > 0 && portionsFromCommit > 0;
    }

    /**
     * What is written to the table, ready for more.
     *
     * @throws DatabaseException UNKNOWN_TABLE (42P01)
     */
    TableWrites writing(int tableId) {
        TableWrites recent = lastWritten;
        if (recent != null && recent.definition().id() == tableId && !changesCatalog()) {
            return recent;
        }
        TableWrites writes = tables.get(tableId);
        if (writes == null || catalog.table(tableId) == null) {
            TableDefinition table = TableRules.require(catalog, tableId);
            writes = new TableWrites(table, snapshot.table(tableId), snapshot.systemTime(), conditions);
            if (tables.isEmpty()) {
                tables = new HashMap<>();
            }
            tables.put(tableId, writes);
        }
        lastWritten = writes;
        return writes;
    }

    /** Adds a put or a delete of an entity. */
    void add(TableWrites table, Operation operation, long entityId, Portion portion, WriteKind kind) {
        makeRoom();
        previous[size] = table.touch(operation, entityId, size, kind.isNew());
        kinds[size] = kind;
        operations[size++] = operation;
        count(portion, 1);
    }

    /** Erases an entity, of which nothing may be written after that. */
    void erase(TableWrites table, Operation.Erase operation) {
        makeRoom();
        previous[size] = table.touch(operation, operation.entityId(), size, false);
        kinds[size] = WriteKind.ERASE;
        operations[size++] = operation;
        erasures++;
    }

    /** Forgets what was known of a table. */
    void forget(Operation.Forget operation) {
        // So that a table that is gone or altered by the commit is noticed.
        writing(operation.tableId());
        makeRoom();
        previous[size] = EntityMap.NONE;
        kinds[size] = WriteKind.FORGET;
        operations[size++] = operation;
        forgets++;
    }

    /** Adds a new table. */
    void create(TableDefinition table) {
        addCatalogChange(new Operation.CreateTable(table), catalog.with(table));
    }

    /** Gives a table another definition. */
    void alter(TableDefinition table) {
        addCatalogChange(new Operation.AlterTable(table), catalog.with(table));
        redefine(table);
    }

    private void redefine(@Nullable TableDefinition table) {
        TableWrites written = table == null ? null : tables.get(table.id());
        if (table != null && written != null) {
            written.redefine(table);
        }
    }

    /** Adds a new view. */
    void create(ViewDefinition view) {
        addCatalogChange(new Operation.CreateView(view), catalog.with(view));
    }

    /** Takes a view away. */
    void dropView(int viewId) {
        addCatalogChange(new Operation.DropView(viewId), catalog.withoutView(viewId));
    }

    /** Takes a table away. */
    void drop(int tableId) {
        addCatalogChange(new Operation.DropTable(tableId), catalog.without(tableId));
    }

    /** The changes of rows from the position on, in order, for {@link #restore} after a {@link #rollbackTo}. */
    List<Suspended> suspended(int position) {
        var suspended = new ArrayList<Suspended>(Math.max(0, size - position));
        for (int i = position; i < size; i++) {
            suspended.add(new Suspended(operations[i], kinds[i]));
        }
        return suspended;
    }

    /** An operation that is to be written again. */
    record Suspended(Operation operation, WriteKind kind) {}

    /** Writes operations again, each where it stood: behind the position. */
    void restore(int position, List<Suspended> suspended) {
        if (size != position) {
            throw new IllegalStateException("written while writes are suspended: size=" + size + ", was " + position);
        }
        for (Suspended each : suspended) {
            Operation operation = each.operation;
            if (operation instanceof Operation.Put put) {
                add(writing(put.tableId()), put, put.entityId(), put.portion(), each.kind);
            } else if (operation instanceof Operation.Delete delete) {
                add(writing(delete.tableId()), delete, delete.entityId(), delete.portion(), each.kind);
            } else if (operation instanceof Operation.Erase erase) {
                erase(writing(erase.tableId()), erase);
            } else if (operation instanceof Operation.Forget forget) {
                forget(forget);
            } else {
                throw new IllegalStateException("a definition is not suspended: " + operation);
            }
        }
    }

    /** Forgets the operations from the position on. */
    void rollbackTo(int position) {
        while (size > position) {
            Operation operation = operations[--size];
            if (operation instanceof Operation.Put put) {
                undo(put.tableId(), put.entityId());
                count(put.portion(), -1);
            } else if (operation instanceof Operation.Delete delete) {
                undo(delete.tableId(), delete.entityId());
                count(delete.portion(), -1);
            } else if (operation instanceof Operation.Erase erase) {
                undo(erase.tableId(), erase.entityId());
                erasures--;
            } else if (operation instanceof Operation.Forget) {
                forgets--;
            } else {
                catalog = catalogsBefore.remove(catalogsBefore.size() - 1);
                if (operation instanceof Operation.CreateTable create) {
                    forgetWrites(create.table().id());
                    lastWritten = null;
                } else if (operation instanceof Operation.AlterTable alter) {
                    redefine(catalog.table(alter.table().id()));
                }
            }
            operations[size] = NOTHING;
        }
    }

    private void forgetWrites(int tableId) {
        if (!tables.isEmpty()) {
            tables.remove(tableId);
        }
    }

    /** Position of the last of an entity's operations before a limit; {@link EntityMap#NONE} if there is none. */
    int lastBefore(TableWrites table, long entityId, int limit) {
        int position = table.last(entityId);
        while (position >= limit) {
            position = previous[position];
        }
        return position;
    }

    /**
     * Writes an entity's operations over its timeline, in order.
     *
     * @param after position of the last one that is written already; {@link EntityMap#NONE} if none is
     * @param last position of the last one to be written; {@link EntityMap#NONE} if none is
     * @param commitTime where portions begin that begin at the commit
     */
    void replay(EntityTimeline timeline, int after, int last, long commitTime) {
        int count = 0;
        for (int position = last; position != after; position = previous[position]) {
            count++;
        }
        int[] chain = new int[count];
        for (int position = last; position != after; position = previous[position]) {
            chain[--count] = position;
        }
        for (int position : chain) {
            if (operations[position] instanceof Operation.Put put) {
                timeline.put(
                        put.portion().resolvedFrom(commitTime), put.portion().resolvedTo(commitTime), put.row());
            } else if (operations[position] instanceof Operation.Delete delete) {
                timeline.delete(
                        delete.portion().resolvedFrom(commitTime),
                        delete.portion().resolvedTo(commitTime));
            } else {
                // Erased: of what is believed nothing is left.
                timeline.delete(Time.BEGINNING, Time.FOREVER);
            }
        }
    }

    private void addCatalogChange(Operation operation, CatalogVersion next) {
        makeRoom();
        if (catalogsBefore.isEmpty()) {
            catalogsBefore = new ArrayList<>();
        }
        catalogsBefore.add(catalog);
        previous[size] = EntityMap.NONE;
        kinds[size] = WriteKind.DEFINITION;
        operations[size++] = operation;
        catalog = CatalogVersion.of(catalogNumbers.next(), next.tables(), next.views());
    }

    private void undo(int tableId, long entityId) {
        TableWrites table = tables.get(tableId);
        if (table != null) {
            table.untouch(entityId, previous[size], kind(size).isNew());
        }
    }

    /**
     * A portion that ends at the commit grows until then, over what nobody has looked at, and one that begins there and ends at a
     * stated time may be void by then: as if each met another sort. All of valid time meets everything, whenever that is.
     */
    private void count(Portion portion, int change) {
        if (portion.equals(Portion.ALL)) {
            return;
        }
        if (portion.fromCommit() || portion.toCommit()) {
            portionsFromCommit += change;
        }
        if (!portion.fromCommit() || portion.to() != Time.FOREVER) {
            statedPortions += change;
        }
    }

    private void makeRoom() {
        if (size == OPERATIONS_MAX) {
            throw new DatabaseException(
                    ErrorCode.TOO_COMPLEX,
                    "a transaction writes at most " + OPERATIONS_MAX + " times; commit in parts");
        }
        if (size == operations.length) {
            int capacity = Math.max(2, size * 2);
            operations = Arrays.copyOf(operations, capacity);
            previous = Arrays.copyOf(previous, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
        }
    }
}
