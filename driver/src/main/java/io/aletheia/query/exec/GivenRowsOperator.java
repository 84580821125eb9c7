package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import java.util.List;

/** Reads the rows that the run was given under a name. */
final class GivenRowsOperator extends Operator {
    private final List<String> name;

    GivenRowsOperator(List<ValueType> types, List<String> name) {
        super(types);
        this.name = List.copyOf(name);
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return new ValuesOperator(types(), context.given(name)).open(context);
    }
}
