package io.aletheia.query.catalog;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ViewDefinition;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.impl.AbstractTable;

/** A view as Calcite sees it: its columns; what it reads is found when it is planned. Immutable. */
public final class ViewTable extends AbstractTable {
    private final ViewDefinition definition;

    /** A view. */
    public ViewTable(ViewDefinition definition) {
        this.definition = definition;
    }

    /** The engine's view. */
    public ViewDefinition definition() {
        return definition;
    }

    @Override
    public Schema.TableType getJdbcTableType() {
        return Schema.TableType.VIEW;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        var factory = (AletheiaTypeFactory) typeFactory;
        RelDataTypeFactory.Builder builder = factory.builder();
        for (ColumnDefinition column : definition.columns()) {
            builder.add(column.name(), TypeMapping.relType(factory, column.type(), column.nullable()));
        }
        return builder.build();
    }
}
