package io.aletheia.query.statement;

import io.aletheia.grammar.SqlPrinter;
import org.apache.calcite.sql.SqlNode;

/** The text in which a DEFAULT expression is kept: it parses back to the same. */
final class DefaultText {
    private DefaultText() {}

    static String of(SqlNode node) {
        return SqlPrinter.print(node);
    }
}
