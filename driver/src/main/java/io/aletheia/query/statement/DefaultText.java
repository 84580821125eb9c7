package io.aletheia.query.statement;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.grammar.SqlPrinter;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.plan.QueryFinder;
import org.apache.calcite.sql.SqlNode;

/** The text in which a DEFAULT expression is kept: it parses back to the same. */
final class DefaultText {
    private DefaultText() {}

    /** The text of an expression. INVALID_DEFINITION (42P16) if there is a query in it. */
    static String of(SqlNode node) {
        SqlNode query = QueryFinder.first(node);
        if (query != null) {
            throw PlanErrors.at(ErrorCode.INVALID_DEFINITION, query, "a DEFAULT is one value, without queries");
        }
        return SqlPrinter.print(node);
    }
}
