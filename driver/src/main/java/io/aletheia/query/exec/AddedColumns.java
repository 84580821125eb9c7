package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.EntityVersions.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns that came to a table with a value for the rows that were there. The commit that added one changed all that was believed,
 * though it wrote no row. Immutable.
 */
final class AddedColumns {
    private record Added(int position, long commit, Object value) {}

    private final List<Added> columns = new ArrayList<>();

    AddedColumns(TableDefinition table) {
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnDefinition column = table.columns().get(i);
            ColumnDefinition.Addition addition = column.addition();
            Object value = column.missingValue();
            if (addition != null && value != null && !column.dropped()) {
                columns.add(new Added(i, addition.systemTime(), value));
            }
        }
    }

    /** The commits after one system time and up to another that added a column. */
    Set<Long> commits(long after, long until) {
        var commits = new TreeSet<Long>();
        for (Added column : columns) {
            if (column.commit > after && column.commit <= until) {
                commits.add(column.commit);
            }
        }
        return commits;
    }

    /** A version as the commit that made it left it: without the columns that came later. */
    Version asMade(Version version) {
        @Nullable Object[] row = version.row().clone();
        for (Added column : columns) {
            if (column.commit > version.systemFrom()) {
                row[column.position] = null;
            }
        }
        return version.withRow(row);
    }

    /** A version that was there before a commit, with the columns that this one added. */
    Version after(Version version, long commit) {
        @Nullable Object[] row = version.row().clone();
        for (Added column : columns) {
            if (column.commit == commit) {
                row[column.position] = column.value;
            }
        }
        return version.withRow(row);
    }
}
