package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import java.util.List;

/** Reads the committed transactions. */
final class TransactionReadOperator extends Operator {
    TransactionReadOperator(List<ValueType> types) {
        super(types);
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return context.transaction().transactions();
    }
}
