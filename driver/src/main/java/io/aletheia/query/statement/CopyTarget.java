package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Copy;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What COPY loads into: the table, the columns named, and the values of those that are not in the file. */
public final class CopyTarget {
    private final TableDefinition table;
    private final List<String> columnNames;
    private final @Nullable Object[] defaults;

    private CopyTarget(TableDefinition table, List<String> columnNames, @Nullable Object[] defaults) {
        this.table = table;
        this.columnNames = columnNames;
        this.defaults = defaults;
    }

    /** Finds it. UNKNOWN_TABLE (42P01), UNKNOWN_COLUMN (42703), UNSUPPORTED (HYC00) for a DEFAULT that is no literal. */
    public static CopyTarget of(Environment environment, Copy.From copy) {
        TableDefinition table = TargetTable.get(environment, copy.target());
        var names = new ArrayList<String>();
        for (SqlIdentifier name : copy.columns()) {
            names.add(name.getSimple());
        }
        var binding = new ExecutionContext(null, new Object[0], 0, environment.zone(), () -> {});
        @Nullable Object[] defaults = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < defaults.length; i++) {
            ColumnDefinition column = table.columns().get(i);
            String text = column.defaultSql();
            if (text != null) {
                SqlNode node = new TimeRewriter(environment.zone()).rewrite(AletheiaSql.parseExpression(text));
                Cell cell = Cell.simple(node, column, new ParameterPlan(0), binding);
                if (cell == null) {
                    throw new DatabaseException(
                            ErrorCode.UNSUPPORTED,
                            "COPY into a table whose column " + column.name() + " has the DEFAULT " + text
                                    + " is not supported yet");
                }
                defaults[i] = cell.value(binding, new Object[0]);
            }
        }
        return new CopyTarget(table, names, defaults);
    }

    /** The table. */
    public TableDefinition table() {
        return table;
    }

    /** The columns named behind the table's name; empty if none were. */
    public List<String> columnNames() {
        return columnNames;
    }

    /** A row with the values of columns that the file does not have; a copy. */
    public @Nullable Object[] defaults() {
        return defaults.clone();
    }
}
