package io.aletheia.engine.store;

import io.aletheia.engine.index.Adjacency;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableReport;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Walks one table and looks for what must never be: what every commit, checkpoint and recovery keeps. For the thread that may apply
 * commits, while it applies none.
 *
 * <ul>
 *   <li>a row's bounds are periods, its system times are times of commits, and it belongs to an entity whose chain reaches it;
 *   <li>versions of an entity share no instant of valid and system time;
 *   <li>all rows of an entity have its key, and the key index finds the entity by it;
 *   <li>the indexes over values hold what the rows have, and nothing else, and those over long histories agree with their rows;
 *   <li>the two adjacencies hold every edge once, at its nodes;
 *   <li>an edge is only where its nodes are, unless its table ignores that;
 *   <li>of an entity that was erased no row stands for anything, and no edge is at it.
 * </ul>
 */
final class TableCheck {
    private static final long FIRST_TRANSACTION = 1;

    private final TableStore table;
    private final IntFunction<TableStore> tables;
    private final TransactionList transactions;
    private final long lastSystemTime;
    private final VersionRows rows;
    private final EntityHeads entities;
    private final List<String> violations = new ArrayList<>();
    private final long horizon;
    private long found;

    /** Those of whom the access paths still know. */
    private long erased;

    private long versions;
    private long openVersions;
    /** Found in the list of transactions last, since neighbouring rows are mostly of one. */
    private long commitTime = Long.MIN_VALUE;

    TableCheck(TableStore table, IntFunction<TableStore> tables, TransactionList transactions, long lastSystemTime) {
        this.table = table;
        this.tables = tables;
        this.transactions = transactions;
        this.lastSystemTime = lastSystemTime;
        this.horizon = table.horizon(EntityHistory.NEWEST);
        this.rows = table.rows();
        this.entities = table.entities();
    }

    TableReport report() {
        checkRows();
        BitSet reached = new BitSet();
        for (long entity = 1; entity <= entities.allocated(); entity++) {
            if (entities.head(entity) != EntityHeads.NONE) {
                if (isErased(table, entity)) {
                    erased++;
                } else {
                    found++;
                    checkEntity(entity, reached);
                }
            }
        }
        for (int row = reached.nextClearBit(0); row < rows.size(); row = reached.nextClearBit(row + 1)) {
            checkUnreached(row);
        }
        if (table.keyCount() >= 0 && table.keyCount() != found + erased) {
            report("the key index has " + table.keyCount() + " keys for " + found + " entities and " + erased
                    + " that were erased");
        }
        new IndexCheck(table, this::report).run();
        TableDefinition.Endpoints ends = table.definition().endpoints();
        if (ends != null) {
            checkAdjacency(Direction.OUTGOING, tables.apply(ends.sourceTableId()));
            checkAdjacency(Direction.INCOMING, tables.apply(ends.targetTableId()));
        }
        return new TableReport(table.definition(), found, versions, openVersions, violations);
    }

    private static boolean isErased(TableStore table, long entity) {
        return table.isErased(EntityHistory.NEWEST, entity);
    }

    private void checkUnreached(int row) {
        Page page = rows.page(row);
        long entity = page.entity(row & Page.MASK);
        if (!isErased(table, entity)) {
            report("row " + row + " is in no entity's chain");
        } else if (!RowEnd.isReplaced(page.end(row & Page.MASK))) {
            report("row " + row + " stands for something of entity " + entity + ", which was erased");
        }
    }

    private void checkRows() {
        for (int row = 0; row < rows.size(); row++) {
            Page page = rows.page(row);
            int offset = row & Page.MASK;
            long validFrom = page.validFrom(offset);
            long validTo = page.validTo(offset);
            long systemFrom = page.systemFrom(offset);
            long end = page.end(offset);
            if (validFrom < Time.BEGINNING || validFrom >= validTo || validTo > Time.FOREVER) {
                report("row " + row + " is valid from " + validFrom + " to " + validTo);
            }
            if (systemFrom > lastSystemTime) {
                report("row " + row + " is known from " + systemFrom + ", after the last commit " + lastSystemTime);
            } else if (!isCommitTime(systemFrom)) {
                report("row " + row + " is known from " + systemFrom + ", when nothing was committed");
            }
            if (end == RowEnd.OPEN) {
                continue;
            }
            boolean cut = RowEnd.isCut(end);
            long ended = cut ? RowEnd.cutTime(end) : RowEnd.isReplaced(end) ? RowEnd.replacementTime(end) : end;
            if (ended > lastSystemTime || ended <= systemFrom || (cut && (ended <= validFrom || ended >= validTo))) {
                report("row " + row + " known from " + systemFrom + " ends at " + ended + ", last commit "
                        + lastSystemTime);
            } else if (!isCommitTime(ended)) {
                report("row " + row + " ends at " + ended + ", when nothing was committed");
            }
        }
    }

    private boolean isCommitTime(long systemTime) {
        if (systemTime == commitTime || transactions.idAt(systemTime) != 0) {
            commitTime = systemTime;
            return true;
        }
        // A checkpoint of the first version has no list of transactions; what was before it is not known.
        return transactions.size() == 0
                || (systemTime < transactions.systemTime(0) && transactions.id(0) != FIRST_TRANSACTION);
    }

