package io.aletheia.engine.store;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store with tables to play with: applies operations as commits and reads versions back as plain values. */
final class StoreFixture {
    static final int TABLE = 1;
    static final int EDGES = 2;

    /** Key, value, and the four bounds. */
    static final int[] VERSION = {
        0, 1, PseudoColumn.VALID_FROM, PseudoColumn.VALID_TO, PseudoColumn.SYSTEM_FROM, PseudoColumn.SYSTEM_TO
    };

    final GraphStore store;

    StoreFixture() {
        this(new GraphStore());
    }

    StoreFixture(GraphStore store) {
        this.store = store;
    }

    /** A table (id BIGINT PRIMARY KEY, v BIGINT). */
    static TableDefinition nodes() {
        return new TableDefinition(TABLE, "PUBLIC", "t", List.of(column("id"), column("v")), List.of(0), null);
    }

    /** Edges between such nodes: (_id, source, target, w BIGINT). */
    static TableDefinition edges() {
        return new TableDefinition(
                EDGES,
                "PUBLIC",
                "e",
                List.of(ColumnDefinition.generatedId(), column("source"), column("target"), column("w")),
                List.of(0),
                new TableDefinition.Endpoints(TABLE, TABLE, List.of(1), List.of(2)));
    }

    static ColumnDefinition column(String name) {
        return new ColumnDefinition(name, ValueType.BIGINT, true, null, false);
    }

    /** A store with the node table, made by a commit at the system time. */
    static StoreFixture withNodes(long systemTime) {
        var fixture = new StoreFixture();
        fixture.apply(systemTime, List.of(new Operation.CreateTable(nodes())));
        return fixture;
    }

    /** A store with both tables. */
    static StoreFixture withEdges(long systemTime) {
        var fixture = new StoreFixture();
        fixture.apply(systemTime, List.of(new Operation.CreateTable(nodes()), new Operation.CreateTable(edges())));
        return fixture;
    }

    void apply(long systemTime, List<Operation> operations) {
        store.apply(new Commit(store.lastTransactionId() + 1, store.lastLsn() + 1, systemTime, operations));
    }

    void apply(long systemTime, Operation... operations) {
        apply(systemTime, List.of(operations));
    }

    static Operation.Put put(long entityId, long from, long to, long value) {
        return new Operation.Put(TABLE, entityId, Portion.of(from, to), new @Nullable Object[] {entityId, value});
    }

    static Operation.Put putFromNowOn(long entityId, long value) {
        return new Operation.Put(TABLE, entityId, Portion.FROM_NOW_ON, new @Nullable Object[] {entityId, value});
    }

    static Operation.Delete delete(long entityId, long from, long to) {
        return new Operation.Delete(TABLE, entityId, Portion.of(from, to));
    }

    static Operation.Put edge(long edgeId, long source, long target, Portion portion, long weight) {
        return new Operation.Put(
                EDGES, edgeId, portion, new @Nullable Object[] {edgeId, source, target, weight}, source, target);
    }

    TableStore table() {
        return Objects.requireNonNull(store.table(TABLE));
    }

    TableStore edgeTable() {
        return Objects.requireNonNull(store.table(EDGES));
    }

    List<GoldenScenario.Version> versions(long snapshotTime, TemporalFilter filter) {
        try (var source = table().scan(snapshotTime, filter, VERSION, null)) {
            return versions(source);
        }
    }

    List<GoldenScenario.Version> versionsOf(long snapshotTime, long entityId, TemporalFilter filter) {
        try (var source = table().versionsOf(snapshotTime, entityId, filter, VERSION)) {
            return versions(source);
        }
    }

    static List<GoldenScenario.Version> versions(BatchSource source) {
        var versions = new ArrayList<GoldenScenario.Version>();
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            for (int i = 0; i < batch.size(); i++) {
                versions.add(new GoldenScenario.Version(
                        number(batch, 0, i),
                        number(batch, 1, i),
                        number(batch, 2, i),
                        number(batch, 3, i),
                        number(batch, 4, i),
                        number(batch, 5, i)));
            }
        }
        return versions;
    }

    static long number(Batch batch, int column, int index) {
        return (Long) Objects.requireNonNull(batch.column(column).object(batch.row(index)));
    }
}
