package io.aletheia.grammar;

import io.aletheia.grammar.tree.Statement;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** The front door of the grammar: SQL text to statements. Thread-safe; every call makes new trees. */
public final class AletheiaSql {
    private AletheiaSql() {}

    /**
     * Reads one statement; a semicolon may end it.
     *
     * @throws SyntaxException if the text is not one statement
     */
    public static Statement parse(String sql) {
        return new StatementReader(sql).one();
    }

    /**
     * Reads statements separated by semicolons; empty ones are passed over.
     *
     * @throws SyntaxException if one of them is not a statement
     */
    public static List<Statement> parseAll(String sql) {
        return new StatementReader(sql).all();
    }

    /**
     * Reads an expression.
     *
     * @throws SyntaxException if the text is not an expression
     */
    public static SqlNode parseExpression(String sql) {
        return new StatementReader(sql).expression();
    }
}
