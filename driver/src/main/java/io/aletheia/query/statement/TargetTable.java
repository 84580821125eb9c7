package io.aletheia.query.statement;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.plan.PlanErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Finds the table that a statement changes, and its columns. */
final class TargetTable {
    private TargetTable() {}

    /** The table; null if there is none. UNKNOWN_SCHEMA (3F000), WRONG_OBJECT (42809) for a view. */
    static @Nullable TableDefinition find(Environment environment, SqlIdentifier name) {
        return find(environment.schemas().catalog(), environment.schema(), name);
    }

    static @Nullable TableDefinition find(CatalogVersion catalog, String schema, SqlIdentifier name) {
        if (name.names.size() > 2) {
            throw PlanErrors.at(ErrorCode.UNKNOWN_TABLE, name, "a table's name has at most two parts: " + name);
        }
        String given = name.names.size() == 2 ? name.names.get(0) : schema;
        String found = Schemas.find(given);
        if (found == null) {
            throw PlanErrors.at(ErrorCode.UNKNOWN_SCHEMA, name, "there is no schema \"" + given + "\"");
        }
        if (!found.equals(CatalogVersion.PUBLIC)) {
            throw PlanErrors.at(
                    ErrorCode.WRONG_OBJECT, name, "the tables of the schema " + found + " cannot be changed");
        }
        return catalog.table(CatalogVersion.PUBLIC, Util.last(name.names));
    }

    /** The table. As {@link #find}, and UNKNOWN_TABLE (42P01) with the nearest name. */
    static TableDefinition get(Environment environment, SqlIdentifier name) {
        TableDefinition table = find(environment, name);
        if (table == null) {
            String written = Util.last(name.names);
            refuseView(environment.schemas().catalog(), name, "is a view; change the rows of the tables that it reads");
            List<String> names = environment.schemas().catalog().tables().stream()
                    .map(TableDefinition::name)
                    .toList();
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_TABLE,
                    name,
                    "there is no table \"" + written + "\"" + NearestName.suggestion(written, names));
        }
        return table;
    }

    /** Refuses a name that is a view's: WRONG_OBJECT (42809). */
    static void refuseView(CatalogVersion catalog, SqlIdentifier name, String why) {
        String written = Util.last(name.names);
        if (catalog.view(CatalogVersion.PUBLIC, written) != null) {
            throw PlanErrors.at(ErrorCode.WRONG_OBJECT, name, written + " " + why);
        }
    }

    /** The position of a column, or the number of a period column. UNKNOWN_COLUMN (42703) with the nearest name. */
    static int column(TableDefinition table, SqlIdentifier name) {
        String written = Util.last(name.names);
        int position = table.columnPosition(written);
        if (position >= 0) {
            return position;
        }
        int number = PseudoColumns.number(written);
        if (number != 0) {
            return number;
        }
        var names = new ArrayList<String>();
        table.presentColumns()
                .forEach(each -> names.add(table.columns().get(each).name()));
        PseudoColumns.PERIODS.forEach(period -> names.add(PseudoColumns.name(period)));
        throw PlanErrors.at(
                ErrorCode.UNKNOWN_COLUMN,
                name,
                "the table " + table.name() + " has no column \"" + written + "\""
                        + NearestName.suggestion(written, names));
    }
}
