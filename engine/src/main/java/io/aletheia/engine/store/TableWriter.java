package io.aletheia.engine.store;

import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import org.jspecify.annotations.Nullable;

/** Carries out what a commit does to the entities of one table. Confined to the thread that applies commits. */
final class TableWriter implements RowChanges {
    /** Volatile: written by the applying thread, read by all. */
    private volatile TableStore table;

    private final VersionRows rows;
    private final EntityHeads entities;
    private final TableFiles files;
    private long entityId;
    private long sourceId;
    private long targetId;
    private boolean begun;

    TableWriter(TableStore table) {
        this.table = table;
        this.rows = table.rows();
        this.entities = table.entities();
        this.files = new TableFiles(table);
    }

    TableStore table() {
        return table;
    }

    /** Gives the table another definition. */
    void redefine(TableDefinition definition) {
        table.accessPaths().require();
        table = table.redefined(definition);
        files.redefine(table);
    }

    void beginReplay() {
        table.accessPaths().beginReplay(table);
    }

    void endReplay() {
        table.accessPaths().endReplay();
    }

    TableFiles files() {
        return files;
    }

    /** Says that a commit is about the table; false if that is known already. */
    boolean begin() {
        boolean first = !begun;
        if (first) {
            table.accessPaths().requireToWrite();
        }
        begun = true;
        return first;
    }

    /** Names the entity that the next changes are about; the nodes count if it is a new edge. */
    void enter(long entity, long source, long target) {
        entityId = entity;
        sourceId = source;
        targetId = target;
        entities.raise(entity);
    }

    /** Puts a row where nothing else happens to the entity in this commit. */
    void putAlone(long from, long to, long commitTime, @Nullable Object[] row) {
        if (entities.head(entityId) == EntityHeads.NONE) {
            append(from, to, commitTime, Time.FOREVER, row);
        } else if (endAlone(from, to, commitTime)) {
            append(from, to, commitTime, Time.FOREVER, row);
        } else {
            EntityTimeline timeline = timeline(from, to);
            timeline.put(from, to, row);
            timeline.changeAt(commitTime, this);
        }
    }

    /** Deletes where nothing else happens to the entity in this commit. */
    void deleteAlone(long from, long to, long commitTime) {
        if (entities.head(entityId) != EntityHeads.NONE && !endAlone(from, to, commitTime)) {
            EntityTimeline timeline = timeline(from, to);
            timeline.delete(from, to);
            timeline.changeAt(commitTime, this);
        }
    }

    /**
     * Takes an entity away at every time: whoever sees the commit finds none of its rows. They stay where they are, without what
     * they said once nobody can ask for it; see {@link BlankedPage}.
     */
    void erase(Erasure erasure) {
        long commitTime = erasure.systemTime();
        int row = entities.head(erasure.entityId());
        while (row != EntityHeads.NONE) {
            if (!RowEnd.isReplaced(endOf(row))) {
                setEnd(row, RowEnd.replacedAt(commitTime));
            }
            row = rows.page(row).previous(row & Page.MASK);
        }
        table.erasures().add(erasure);
        rows.noteChange();
    }

    /** Forgets what ended by a system time. */
    void forget(long before, long commitTime) {
        if (table.erasures().addHorizon(new Erasures.Horizon(commitTime, before))) {
            rows.noteChange();
        }
    }

    /** The open versions that overlap a period, after all that was applied. */
    EntityTimeline timeline(long from, long to) {
        return table.timeline(EntityHistory.NEWEST, entityId, from, to);
    }

    /** Says that the commit is applied. */
    void finish(long commitTime) {
        rows.mark(commitTime);
        begun = false;
    }

    @Override
    public void close(Strip strip, long commitTime) {
        int row = strip.physicalRow();
        if (RowEnd.isCut(endOf(row))) {
            replace(strip, commitTime);
            append(strip.validFrom(), strip.validTo(), strip.systemFrom(), commitTime, strip.row());
        } else {
            setEnd(row, commitTime);
        }
    }

    @Override
    public void cut(Strip strip, long commitTime) {
        int row = strip.physicalRow();
        if (RowEnd.isCut(endOf(row))) {
            replace(strip, commitTime);
            append(strip.validFrom(), commitTime, strip.systemFrom(), Time.FOREVER, strip.row());
            append(commitTime, strip.validTo(), strip.systemFrom(), commitTime, strip.row());
        } else {
            setEnd(row, RowEnd.cutAt(commitTime));
        }
    }

    @Override
    public void replace(Strip strip, long commitTime) {
        int row = strip.physicalRow();
        long end = endOf(row);
        setEnd(row, RowEnd.replacedAt(commitTime));
        if (RowEnd.isCut(end)) {
            // The other version that the row stood for has ended for good, but it must stand somewhere.
            long cut = RowEnd.cutTime(end);
            long validTo = rows.page(row).validTo(row & Page.MASK);
            append(cut, validTo, strip.systemFrom(), cut, strip.row());
        }
    }

    @Override
    public void append(long validFrom, long validTo, long systemFrom, long systemTo, @Nullable Object[] row) {
        int previous = entities.head(entityId);
        boolean isNew = previous == EntityHeads.NONE;
        boolean isLaterEdge = !isNew && table.definition().isEdge();
        int number = rows.append(
                validFrom,
                validTo,
                systemFrom,
                systemTo,
                (int) entityId,
                previous,
                (int) (isLaterEdge ? table.sourceId(entityId) : sourceId),
                (int) (isLaterEdge ? table.targetId(entityId) : targetId),
                row);
        rows.histories().add((int) entityId, number, previous);
        entities.setHead(entityId, number);
        if (table.accessPaths().isComplete()) {
            if (isNew) {
                table.index(entityId, number, row);
            }
            table.indexValues(entityId, number);
        }
    }

    /**
     * Ends what is open within a period if that is the whole of the newest row or its part from the commit on, which is what
     * nearly every write meets; false, and nothing done, otherwise.
     */
    private boolean endAlone(long from, long to, long commitTime) {
        int row = entities.head(entityId);
        Page page = rows.page(row);
        int offset = row & Page.MASK;
        long validFrom = page.validFrom(offset);
        long validTo = page.validTo(offset);
        if (page.end(offset) != RowEnd.OPEN) {
            return false;
        }
        if (from == validFrom && to == validTo) {
            setEnd(row, commitTime);
            return true;
        }
        if (validFrom < from && from == commitTime && to == validTo) {
            setEnd(row, RowEnd.cutAt(commitTime));
            return true;
        }
        return false;
    }

    private long endOf(int row) {
        return rows.page(row).end(row & Page.MASK);
    }

    private void setEnd(int row, long end) {
        rows.histories().end(row, end);
        rows.setEnd(row, end);
    }
}
