package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.SystemTable;
import java.util.List;

/** Reads what the transaction tells of the commits before it: the transactions, and what was erased. */
final class SystemReadOperator extends Operator {
    private final SystemTable.Name name;

    SystemReadOperator(List<ValueType> types, SystemTable.Name name) {
        super(types);
        this.name = name;
    }

    @Override
    public BatchSource open(ExecutionContext context) {
        return switch (name) {
            case TRANSACTIONS -> context.transaction().transactions();
            case ERASURES -> context.transaction().erasures();
            case SCHEMATA, TABLES, COLUMNS, VIEWS, TABLE_CONSTRAINTS, KEY_COLUMN_USAGE, TABLE_OPTIONS, INDEXES ->
                throw new IllegalStateException(name + " follows from the catalog");
        };
    }
}
