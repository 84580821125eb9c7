package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code GRAPH_TABLE (graph FOR VALID_TIME ... MATCH ... WHERE ... ONE ROW PER ... COLUMNS (...))}, an item of FROM; under an AS call if
 * it has an alias, under a LATERAL call if that was said.
 */
public final class SqlGraphTable extends SqlPatternQuery {
    private final RowsPer rowsPer;

    /** Makes a node from its parts. */
    public SqlGraphTable(
            SqlParserPos pos,
            @Nullable SqlIdentifier graph,
            TimeSpecs times,
            List<MatchClause> clauses,
            RowsPer rowsPer,
            SqlNodeList columns) {
        super(pos, graph, times, clauses, columns);
        this.rowsPer = rowsPer;
    }

    /** What one row stands for. */
    public RowsPer rowsPer() {
        return rowsPer;
    }

    @Override
    public SqlNode clone(SqlParserPos pos) {
        return new SqlGraphTable(pos, graph(), times(), clauses(), rowsPer, items());
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        PatternText.graphTable(writer, this);
    }

    /**
     * {@code ONE ROW PER MATCH | VERTEX (v) | STEP (v1, e, v2)}.
     *
     * @param unit what a row stands for
     * @param variables none for MATCH, one for VERTEX, three for STEP
     */
    public record RowsPer(Unit unit, List<SqlIdentifier> variables) {

        /** What a row stands for. */
        public enum Unit {
            /** A match, also when nothing was said. */
            MATCH,
            /** A vertex of a path. */
            VERTEX,
            /** An edge of a path with its two vertices. */
            STEP
        }

        /** The default. */
        public static final RowsPer MATCH = new RowsPer(Unit.MATCH, List.of());

        /** Copies the list. */
        public RowsPer {
            variables = List.copyOf(variables);
        }
    }
}
