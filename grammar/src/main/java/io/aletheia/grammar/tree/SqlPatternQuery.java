package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A pattern and what is taken from its matches, in either spelling.
 *
 * <p>The validator cannot read it: whoever plans the statement replaces it by joins first. Its operand list is empty, so a walk over
 * the tree passes it by; its parts are reached through the accessors.
 */
public abstract sealed class SqlPatternQuery extends SqlCall permits SqlGraphTable, SqlMatchQuery {
    private static final SqlOperator OPERATOR = new Operator();

    private final @Nullable SqlIdentifier graph;
    private final TimeSpecs times;
    private final List<MatchClause> clauses;
    private final SqlNodeList items;

    SqlPatternQuery(
            SqlParserPos pos,
            @Nullable SqlIdentifier graph,
            TimeSpecs times,
            List<MatchClause> clauses,
            SqlNodeList items) {
        super(pos);
        this.graph = graph;
        this.times = times;
        this.clauses = List.copyOf(clauses);
        this.items = items;
    }

    /** The graph's name, null for the default graph. */
    public final @Nullable SqlIdentifier graph() {
        return graph;
    }

    /** The time clauses that hold for every element of every clause. */
    public final TimeSpecs times() {
        return times;
    }

    /** The MATCH clauses; the first is not optional in a statement that can be run, which the grammar does not check. */
    public final List<MatchClause> clauses() {
        return clauses;
    }

    /** The items of COLUMNS or RETURN as in a select list: expressions, AS calls, {@code *} and {@code v.*}. */
    public final SqlNodeList items() {
        return items;
    }

    @Override
    public SqlKind getKind() {
        return SqlKind.OTHER;
    }

    @Override
    public SqlOperator getOperator() {
        return OPERATOR;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of();
    }

    private static final class Operator extends SqlSpecialOperator {
        Operator() {
            super("MATCH", SqlKind.OTHER);
        }
    }
}
