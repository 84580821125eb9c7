package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.NoopUpdates;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a change: writes through the transaction, counts entities and keeps what was asked for of the rows. Not thread-safe. */
final class ChangeRun {
    private final Transaction transaction;
    private final TableDefinition table;
    private final @Nullable KeyColumns keys;
    private final @Nullable List<WrittenStrip> strips;
    private final EntityCount count = new EntityCount();

    /**
     * A run that has written nothing yet.
     *
     * @param keyNames columns of written rows to return; empty for the key columns; null for none
     * @param returns whether the strips are kept for RETURNING
     */
    ChangeRun(Transaction transaction, TableDefinition table, @Nullable List<String> keyNames, boolean returns) {
        this.transaction = transaction;
        this.table = table;
        this.keys = KeyColumns.of(table, keyNames);
        this.strips = returns ? new ArrayList<>() : null;
    }

    Transaction transaction() {
        return transaction;
    }

    /** Puts a row where nothing is yet, or over what is there, and gives the entity's id. */
    long insert(Portion portion, @Nullable Object[] row, boolean overwrites) {
        long entity = overwrites
                ? transaction.upsert(table.id(), portion, row)
                : transaction.insert(table.id(), portion, row);
        put(entity, portion, row);
        return entity;
    }

    /**
     * Puts a row in the parts of a portion in which its entity is nothing yet, and gives the entity's id.
     *
     * @param gaps at least one
     * @param between whether the entity is something in the rest of the portion; else the gap is all of it
     */
    long fill(List<Portion> gaps, @Nullable Object[] row, boolean between) {
        if (!between) {
            return insert(gaps.get(0), row, false);
        }
        long entity = transaction.insertBetween(table.id(), gaps, row);
        gaps.forEach(gap -> put(entity, gap, row));
        return entity;
    }

    /** Replaces the row of an entity within a strip. */
    void update(long entity, Portion portion, @Nullable Object[] row) {
        transaction.update(table.id(), entity, portion, row);
        put(entity, portion, row);
    }

    /** Ends the edges at a node within a strip, so that it can be taken away there. */
    void detach(long entity, Portion portion) {
        transaction.detach(table.id(), entity, portion);
    }

    /** Takes the row of an entity away within a strip. */
    void delete(long entity, Portion portion, @Nullable Object[] row, long knownFrom) {
        transaction.delete(table.id(), entity, portion);
        count.add(entity);
        if (strips != null) {
            strips.add(WrittenStrip.removed(portion, row, knownFrom));
        }
    }

    private void put(long entity, Portion portion, @Nullable Object[] row) {
        count.add(entity);
        if (strips == null) {
            return;
        }
        Object[] key = new ProposedRow(portion, row).key(table);
        boolean putAll =
                table.endpointPolicy() != EndpointPolicy.CLIP && table.options().noopUpdates() == NoopUpdates.KEEP;
        if (putAll || key == null) {
            strips.add(WrittenStrip.put(portion, row));
            return;
        }
        Portion placed = table.portion(portion, transaction.nowMicros());
        // An edge is put only where its nodes are, a row perhaps only where it is another: what is there now says so.
        for (OpenStrip part : OpenStrip.of(transaction, table, key, portion)) {
            // What this statement put beside it with the same values is one version with it by now.
            long from = Math.max(part.from(), placed.resolvedFrom(transaction.nowMicros()));
            strips.add(
                    part.knownFrom() == transaction.nowMicros()
                            ? WrittenStrip.put(Portion.of(from, Math.min(part.to(), placed.to())), row)
                            : WrittenStrip.kept(part));
        }
    }

    /** Keeps the key of a row, if keys were asked for. */
    void addKey(@Nullable Object[] row) {
        if (keys != null) {
            keys.add(row);
        }
    }

    /** What was done. */
    ChangeResult result() {
        List<WrittenStrip> kept = strips == null ? List.of() : strips;
        return keys == null
                ? new ChangeResult(count.distinct(), List.of(), List.of(), kept)
                : new ChangeResult(count.distinct(), keys.columns(), keys.rows(), kept);
    }
}
