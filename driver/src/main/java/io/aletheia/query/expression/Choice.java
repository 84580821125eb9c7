package io.aletheia.query.expression;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CASE and COALESCE: for each row the value of the first branch that applies. A condition is evaluated only for rows that no
 * branch before has taken, a branch only for the rows that take it.
 */
final class Choice extends Expression {
    /**
     * A branch.
     *
     * @param condition when it applies; null if it applies when its value is not null
     */
    record Branch(@Nullable Expression condition, Expression value) {}

    private final List<Branch> branches;
    private final Expression otherwise;

    private Choice(ValueType type, List<Branch> branches, Expression otherwise) {
        super(type);
        this.branches = List.copyOf(branches);
        this.otherwise = otherwise;
    }

    /** CASE; all values and the ELSE value have the type. */
    static Expression of(ValueType type, List<Branch> branches, Expression otherwise) {
        return Once.ifConstant(new Choice(type, branches, otherwise));
    }

    /** COALESCE of at least one value, all of the type. */
    static Expression firstNotNull(ValueType type, List<Expression> values) {
        int last = values.size() - 1;
        List<Branch> branches = values.subList(0, last).stream()
                .map(value -> new Branch(null, value))
                .toList();
        return of(type, branches, values.get(last));
    }

    @Override
    public boolean isConstant() {
        return otherwise.isConstant()
                && branches.stream()
                        .allMatch(branch -> branch.value.isConstant()
                                && (branch.condition == null || branch.condition.isConstant()));
    }

    @Override
    public Evaluator bind(EvaluationContext context) {
        @Nullable Evaluator[] conditions = new @Nullable Evaluator[branches.size()];
        Evaluator[] values = new Evaluator[branches.size() + 1];
        for (int i = 0; i < conditions.length; i++) {
            Expression condition = branches.get(i).condition;
            conditions[i] = condition == null ? null : condition.bind(context);
            values[i] = branches.get(i).value.bind(context);
        }
        values[conditions.length] = otherwise.bind(context);
        return new ChoiceEvaluator(conditions, values, ColumnVector.of(type()));
    }

    private static final class ChoiceEvaluator extends Evaluator {
        private final @Nullable Evaluator[] conditions;
        private final Evaluator[] values;
        private final ColumnVector result;
        private int[] open = new int[0];
        private int[] taken = new int[0];
        private boolean[] isTaken = new boolean[0];

        ChoiceEvaluator(@Nullable Evaluator[] conditions, Evaluator[] values, ColumnVector result) {
            this.conditions = conditions;
            this.values = values;
            this.result = result;
        }

        @Override
        public ColumnVector evaluate(Batch batch, Rows rows) {
            begin(rows);
            int left = rows.count();
            System.arraycopy(rows.index(), 0, open, 0, left);
            for (int k = 0; k < conditions.length && left > 0; k++) {
                Evaluator condition = conditions[k];
                Rows undecided = rows.narrowed(open, left);
                if (condition == null) {
                    left = takeNotNull(values[k].evaluate(batch, undecided), left);
                } else {
                    int hits = condition.select(batch, undecided, taken);
                    if (hits > 0) {
                        copy(values[k].evaluate(batch, rows.narrowed(taken, hits)), taken, hits);
                        left = withoutTaken(left, hits);
                    }
                }
            }
            if (left > 0) {
                copy(values[conditions.length].evaluate(batch, rows.narrowed(open, left)), open, left);
            }
            return result;
        }

        private void begin(Rows rows) {
            result.clear();
            result.ensureCapacity(rows.limit());
            if (open.length < rows.count()) {
                open = new int[rows.count()];
                taken = new int[rows.count()];
            }
            if (isTaken.length < rows.limit()) {
                isTaken = new boolean[rows.limit()];
            }
        }

        private void copy(ColumnVector source, int[] index, int count) {
            for (int i = 0; i < count; i++) {
                result.copyFrom(source, index[i], index[i]);
            }
        }

        private int takeNotNull(ColumnVector value, int left) {
            int kept = 0;
            for (int i = 0; i < left; i++) {
                int row = open[i];
                if (value.isNull(row)) {
                    open[kept++] = row;
                } else {
                    result.copyFrom(value, row, row);
                }
            }
            return kept;
        }

        private int withoutTaken(int left, int hits) {
            for (int i = 0; i < hits; i++) {
                isTaken[taken[i]] = true;
            }
            int kept = 0;
            for (int i = 0; i < left; i++) {
                int row = open[i];
                open[kept] = row;
                kept += isTaken[row] ? 0 : 1;
            }
            for (int i = 0; i < hits; i++) {
                isTaken[taken[i]] = false;
            }
            return kept;
        }
    }
}