    private void checkEntity(long entity, BitSet reached) {
        @Nullable Object[] key = key(entities.head(entity));
        int next = Integer.MAX_VALUE;
        for (int row = entities.head(entity); row != EntityHeads.NONE; ) {
            if (row >= next || row >= rows.size() || reached.get(row)) {
                report("the chain of entity " + entity + " goes from row " + next + " to row " + row);
                return;
            }
            reached.set(row);
            int owner = rows.page(row).entity(row & Page.MASK);
            if (owner != entity) {
                report("row " + row + " in the chain of entity " + entity + " is of entity " + owner);
            } else if (!Arrays.deepEquals(key(row), key)) {
                report("row " + row + " has key " + Arrays.deepToString(key(row)) + ", its entity "
                        + Arrays.deepToString(key));
            }
            next = row;
            row = rows.page(row).previous(row & Page.MASK);
        }
        if (!rows.histories().isSound((int) entity, entities.head(entity))) {
            report("the index over the long history of entity " + entity + " " + Arrays.deepToString(key)
                    + " differs from its rows");
        }
        long indexed = table.entityId(key);
        if (indexed != entity) {
            report("key " + Arrays.deepToString(key) + " of entity " + entity + " leads to entity " + indexed);
        }
        List<Strip> strips = versions(table, entity);
        versions += strips.stream().filter(strip -> strip.systemTo() > horizon).count();
        openVersions += strips.stream().filter(Strip::isOpen).count();
        String overlap = Rectangles.overlap(strips);
        if (overlap != null) {
            report("entity " + entity + " " + Arrays.deepToString(key) + " is twice at an instant: " + overlap);
        }
        TableDefinition.Endpoints ends = table.definition().endpoints();
        if (ends != null) {
            checkEnd(entity, strips, tables.apply(ends.sourceTableId()), table.sourceId(entity));
            checkEnd(entity, strips, tables.apply(ends.targetTableId()), table.targetId(entity));
        }
    }

    private void checkEnd(long edge, List<Strip> strips, TableStore nodes, long node) {
        if (node > 0 && isErased(nodes, node)) {
            report("edge " + edge + " is at node " + node + " of "
                    + nodes.definition().name() + ", which was erased");
        } else if (node <= 0 || nodes.entities().head(node) == EntityHeads.NONE) {
            report("edge " + edge + " has node " + node + " of "
                    + nodes.definition().name() + ", which never was");
        } else if (table.definition().endpointPolicy() != EndpointPolicy.IGNORE) {
            List<Strip> there = versions(nodes, node);
            for (Strip strip : strips) {
                if (!Rectangles.cover(there, strip)) {
                    report("edge " + edge + " " + strip + " is where node " + node + " of "
                            + nodes.definition().name() + " is not");
                }
            }
        }
    }

    private void checkAdjacency(Direction direction, TableStore nodes) {
        boolean outgoing = direction == Direction.OUTGOING;
        BitSet seen = new BitSet();
        Adjacency.Cursor cursor = table.adjacency(direction).cursor();
        for (long node = 1; node <= nodes.entityIdMax(); node++) {
            cursor.moveTo(node);
            while (cursor.next()) {
                long edge = cursor.edgeId();
                if (isErased(table, edge)) {
                    continue;
                }
                long near = outgoing ? table.sourceId(edge) : table.targetId(edge);
                long far = outgoing ? table.targetId(edge) : table.sourceId(edge);
                if (near != node || far != cursor.neighbourId() || seen.get((int) edge)) {
                    report(direction + ": node " + node + " has edge " + edge + " to " + cursor.neighbourId()
                            + ", which joins " + near + " and " + far + (seen.get((int) edge) ? ", twice" : ""));
                }
                seen.set((int) edge);
            }
        }
        for (long edge = 1; edge <= entities.allocated(); edge++) {
            if (entities.head(edge) != EntityHeads.NONE && !isErased(table, edge) && !seen.get((int) edge)) {
                report(direction + ": edge " + edge + " is at no node");
            }
        }
    }

    /** All versions of an entity, by its rows one by one: other walks end where sound rows leave nothing to be found. */
    private static List<Strip> versions(TableStore table, long entity) {
        VersionRows rows = table.rows();
        List<Strip> strips = new ArrayList<>();
        int limit = rows.size();
        for (int row = table.entities().head(entity); row != EntityHeads.NONE && limit-- > 0; ) {
            Page page = rows.page(row);
            int offset = row & Page.MASK;
            long validFrom = page.validFrom(offset);
            long validTo = page.validTo(offset);
            long systemFrom = page.systemFrom(offset);
            long end = page.end(offset);
            if (RowEnd.isCut(end)) {
                long cut = RowEnd.cutTime(end);
                strips.add(new Strip(validFrom, cut, systemFrom, Time.FOREVER, table, row));
                strips.add(new Strip(cut, validTo, systemFrom, cut, table, row));
            } else if (!RowEnd.isReplaced(end)) {
                strips.add(new Strip(validFrom, validTo, systemFrom, end, table, row));
            }
            row = rows.page(row).previous(row & Page.MASK);
        }
        return strips;
    }

    private @Nullable Object[] key(int row) {
        @Nullable Object[] values = table.readRow(row);
        return table.definition().primaryKey().stream()
                .map(position -> ValueOrder.keyForm(values[position]))
                .toArray();
    }

    private void report(String violation) {
        if (violations.size() < TableReport.VIOLATIONS_MAX) {
            violations.add(violation);
        }
    }
}
