package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Evaluator;
import io.aletheia.query.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.jspecify.annotations.Nullable;

/** Window functions: keeps all rows, sorts them per window, and gives them back in their first order with the results beside. */
final class WindowOperator extends Operator {
    /** A power of two. */
    private static final int ROWS_BETWEEN_CHECKS = 1 << 13;

    private final ExecutablePlan input;
    private final List<Expression> extended;
    private final List<ValueType> extendedTypes;
    private final List<WindowSpec> windows;

    /**
     * A window step.
     *
     * @param extended the input's columns and after them what functions and frames need
     */
    WindowOperator(List<ValueType> types, ExecutablePlan input, List<Expression> extended, List<WindowSpec> windows) {
        super(types);
        this.input = input;
        this.extended = List.copyOf(extended);
        this.extendedTypes = extended.stream().map(Expression::type).toList();
        this.windows = List.copyOf(windows);
        for (WindowSpec window : windows) {
            window.calls().forEach(call -> WindowFunction.check(call, extendedTypes));
        }
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return Sources.deferred(() -> run(context));
    }

    private BatchSource run(ExecutionContext context) {
        RowStore store = read(context);
        List<ColumnVector> columns = new ArrayList<>();
        for (int k = 0; k < input.types().size(); k++) {
            columns.add(store.column(k));
        }
        for (WindowSpec window : windows) {
            columns.addAll(compute(window, store, context));
        }
        return new ResultSource(columns.toArray(ColumnVector[]::new), store.size());
    }

    private RowStore read(ExecutionContext context) {
        Evaluator[] evaluators =
                extended.stream().map(each -> each.bind(context)).toArray(Evaluator[]::new);
        var store = new RowStore(extendedTypes, context);
        try (BatchSource source = input.open(context)) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                context.checkCancelled();
                store.append(ProjectOperator.project(batch, evaluators));
            }
        }
        return store;
    }

    private List<ColumnVector> compute(WindowSpec window, RowStore store, ExecutionContext context) {
        List<RelFieldCollation> collations = new ArrayList<>();
        window.partition().forEach(column -> collations.add(new RelFieldCollation(column)));
        collations.addAll(window.order());
        RowOrder partitions = RowOrder.ascending(window.partition(), extendedTypes);
        RowOrder order = RowOrder.of(window.order(), extendedTypes);
        int[] sorted = RowOrder.of(collations, extendedTypes).sorted(store, context);
        var frame = new WindowFrame(window, store, extendedTypes, order, context);
        List<WindowFunction> functions = window.calls().stream()
                .map(call -> new WindowFunction(call, store, extendedTypes, context))
                .toList();
        int from = 0;
        for (int at = 1; at <= sorted.length; at++) {
            if ((at & ROWS_BETWEEN_CHECKS - 1) == 0) {
                context.checkCancelled();
            }
            if (at == sorted.length || partitions.compare(store.columns(), sorted[at - 1], sorted[at]) != 0) {
                frame.begin(sorted, from, at);
                for (WindowFunction function : functions) {
                    function.compute(sorted, from, at, frame);
                }
                from = at;
            }
        }
        context.reserve((long) functions.size() * store.size() * 16);
        return functions.stream().map(WindowFunction::result).toList();
    }

    private static final class ResultSource implements BatchSource {
        private final Batch batch;
        private final int size;
        private int at;

        ResultSource(ColumnVector[] columns, int size) {
            this.batch = new Batch(columns);
            this.size = size;
        }

        @Override
        public @Nullable Batch next() {
            int count = Math.min(Batch.ROWS, size - at);
            if (count <= 0) {
                return null;
            }
            int[] selection = new int[count];
            for (int i = 0; i < count; i++) {
                selection[i] = at + i;
            }
            at += count;
            batch.setSelection(selection, count);
            return batch;
        }

        @Override
        public void close() {
            at = size;
        }
    }
}
