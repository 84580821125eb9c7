package io.aletheia.query.plan;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.catalog.SystemTable;
import io.aletheia.query.catalog.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/**
 * A column of a query's result.
 *
 * @param label its name in the result
 * @param type the type of its values
 * @param nullable whether null can occur
 * @param schema schema of the table that it comes from unchanged; null for an expression
 * @param table that table
 * @param column the name of the table's column
 * @param generated whether that is a generated key
 */
public record PlannedColumn(
        String label,
        ValueType type,
        boolean nullable,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        boolean generated) {

    static List<PlannedColumn> of(SqlValidator validator, SqlNode query, RelNode rel, CatalogVersion catalog) {
        var columns = new ArrayList<PlannedColumn>();
        List<RelDataTypeField> fields = validator.getValidatedNodeType(query).getFieldList();
        List<@Nullable List<String>> origins = validator.getFieldOrigins(query);
        for (RelDataTypeField field : fields) {
            List<String> origin = origins.get(field.getIndex());
            RelDataType relType =
                    rel.getRowType().getFieldList().get(field.getIndex()).getType();
            ValueType type = TypeMapping.shownType(relType);
            boolean nullable = relType.isNullable();
            String schema = origin == null || origin.size() < 3 ? "$" : origin.get(origin.size() - 3);
            boolean written = schema.equals(Schemas.WRITTEN);
            if (origin == null || (schema.startsWith("$") && !written)) {
                columns.add(new PlannedColumn(field.getName(), type, nullable, null, null, null, false));
            } else {
                int last = origin.size() - 1;
                columns.add(ofTable(
                        field.getName(),
                        type,
                        nullable,
                        List.of(written ? CatalogVersion.PUBLIC : schema, origin.get(last - 1), origin.get(last)),
                        catalog));
            }
        }
        return columns;
    }

    private static PlannedColumn ofTable(
            String label, ValueType type, boolean nullable, List<String> path, CatalogVersion catalog) {
        String schema = path.get(0);
        TableDefinition definition =
                catalog.table(schema.equals(SystemTable.HISTORY) ? CatalogVersion.PUBLIC : schema, path.get(1));
        int position = definition == null ? -1 : definition.columnPosition(path.get(2));
        boolean generated = definition != null
                && position >= 0
                && definition.columns().get(position).generated();
        return new PlannedColumn(label, type, nullable, schema, path.get(1), path.get(2), generated);
    }
}
