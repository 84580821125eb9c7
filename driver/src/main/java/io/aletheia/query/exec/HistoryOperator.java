package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.HistoryFunction;
import io.aletheia.query.exec.EntityVersions.Version;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ValidPortions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the table functions over a table's versions. */
final class HistoryOperator extends Operator {
    private final HistoryFunction function;
    private final TableDefinition table;
    private final List<KeyArgument> key;
    private final List<Expression> instants;
    private final TimeBounds times;

    /**
     * A call.
     *
     * @param key of the one row that is asked for; empty for all
     * @param instants which they are, for CHANGES and DIFF
     * @param times as known when, for TIMELINE
     */
    HistoryOperator(
            List<ValueType> types,
            HistoryFunction function,
            TableDefinition table,
            List<KeyArgument> key,
            List<Expression> instants,
            TimeBounds times) {
        super(types);
        this.function = function;
        this.table = table;
        this.key = List.copyOf(key);
        this.instants = List.copyOf(instants);
        this.times = times;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        switch (function) {
            case HISTORY -> history(context, rows);
            case TIMELINE -> timeline(context, rows);
            case CHANGES -> changes(context, rows);
            case DIFF -> difference(context, rows);
        }
        return new ValuesOperator(types(), rows).open(context);
    }

    private void history(ExecutionContext context, List<@Nullable Object[]> rows) {
        var versions = new EntityVersions(context, table);
        long horizon = context.transaction().horizon(table.id());
        read(context, new TemporalFilter(valid(), PeriodFilter.ALL), versions);
        for (long entity : versions.entities()) {
            List<Version> all = versions.ordered(entity);
            for (Version version : all) {
                @Nullable Object[] row = row(version);
                int at = table.columns().size();
                row[at] = version.validFrom();
                row[at + 1] = version.validTo();
                row[at + 2] = version.systemFrom();
                row[at + 3] = version.systemTo();
                row[at + 4] = transactionId(context, version.systemFrom());
                row[at + 5] = operation(version, all, horizon);
                rows.add(row);
            }
        }
    }

    /** What made a version; null if that is not known any more, since what it may have replaced is forgotten. */
    private static @Nullable String operation(Version version, List<Version> all, long horizon) {
        if (replaces(version, all)) {
            return "UPDATE";
        }
        return version.systemFrom() > horizon ? "INSERT" : null;
    }

    /** Whether the commit that made a version ended what was believed before of some instant of it. */
    private static boolean replaces(Version version, List<Version> all) {
        for (Version other : all) {
            if (other.systemTo() == version.systemFrom() && other.overlaps(version)) {
                return true;
            }
        }
        return false;
    }

    private void timeline(ExecutionContext context, List<@Nullable Object[]> rows) {
        var versions = new EntityVersions(context, table);
        read(context, times.filter(context), versions);
        for (long entity : versions.entities()) {
            List<Version> line = new ArrayList<>(versions.of(entity));
            line.sort(Comparator.comparingLong(Version::validFrom));
            // A line that comes out of nothing: every strip is new, and adjacent ones that say the same are one.
            for (StateDifference.Strip strip : StateDifference.of(List.of(), line, true)) {
                Version version = strip.after();
                if (version != null) {
                    @Nullable Object[] row = row(version);
                    row[table.columns().size()] = strip.from();
                    row[table.columns().size() + 1] = strip.to();
                    rows.add(row);
                }
            }
        }
    }

    private void changes(ExecutionContext context, List<@Nullable Object[]> rows) {
        long after = instant(context, 0, true);
        long until = instant(context, 1, true);
        if (after > until) {
            throw new DatabaseException(
                    ErrorCode.PERIOD_EMPTY,
                    "changes after " + Time.toText(after) + " are not before " + Time.toText(until));
        }
        var made = new EntityVersions(context, table);
        scan(context, new PeriodFilter(after + 1, until, Long.MIN_VALUE, Long.MAX_VALUE), made);
        var ended = new EntityVersions(context, table);
        scan(context, new PeriodFilter(Long.MIN_VALUE, Long.MAX_VALUE, after + 1, until), ended);
        var added = new AddedColumns(table);
        Map<Long, EntityVersions> kept = kept(context, added.commits(after, until));
        var entities = new LinkedHashSet<Long>(ended.entities());
        entities.addAll(made.entities());
        kept.values().forEach(versions -> entities.addAll(versions.entities()));
        for (long entity : entities) {
            var commits = new TreeSet<Long>();
            made.of(entity).forEach(version -> commits.add(version.systemFrom()));
            ended.of(entity).forEach(version -> commits.add(version.systemTo()));
            kept.forEach((commit, versions) -> {
                if (!versions.of(entity).isEmpty()) {
                    commits.add(commit);
                }
            });
            for (long commit : commits) {
                List<Version> before = new ArrayList<>();
                List<Version> now = new ArrayList<>();
                for (Version version : ended.of(entity)) {
                    if (version.systemTo() == commit) {
                        before.add(version);
                    }
                }
                for (Version version : made.of(entity)) {
                    if (version.systemFrom() == commit) {
                        now.add(added.asMade(version));
                    }
                }
                EntityVersions across = kept.get(commit);
                if (across != null) {
                    before.addAll(across.of(entity));
                    across.of(entity).forEach(version -> now.add(added.after(version, commit)));
                }
                for (StateDifference.Strip strip : StateDifference.of(before, now, false)) {
                    rows.add(differenceRow(strip, transactionId(context, commit), commit));
                }
            }
        }
        rows.sort(Comparator.comparingLong(row -> ((Number) row[1]).longValue()));
    }

