package io.aletheia.engine.tx;

import io.aletheia.engine.model.NoopUpdates;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.store.RowEquality;
import io.aletheia.engine.store.Strip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves out what a write would put although it is there already, in tables that want it so. Pure functions. */
final class UnchangedRows {
    private UnchangedRows() {}

    /**
     * The parts in which an entity is not yet what the row says.
     *
     * @param entityId 0 for a new entity
     * @param parts where the row is to be put, disjoint
     */
    static List<Portion> without(
            View view, TableDefinition table, long entityId, @Nullable Object[] row, List<Portion> parts) {
        if (table.options().noopUpdates() == NoopUpdates.KEEP || entityId == 0 || parts.isEmpty()) {
            return parts;
        }
        List<Strip> same = new ArrayList<>();
        for (Strip strip : view.openVersions(table.id(), entityId)) {
            if (isSame(table, table.widened(strip.row()), row)) {
                same.add(strip);
            }
        }
        same.sort(Comparator.comparingLong(Strip::validFrom));
        List<Portion> changed = new ArrayList<>();
        for (Portion part : parts) {
            view.tell(table.id(), entityId, part.resolvedFrom(view.commitTime()), part.to());
            addWithout(changed, part, same, view.commitTime());
        }
        return changed;
    }

    private static void addWithout(List<Portion> changed, Portion part, List<Strip> same, long commitTime) {
        long begin = part.resolvedFrom(commitTime);
        long at = begin;
        for (Strip strip : same) {
            if (strip.validTo() > at && strip.validFrom() < part.to()) {
                addPart(changed, part, begin, at, strip.validFrom());
                at = strip.validTo();
            }
        }
        addPart(changed, part, begin, at, part.to());
    }

    /** What is left of a part; only what begins where the part does can begin at the commit. */
    private static void addPart(List<Portion> changed, Portion part, long begin, long from, long to) {
        if (from < to) {
            changed.add(from == begin ? new Portion(part.from(), to, part.fromCommit()) : Portion.of(from, to));
        }
    }

    private static boolean isSame(TableDefinition table, @Nullable Object[] stored, @Nullable Object[] row) {
        for (int position : table.presentColumns()) {
            if (!RowEquality.equalValues(stored[position], row[position])) {
                return false;
            }
        }
        return true;
    }
}
