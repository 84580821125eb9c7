package io.aletheia.engine.recovery;

import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.store.GraphStore;
import io.aletheia.engine.wal.Version1Entry;
import io.aletheia.engine.wal.Version1Operation;
import io.aletheia.engine.wal.Version1Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the entries of a log of version 1 into commits and applies them. Each entry is a commit of its own, since version 1 does not
 * say which belong together: its transaction id is the entry's LSN, its system time the entry's time or, if that is not later than
 * the one before, one microsecond more. What the tables of this version cannot say is refused, never left out. Not thread-safe.
 */
final class Version1Replay implements Version1Operation.Visitor {
    private final GraphStore store;
    private final Version1Tables tables;
    private final List<Operation> operations = new ArrayList<>();
    private @Nullable Version1Entry entry;
    private long transactions;

    Version1Replay(GraphStore store) {
        this.store = store;
        this.tables = new Version1Tables(store);
    }

    /**
     * Applies an entry.
     *
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if it contradicts those before it; UNSUPPORTED (HYC00) if the tables of
     *     this version cannot say what it says
     */
    void apply(Version1Entry next) {
        entry = next;
        operations.clear();
        next.operation().accept(this);
        if (operations.isEmpty()) {
            return;
        }
        checkTime("time", next.time());
        long systemTime = Math.max(next.time(), store.lastSystemTime() + 1);
        checkTime("time", systemTime);
        // An entry that makes a table or a column is more than one operation, so LSNs are counted anew.
        store.apply(new Commit(next.lsn(), store.lastLsn() + 1, systemTime, List.copyOf(operations)));
        transactions++;
    }

    /** Entries applied. */
    long transactions() {
        return transactions;
    }

    @Override
    public void visit(Version1Operation.CreateNode node) {
        Version1Tables.Place known = tables.node(checkId("node", node.nodeId()));
        if (known != null) {
            checkLabel("node", node.nodeId(), known, node.label());
        }
        Version1Table table = tables.nodeTable(node.label());
        var place = new Version1Tables.Place(table, known == null ? tables.newEntityId(table) : known.entityId());
        put(place, node.nodeId(), node.properties(), node.period(), 0, 0);
    }

    @Override
    public void visit(Version1Operation.UpdateNode node) {
        Version1Tables.Place known = known("node", node.nodeId(), tables.node(checkId("node", node.nodeId())));
        checkLabel("node", node.nodeId(), known, node.label());
        put(known, node.nodeId(), node.properties(), node.period(), 0, 0);
    }

    @Override
    public void visit(Version1Operation.CreateEdge edge) {
        long id = checkId("edge", edge.edgeId());
        Version1Tables.Place source = known("node", edge.sourceId(), tables.node(checkId("node", edge.sourceId())));
        Version1Tables.Place target = known("node", edge.targetId(), tables.node(checkId("node", edge.targetId())));
        Version1Table table = tables.edgeTable(edge.label(), source.table(), target.table());
        Version1Tables.Place known = tables.edge(id);
        if (known != null) {
            boolean same = known.table() == table
                    && tables.sourceId(known) == source.entityId()
                    && tables.targetId(known) == target.entityId();
            if (!same) {
                throw unsupported("edge " + id + " is made a second time, with another label or other nodes");
            }
        }
        var place = new Version1Tables.Place(table, known == null ? tables.newEntityId(table) : known.entityId());
        put(place, id, edge.properties(), edge.period(), source.entityId(), target.entityId());
    }

    @Override
    public void visit(Version1Operation.UpdateEdge edge) {
        Version1Tables.Place known = known("edge", edge.edgeId(), tables.edge(checkId("edge", edge.edgeId())));
        checkLabel("edge", edge.edgeId(), known, edge.label());
        put(known, edge.edgeId(), edge.properties(), edge.period(), tables.sourceId(known), tables.targetId(known));
    }

    @Override
    public void visit(Version1Operation.DeleteNode node) {
        delete(known("node", node.nodeId(), tables.node(checkId("node", node.nodeId()))), node.period());
    }

    @Override
    public void visit(Version1Operation.DeleteEdge edge) {
        delete(known("edge", edge.edgeId(), tables.edge(checkId("edge", edge.edgeId()))), edge.period());
    }

    @Override
    public void visit(Version1Operation.Checkpoint checkpoint) {
        // The log is read from its beginning, so it holds everything that the checkpoint does.
    }

    private void put(
            Version1Tables.Place place,
            long id,
            Map<String, @Nullable Object> properties,
            Version1Period period,
            long sourceId,
            long targetId) {
        @Nullable Object[] row = place.table().row(id, properties, at());
        place.table().addDefinition(operations);
        operations.add(
                new Operation.Put(place.table().id(), place.entityId(), portion(period), row, sourceId, targetId));
    }

    private void delete(Version1Tables.Place place, Version1Period period) {
        operations.add(new Operation.Delete(place.table().id(), place.entityId(), portion(period)));
    }

    private Portion portion(Version1Period period) {
        checkOrder("valid", period.validFrom(), period.validTo());
        checkOrder("system", period.systemFrom(), period.systemTo());
        if (period.systemTo() != Version1Period.OPEN) {
            throw unsupported("a system period that has an end, " + period.systemTo() + " microseconds");
        }
        if (period.validFrom() == period.validTo()) {
            throw unsupported("a valid period without an instant, at " + period.validFrom() + " microseconds");
        }
        checkTime("valid period", period.validFrom());
        if (period.validTo() == Version1Period.OPEN) {
            return Portion.of(period.validFrom(), Time.FOREVER);
        }
        checkTime("valid period", period.validTo());
        return Portion.of(period.validFrom(), period.validTo());
    }

    private void checkOrder(String which, long from, long to) {
        if (from > to) {
            throw corrupt("a " + which + " period that begins before it ends", "from " + from + " to " + to);
        }
    }

    private void checkTime(String what, long micros) {
        if (micros < Time.BEGINNING || micros >= Time.FOREVER) {
            throw unsupported("a " + what + " outside of the years 0001 to 9999, " + micros + " microseconds");
        }
    }

    private long checkId(String what, long id) {
        if (id < 0) {
            throw unsupported(what + " id " + Long.toUnsignedString(id) + ", which is more than a BIGINT holds");
        }
        return id;
    }

    private Version1Tables.Place known(String what, long id, Version1Tables.@Nullable Place place) {
        if (place == null) {
            throw corrupt("an entry before that makes " + what + " " + id, "none");
        }
        return place;
    }

    private void checkLabel(String what, long id, Version1Tables.Place place, String label) {
        if (!place.table().label().equals(label)) {
            throw unsupported(
                    what + " " + id + " changes its label from " + place.table().label() + " to " + label);
        }
    }

    private Version1Entry at() {
        return Objects.requireNonNull(entry, "an entry");
    }

    private DatabaseException corrupt(String expected, String found) {
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT, at().place() + " is corrupt: expected " + expected + ", found " + found);
    }

    private DatabaseException unsupported(String what) {
        return new DatabaseException(
                ErrorCode.UNSUPPORTED, at().place() + " is not supported by this version: " + what);
    }
}
