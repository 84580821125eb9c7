package io.aletheia.engine;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Definitions and transactions that tests begin with. */
final class TestTables {
    private TestTables() {}

    /** A table of {@code id BIGINT PRIMARY KEY, v BIGINT}. */
    static TableDefinition numbers(String name) {
        return node(name, column("id", ValueType.BIGINT), nullable("v", ValueType.BIGINT));
    }

    /** A node table whose first column is the key. */
    static TableDefinition node(String name, ColumnDefinition... columns) {
        return new TableDefinition(0, CatalogVersion.PUBLIC, name, List.of(columns), List.of(0), null);
    }

    /** An edge table with generated key between tables with a single key column each. */
    static TableDefinition edge(
            String name, TableDefinition source, TableDefinition target, ColumnDefinition... properties) {
        List<ColumnDefinition> columns = new ArrayList<>();
        columns.add(ColumnDefinition.generatedId());
        columns.add(column("source", source.columns().get(0).type()));
        columns.add(column("target", target.columns().get(0).type()));
        columns.addAll(List.of(properties));
        return new TableDefinition(
                0,
                CatalogVersion.PUBLIC,
                name,
                columns,
                List.of(0),
                new TableDefinition.Endpoints(source.id(), target.id(), List.of(1), List.of(2)));
    }

    static ColumnDefinition column(String name, ValueType type) {
        return new ColumnDefinition(name, type, false, null, false);
    }

    static ColumnDefinition nullable(String name, ValueType type) {
        return new ColumnDefinition(name, type, true, null, false);
    }

    /** Commits a new table. */
    static TableDefinition create(Database database, TableDefinition table) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            TableDefinition created = transaction.createTable(table);
            transaction.commit();
            return created;
        }
    }
}
