package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.IndexSearch;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table: all of it, the entity with a primary key, or what an index leads to. */
final class TableReadOperator extends Operator {
    private final int tableId;
    private final int[] projection;
    private final int[] stored;
    private final TimeBounds times;
    private final @Nullable List<Expression> key;
    private final IndexSearches indexes;

    TableReadOperator(
            List<ValueType> types,
            int tableId,
            int[] projection,
            TimeBounds times,
            @Nullable List<Expression> key,
            IndexSearches indexes) {
        super(types);
        this.tableId = tableId;
        this.projection = projection.clone();
        this.stored = ShownColumns.stored(projection);
        this.times = times;
        this.key = key;
        this.indexes = indexes;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        TemporalFilter filter = times.filter(context);
        ShownColumns shown = times.shown(projection, context);
        BatchSource source = read(context, filter);
        return shown == null ? source : shown.over(source);
    }

    @Override
    public int parts(ExecutionContext context) {
        return indexes.isEmpty() && key == null ? context.parts(tableId) : 1;
    }

    @Override
    public List<BatchSource> openParts(ExecutionContext context) {
        int parts = parts(context);
        if (parts == 1) {
            return List.of(open(context));
        }
        TemporalFilter filter = times.filter(context);
        ShownColumns shown = times.shown(projection, context);
        List<BatchSource> sources = new ArrayList<>();
        for (BatchSource source : context.tables().scanParts(tableId, filter, stored, parts)) {
            sources.add(shown == null ? source : shown.over(source));
        }
        return sources;
    }

    /** Which of several ways a run takes, told when it is known; null where there is one way only. */
    @Nullable
    String way(ExecutionContext context) {
        if (indexes.isEmpty()) {
            return null;
        }
        List<IndexSearch> searches = indexes.in(context);
        int chosen = searches == null ? -1 : context.tables().chosenSearch(tableId, searches);
        return searches == null ? "nothing" : chosen < 0 ? "scan" : indexes.name(chosen);
    }

    private BatchSource read(ExecutionContext context, TemporalFilter filter) {
        if (!indexes.isEmpty()) {
            List<IndexSearch> searches = indexes.in(context);
            return searches == null ? Sources.EMPTY : context.tables().search(tableId, searches, filter, stored);
        }
        if (key == null) {
            return context.tables().scan(tableId, filter, stored);
        }
        Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = key.get(i).value(context);
            if (value == null) {
                return Sources.EMPTY;
            }
            values[i] = value;
        }
        return context.tables().lookup(tableId, values, filter, stored);
    }
}
