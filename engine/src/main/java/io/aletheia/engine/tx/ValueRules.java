package io.aletheia.engine.tx;

import io.aletheia.engine.catalog.TableRules;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EntityFinder;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Interval;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueOrder;
import io.aletheia.engine.model.ValueRange;
import io.aletheia.engine.store.Strip;
import io.aletheia.engine.store.TableStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules about values across entities, per instant of valid time: UNIQUE, and FOREIGN KEY in both directions. Checked in a
 * {@link View}, so the same code serves a statement and a commit. Pure functions.
 */
final class ValueRules {
    /**
     * An open version of another entity that a row cannot be beside.
     *
     * @param name the constraint's
     * @param entityId the other entity
     * @param wanted the row's period
     * @param held the other's
     */
    record Holder(String name, List<Integer> columns, long entityId, Interval wanted, Interval held) {
        /** Where both hold begins. */
        long from() {
            return Math.max(wanted.from(), held.from());
        }

        /** Where both hold ends. */
        long to() {
            return Math.min(wanted.to(), held.to());
        }
    }

    /**
     * A row that refers to something that is not there.
     *
     * @param foreign the constraint
     * @param entityId what it refers to; 0 if that was never there
     */
    record Reference(Constraint.ForeignKey foreign, long entityId) {}

    /**
     * A foreign key.
     *
     * @param table whose rows refer to others
     */
    record ReferringKey(TableDefinition table, Constraint.ForeignKey foreign) {}

    /**
     * An open version of a row that refers to an entity.
     *
     * @param strip the version
     * @param from where it begins within what was asked for
     * @param to where it ends there
     */
    record Referrer(ReferringKey key, long entityId, Strip strip, long from, long to) {
        /** Where the row stands. */
        TableDefinition table() {
            return key.table;
        }

        Constraint.ForeignKey foreign() {
            return key.foreign;
        }
    }

    private ValueRules() {}

    /** Who has the row's values within {@code [from, to)} in columns where nobody else may; null if nobody has. */
    static @Nullable Holder holder(
            View view, TableDefinition table, long entityId, @Nullable Object[] row, long from, long to) {
        if (from >= to) {
            return null;
        }
        for (Constraint.Unique unique : table.uniques()) {
            Object[] values = complete(Keys.at(unique.columns(), row));
            if (values == null) {
                continue;
            }
            for (long candidate : candidates(view, table, unique.columns(), values)) {
                Strip strip = candidate == entityId
                        ? null
                        : strip(view, table, candidate, unique.columns(), values, from, to);
                if (strip != null) {
                    return new Holder(
                            unique.name(),
                            unique.columns(),
                            candidate,
                            new Interval(from, to),
                            new Interval(strip.validFrom(), strip.validTo()));
                }
            }
        }
        return null;
    }

    /** DUPLICATE_KEY (23505) for values that another entity has. */
    static DatabaseException duplicate(View view, TableDefinition table, @Nullable Object[] row, Holder holder) {
        view.tell(table.id(), holder.entityId(), holder.from(), holder.to());
        return new DatabaseException(
                ErrorCode.DUPLICATE_KEY,
                "the constraint " + holder.name() + " of table " + table.name() + " lets one row only have "
                        + columnNames(table, holder.columns()) + " = " + Keys.text(Keys.at(holder.columns(), row))
                        + " at an instant; row " + view.keyText(table.id(), holder.entityId()) + " has it within "
                        + holder.held() + ", and row " + Keys.text(Keys.of(table, row)) + " would within "
                        + holder.wanted());
    }

    /**
     * Checks the rules about values of a row that an entity is to have within {@code [from, to)}; 0 for a new entity.
     *
     * @throws DatabaseException DUPLICATE_KEY (23505), MISSING_ENDPOINT (23503)
     */
    static void require(View view, TableDefinition table, long entityId, @Nullable Object[] row, long from, long to) {
        Holder holder = holder(view, table, entityId, row, from, to);
        if (holder != null) {
            throw duplicate(view, table, row, holder);
        }
        Reference missing = missing(view, table, row, from, to);
        if (missing != null) {
            throw missing(view, table, row, missing, from, to);
        }
    }

