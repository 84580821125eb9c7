package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UNION ALL: one input after the other, each opened when its turn comes. */
final class UnionOperator extends Operator {
    private final List<ExecutablePlan> inputs;

    /** A union of inputs that all have the types. */
    UnionOperator(List<ValueType> types, List<ExecutablePlan> inputs) {
        super(types);
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return new BatchSource() {
            private int at;
            private @Nullable BatchSource current;

            @Override
            public @Nullable Batch next() {
                while (at < inputs.size()) {
                    context.checkCancelled();
                    if (current == null) {
                        current = inputs.get(at).open(context);
                    }
                    Batch batch = current.next();
                    if (batch != null) {
                        return batch;
                    }
                    close(current);
                    at++;
                }
                return null;
            }

            private void close(BatchSource source) {
                current = null;
                source.close();
            }

            @Override
            public void close() {
                at = inputs.size();
                if (current != null) {
                    close(current);
                }
            }
        };
    }
}
