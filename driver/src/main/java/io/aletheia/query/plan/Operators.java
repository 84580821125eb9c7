package io.aletheia.query.plan;

import io.aletheia.query.expression.Functions;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The operators and functions that a statement can name: those of the dialect, and those of the standard whose names the dialect does
 * not take. An operator never comes up twice, for Calcite takes two for overloads. Immutable.
 */
final class Operators implements SqlOperatorTable {
    /** The only instance. */
    static final Operators TABLE = new Operators();

    private final SqlOperatorTable own = SqlOperatorTables.of(Functions.all().stream()
            .map(Functions.Function::operator)
            .distinct()
            .toList());
    private final SqlOperatorTable standard = SqlStdOperatorTable.instance();

    private Operators() {}

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> operators,
            SqlNameMatcher nameMatcher) {
        int before = operators.size();
        own.lookupOperatorOverloads(name, category, syntax, operators, nameMatcher);
        if (operators.size() == before) {
            standard.lookupOperatorOverloads(name, category, syntax, operators, nameMatcher);
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return SqlOperatorTables.chain(own, standard).getOperatorList();
    }
}
