package io.aletheia.query.catalog;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** The rows of a table function over a table's versions, as Calcite sees them. Immutable. */
public final class HistoryTable extends AbstractTable {
    private static final ValueType OPERATION = ValueType.varchar(6);

    private final HistoryFunction function;
    private final TableDefinition definition;

    /** The rows of a function over a table. */
    public HistoryTable(HistoryFunction function, TableDefinition definition) {
        this.function = function;
        this.definition = definition;
    }

    /** Which function. */
    public HistoryFunction function() {
        return function;
    }

    /** The table whose versions these are. */
    public TableDefinition definition() {
        return definition;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        var factory = (AletheiaTypeFactory) typeFactory;
        RelDataTypeFactory.Builder builder = factory.builder();
        switch (function) {
            case HISTORY -> {
                addColumns(builder, factory, "", false);
                addPeriods(builder, factory, "_valid_from", "_valid_to", "_system_from", "_system_to");
                builder.add("_tx", TypeMapping.relType(factory, ValueType.BIGINT, true));
                builder.add("_op", TypeMapping.relType(factory, OPERATION, true));
            }
            case TIMELINE -> {
                addColumns(builder, factory, "", false);
                addPeriods(builder, factory, "_valid_from", "_valid_to");
            }
            case CHANGES -> {
                builder.add("_tx", TypeMapping.relType(factory, ValueType.BIGINT, true));
                addPeriods(builder, factory, "_system_from", "_valid_from", "_valid_to");
                addDifference(builder, factory);
            }
            case DIFF -> {
                addPeriods(builder, factory, "_valid_from", "_valid_to");
                addDifference(builder, factory);
            }
        }
        return builder.build();
    }

    private void addDifference(RelDataTypeFactory.Builder builder, AletheiaTypeFactory factory) {
        builder.add("_op", TypeMapping.relType(factory, OPERATION, false));
        addColumns(builder, factory, "old_", true);
        addColumns(builder, factory, "new_", true);
    }

    private void addPeriods(RelDataTypeFactory.Builder builder, AletheiaTypeFactory factory, String... names) {
        for (String name : names) {
            builder.add(name, TypeMapping.pseudoType(factory, definition, PseudoColumns.number(name)));
        }
    }

    private void addColumns(
            RelDataTypeFactory.Builder builder, AletheiaTypeFactory factory, String prefix, boolean nullable) {
        for (ColumnDefinition column : definition.columns()) {
            builder.add(
                    prefix + column.name(),
                    TypeMapping.relType(factory, column.type(), nullable || column.mayHoldNull()));
        }
    }
}
