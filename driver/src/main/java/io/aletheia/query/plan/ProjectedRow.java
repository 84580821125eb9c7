package io.aletheia.query.plan;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.catalog.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.ImmutableIntList;

/** Row types and texts of projections of a table. */
final class ProjectedRow {
    private ProjectedRow() {}

    /** The row of the asked-for columns. */
    static RelDataType of(RelOptCluster cluster, TableDefinition table, ImmutableIntList projection) {
        return append(cluster, List.of(), table, projection);
    }

    /** The fields, followed by the asked-for columns; names made unique. */
    static RelDataType append(
            RelOptCluster cluster, List<RelDataTypeField> fields, TableDefinition table, ImmutableIntList projection) {
        var factory = (AletheiaTypeFactory) cluster.getTypeFactory();
        var names = new ArrayList<String>();
        var types = new ArrayList<RelDataType>();
        for (RelDataTypeField field : fields) {
            names.add(field.getName());
            types.add(field.getType());
        }
        for (int position : projection) {
            names.add(name(table, position));
            if (position < 0) {
                types.add(TypeMapping.pseudoType(factory, table, position));
            } else {
                ColumnDefinition column = table.columns().get(position);
                types.add(TypeMapping.columnType(factory, column));
            }
        }
        return factory.createStructType(types, SqlValidatorUtil.uniquify(names, true));
    }

    /** The asked-for columns by name, for plans. */
    static String text(TableDefinition table, ImmutableIntList projection) {
        return projection.stream().map(position -> name(table, position)).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String name(TableDefinition table, int position) {
        return position < 0
                ? PseudoColumns.name(position)
                : table.columns().get(position).name();
    }
}
