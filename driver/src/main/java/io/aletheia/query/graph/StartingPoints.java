package io.aletheia.query.graph;

import io.aletheia.engine.model.TableDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Finds the variables whose primary key a condition gives, or the first columns of an index: a path is best followed from there.
 */
final class StartingPoints {
    private StartingPoints() {}

    static void mark(PatternVariables variables, List<SqlNode> conditions) {
        for (PatternVariable variable : variables.all()) {
            TableDefinition table = variable.table();
            if (table == null || variable.isEdge()) {
                continue;
            }
            Set<String> given = new HashSet<>();
            conditions.forEach(condition -> collect(condition, variable, given));
            variable.conditions().forEach(condition -> collect(condition, variable, given));
            boolean all = table.primaryKey().stream()
                    .allMatch(position ->
                            given.contains(table.columns().get(position).name().toLowerCase(Locale.ROOT)));
            boolean indexed = table.indexedColumns().stream()
                    .anyMatch(columns -> given.contains(
                            table.columns().get(columns.get(0)).name().toLowerCase(Locale.ROOT)));
            if (all) {
                variable.setHasKey();
            } else if (indexed) {
                variable.setIsIndexed();
            }
        }
    }

    /** The columns of the variable that stand in an equality with something else than a column. */
    private static void collect(SqlNode condition, PatternVariable variable, Set<String> given) {
        if (!(condition instanceof SqlCall call)) {
            return;
        }
        if (call.getKind() == SqlKind.AND) {
            call.getOperandList().forEach(operand -> collect(operand, variable, given));
        } else if (call.getKind() == SqlKind.EQUALS) {
            collect(call.operand(0), call.operand(1), variable, given);
            collect(call.operand(1), call.operand(0), variable, given);
        }
    }

    private static void collect(SqlNode column, SqlNode value, PatternVariable variable, Set<String> given) {
        boolean known = value.getKind() == SqlKind.LITERAL || value.getKind() == SqlKind.DYNAMIC_PARAM;
        if (known
                && column instanceof SqlIdentifier identifier
                && identifier.names.size() == 2
                && identifier.names.get(0).equalsIgnoreCase(variable.alias())) {
            given.add(identifier.names.get(1).toLowerCase(Locale.ROOT));
        }
    }
}