    /** The versions that some commits neither made nor ended, as they were before each. */
    private Map<Long, EntityVersions> kept(ExecutionContext context, Set<Long> commits) {
        var kept = new HashMap<Long, EntityVersions>();
        for (long commit : commits) {
            var versions = new EntityVersions(context, table);
            scan(context, new PeriodFilter(Long.MIN_VALUE, commit - 1, commit + 1, Long.MAX_VALUE), versions);
            kept.put(commit, versions);
        }
        return kept;
    }

    private void difference(ExecutionContext context, List<@Nullable Object[]> rows) {
        long first = instant(context, 0, true);
        long second = instant(context, 1, true);
        long earlier = Math.min(first, second);
        long later = Math.max(first, second);
        // What is known at both times is the same in both states, unless a column came to it between them.
        boolean same = new AddedColumns(table).commits(earlier, later).isEmpty();
        var gone = new EntityVersions(context, table);
        scan(
                context,
                same ? new PeriodFilter(Long.MIN_VALUE, earlier, earlier + 1, later) : PeriodFilter.asOf(earlier),
                gone);
        var come = new EntityVersions(context, table);
        scan(
                context,
                same ? new PeriodFilter(earlier + 1, later, later + 1, Long.MAX_VALUE) : PeriodFilter.asOf(later),
                come);
        EntityVersions before = first <= second ? gone : come;
        EntityVersions after = first <= second ? come : gone;
        for (long entity : union(before, after)) {
            for (StateDifference.Strip strip : StateDifference.of(before.of(entity), after.of(entity), true)) {
                if (instants.size() < 3 || contains(strip, instant(context, 2, false))) {
                    rows.add(differenceRow(strip, null, null));
                }
            }
        }
    }

    private static boolean contains(StateDifference.Strip strip, long instant) {
        return strip.from() <= instant && instant < strip.to();
    }

    private static Set<Long> union(EntityVersions some, EntityVersions more) {
        var entities = new LinkedHashSet<>(some.entities());
        entities.addAll(more.entities());
        return entities;
    }

    /** A row with the values of a version and room for the rest. */
    private @Nullable Object[] row(Version version) {
        @Nullable Object[] row = new @Nullable Object[types().size()];
        System.arraycopy(version.row(), 0, row, 0, version.row().length);
        return row;
    }

    private @Nullable Object[] differenceRow(
            StateDifference.Strip strip, @Nullable Long transactionId, @Nullable Long commit) {
        @Nullable Object[] row = new @Nullable Object[types().size()];
        int at = 0;
        if (commit != null) {
            row[at++] = transactionId;
            row[at++] = commit;
        }
        row[at++] = strip.from();
        row[at++] = strip.to();
        row[at++] = strip.operation();
        Version before = strip.before();
        Version after = strip.after();
        int columns = table.columns().size();
        if (before != null) {
            System.arraycopy(before.row(), 0, row, at, columns);
        }
        if (after != null) {
            System.arraycopy(after.row(), 0, row, at + columns, columns);
        }
        return row;
    }

    /** Null for what the transaction at hand has written. */
    private static @Nullable Long transactionId(ExecutionContext context, long systemTime) {
        long id = context.transaction().transactionId(systemTime);
        return id == 0 ? null : id;
    }

    private long instant(ExecutionContext context, int argument, boolean system) {
        Object value = instants.get(argument).value(context);
        if (value == null) {
            throw new DatabaseException(
                    ErrorCode.PERIOD_BOUND_NULL, "a time that " + function + " is asked for is null");
        }
        long instant = (long) value;
        if (system) {
            context.transaction().observeSystemTime(instant);
        }
        return system ? instant : ValidPortions.instant(table, instant, context.zone());
    }

    private void scan(ExecutionContext context, PeriodFilter system, EntityVersions versions) {
        versions.addAll(context.tables().scan(table.id(), new TemporalFilter(valid(), system), projection()));
    }

    /** What counts on the axis of valid time: all, or what does not end where there is no valid time. */
    private PeriodFilter valid() {
        return table.options().validTime() ? PeriodFilter.ALL : PeriodFilter.asOf(Time.FOREVER - 1);
    }

    /** Reads the versions of the key that is given, or all. */
    private void read(ExecutionContext context, TemporalFilter filter, EntityVersions versions) {
        if (key.isEmpty()) {
            versions.addAll(context.tables().scan(table.id(), filter, projection()));
            return;
        }
        Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = key.get(i).in(context);
            if (value == null) {
                return;
            }
            values[i] = value;
        }
        versions.addAll(context.tables().lookup(table.id(), values, filter, projection()));
    }

    private int[] projection() {
        return EntityVersions.projection(table.columns().size());
    }
}
