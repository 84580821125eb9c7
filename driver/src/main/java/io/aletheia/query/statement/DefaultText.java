package io.aletheia.query.statement;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/** The text in which a DEFAULT expression is kept. */
final class DefaultText {
    private DefaultText() {}

    static String of(SqlNode node) {
        return node.toSqlString(config -> config.withDialect(AnsiSqlDialect.DEFAULT)
                        .withAlwaysUseParentheses(false)
                        .withQuoteAllIdentifiers(true))
                .getSql();
    }
}
