package io.aletheia.query;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.catalog.SystemTable;
import java.util.ArrayList;
import java.util.List;

/** The tables of INFORMATION_SCHEMA as definitions, for whoever lists tables. */
public final class SystemTables {
    private SystemTables() {}

    /** The catalog with these tables in it; their ids are negative, since the engine has no such. */
    public static CatalogVersion listedWith(CatalogVersion catalog) {
        var tables = new ArrayList<TableDefinition>(catalog.tables());
        int id = 0;
        for (SystemTable.Name name : SystemTable.Name.values()) {
            id--;
            List<ColumnDefinition> columns = new SystemTable(name, catalog)
                    .columns().stream()
                            .map(column ->
                                    new ColumnDefinition(column.name(), column.type(), column.nullable(), null, false))
                            .toList();
            tables.add(new TableDefinition(id, SystemTable.SCHEMA, name.name(), columns, List.of(0), null));
        }
        return CatalogVersion.of(catalog.number(), tables, catalog.views());
    }
}
