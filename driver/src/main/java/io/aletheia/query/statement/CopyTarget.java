package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.Copy;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** What COPY loads into: the table, the columns named, and the values of those that are not in the file. */
public final class CopyTarget {
    private final Environment environment;
    private final TableDefinition table;
    private final List<String> columnNames;

    private CopyTarget(Environment environment, TableDefinition table, List<String> columnNames) {
        this.environment = environment;
        this.table = table;
        this.columnNames = columnNames;
    }

    /** Finds it. UNKNOWN_TABLE (42P01), UNKNOWN_COLUMN (42703). */
    public static CopyTarget of(Environment environment, Copy.From copy) {
        TableDefinition table = TargetTable.get(environment, copy.target());
        if (copy.portion() != null) {
            PortionPlan.requireValidTime(table, "FOR VALID_TIME");
        }
        var names = new ArrayList<String>();
        for (SqlIdentifier name : copy.columns()) {
            names.add(name.getSimple());
        }
        return new CopyTarget(environment, table, names);
    }

    /** The table. */
    public TableDefinition table() {
        return table;
    }

    /** The columns named behind the table's name; empty if none were. */
    public List<String> columnNames() {
        return columnNames;
    }

    /** A row with the values of columns that the file does not have; what is thrown is what a DEFAULT throws. */
    public @Nullable Object[] defaults(ExecutionContext context) {
        @Nullable Object[] defaults = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < defaults.length; i++) {
            defaults[i] = ColumnDefault.value(environment, table.columns().get(i), context);
        }
        return defaults;
    }
}