    /** What a row refers to that is not there throughout {@code [from, to)}; null if all is. */
    static @Nullable Reference missing(View view, TableDefinition table, @Nullable Object[] row, long from, long to) {
        if (from >= to) {
            return null;
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.ForeignKey foreign) {
                Object[] key = complete(Keys.at(foreign.columns(), row));
                if (key == null || isOwnKey(table, row, foreign, key)) {
                    continue;
                }
                long referred = view.entityId(foreign.tableId(), key);
                if (referred == 0 || !view.covers(foreign.tableId(), referred, from, to)) {
                    return new Reference(foreign, referred);
                }
            }
        }
        return null;
    }

    /** Whether a row refers to itself, which is there wherever it is. */
    private static boolean isOwnKey(
            TableDefinition table, @Nullable Object[] row, Constraint.ForeignKey foreign, Object[] key) {
        boolean own = foreign.tableId() == table.id();
        for (int i = 0; own && i < key.length; i++) {
            own = Keys.equal(row[table.primaryKey().get(i)], key[i]);
        }
        return own;
    }

    /** MISSING_ENDPOINT (23503) for a row that refers to what is not there. */
    static DatabaseException missing(
            View view, TableDefinition table, @Nullable Object[] row, Reference reference, long from, long to) {
        Constraint.ForeignKey foreign = reference.foreign();
        TableDefinition referred = TableRules.require(view.catalog(), foreign.tableId());
        Object[] key = complete(Keys.at(foreign.columns(), row));
        if (reference.entityId() != 0) {
            view.tell(referred.id(), reference.entityId(), from, to);
        } else if (key != null) {
            view.tellAbsent(referred.id(), key);
        }
        return new DatabaseException(
                ErrorCode.MISSING_ENDPOINT,
                "the constraint " + foreign.name() + " of table " + table.name() + " needs row "
                        + Keys.text(Keys.at(foreign.columns(), row)) + " of table " + referred.name()
                        + ", which is not there throughout " + new Interval(from, to));
    }

    /** The foreign keys to a table. */
    static List<ReferringKey> referringKeys(View view, TableDefinition referred) {
        List<ReferringKey> keys = List.of();
        for (TableDefinition table : view.catalog().tables()) {
            for (Constraint constraint : table.constraints()) {
                if (constraint instanceof Constraint.ForeignKey foreign && foreign.tableId() == referred.id()) {
                    keys = keys.isEmpty() ? new ArrayList<>() : keys;
                    keys.add(new ReferringKey(table, foreign));
                }
            }
        }
        return keys;
    }

    /** The open versions of rows that refer to an entity within {@code [from, to)}. */
    static List<Referrer> referrers(View view, TableDefinition referred, long entityId, long from, long to) {
        var found = new ArrayList<Referrer>();
        for (ReferringKey key : referringKeys(view, referred)) {
            found.addAll(referrers(view, key, entityId, from, to));
        }
        return found;
    }

    /** Those that do so by one foreign key. */
    static List<Referrer> referrers(View view, ReferringKey key, long entityId, long from, long to) {
        TableDefinition table = key.table();
        List<Integer> columns = key.foreign().columns();
        Object[] values = complete(view.key(key.foreign().tableId(), entityId));
        var found = new ArrayList<Referrer>();
        if (values == null) {
            return found;
        }
        for (long candidate : Arrays.stream(candidates(view, table, columns, values))
                .distinct()
                .toArray()) {
            for (Strip strip : view.openVersions(table.id(), candidate)) {
                if (strip.validFrom() < to && from < strip.validTo() && has(table, strip.row(), columns, values)) {
                    found.add(new Referrer(
                            key, candidate, strip, Math.max(from, strip.validFrom()), Math.min(to, strip.validTo())));
                }
            }
        }
        return found;
    }

    /** MISSING_ENDPOINT (23503) for an entity that cannot go because a row refers to it. */
    static DatabaseException referred(View view, TableDefinition referred, String key, Referrer referrer) {
        view.tell(referrer.table().id(), referrer.entityId(), referrer.from(), referrer.to());
        return new DatabaseException(
                ErrorCode.MISSING_ENDPOINT,
                "row " + key + " of table " + referred.name() + " is referred to by row "
                        + view.keyText(referrer.table().id(), referrer.entityId()) + " of table "
                        + referrer.table().name() + " within " + new Interval(referrer.from(), referrer.to())
                        + " (constraint " + referrer.foreign().name() + ")");
    }

    private static @Nullable Strip strip(
            View view,
            TableDefinition table,
            long entityId,
            List<Integer> columns,
            Object[] values,
            long from,
            long to) {
        for (Strip strip : view.openVersions(table.id(), entityId)) {
            if (strip.validFrom() < to && from < strip.validTo() && has(table, strip.row(), columns, values)) {
                return strip;
            }
        }
        return null;
    }

    private static boolean has(TableDefinition table, @Nullable Object[] row, List<Integer> columns, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (ValueOrder.compare(table.value(row, columns.get(i)), values[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** All entities that may have the values. */
    private static long[] candidates(View view, TableDefinition table, List<Integer> columns, Object[] values) {
        long[] found = {};
        ValueRange range = ValueRange.of(List.of(values));
        TableStore committed = view.table(table.id());
        if (committed != null) {
            EntityFinder index = committed.finder(columns);
            found = (index == null ? view.writes().writing(table.id()).committedFinder(columns, committed) : index)
                    .find(range);
        }
        TableWrites own = view.writes().writtenTo(table.id());
        if (own == null || own.entities() == 0) {
            return found;
        }
        long[] put = own.ownValues(columns, view.writes()).find(range);
        if (put.length == 0) {
            return found;
        }
        long[] both = Arrays.copyOf(found, found.length + put.length);
        System.arraycopy(put, 0, both, found.length, put.length);
        return both;
    }

    /** The values; null if one of them is. */
    private static Object @Nullable [] complete(@Nullable Object[] values) {
        Object[] complete = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                return null;
            }
            complete[i] = value;
        }
        return complete;
    }

    static String columnNames(TableDefinition table, List<Integer> columns) {
        var names = new ArrayList<String>();
        columns.forEach(column -> names.add(table.columns().get(column).name()));
        return "(" + String.join(", ", names) + ")";
    }
}
