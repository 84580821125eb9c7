package io.aletheia.query.graph;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.temporal.SqlCopies;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The FROM clause of a pattern, grown from left to right: every element is joined with one that stands there already. */
final class PatternJoins {
    private static final String ENTITY = "$entity";
    private static final String SOURCE = "$source";
    private static final String TARGET = "$target";

    private final TimeSpecs times;
    private @Nullable SqlNode from;

    /** An empty clause; the times hold for elements that say none. */
    PatternJoins(TimeSpecs times) {
        this.times = times;
    }

    /** The clause. */
    SqlNode from() {
        return Objects.requireNonNull(from, "a pattern has a path");
    }

    /**
     * Joins a path, beginning at a node that is known already, else at one whose key is given, else at one that an index leads to, else
     * at its left end.
     */
    void add(PatternPath path) {
        int start = start(path.nodes());
        PatternVariable first = path.nodes().get(start);
        if (!first.isBound()) {
            join(first, null);
        }
        for (int i = start; i < path.edges().size(); i++) {
            follow(path.nodes().get(i), path.edges().get(i), path.nodes().get(i + 1), true);
        }
        for (int i = start - 1; i >= 0; i--) {
            follow(path.nodes().get(i + 1), path.edges().get(i), path.nodes().get(i), false);
        }
    }

    private static int start(List<PatternVariable> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isBound()) {
                return i;
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).hasKey()) {
                return i;
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isIndexed()) {
                return i;
            }
        }
        return 0;
    }

    /** Joins an edge at a node that stands in the clause, and the node at its other end. */
    private void follow(PatternVariable here, PatternPath.Step step, PatternVariable there, boolean toTheRight) {
        PatternVariable edge = step.variable();
        boolean along = step.rightward() == toTheRight;
        String near = along ? SOURCE : TARGET;
        String far = along ? TARGET : SOURCE;
        SqlNode atHere = equal(edge.column(near), here.column(ENTITY));
        if (there.isBound()) {
            SqlNode atThere = equal(edge.column(far), there.column(ENTITY));
            join(edge, SqlStdOperatorTable.AND.createCall(edge.position(), atHere, atThere));
        } else {
            join(edge, atHere);
            join(there, equal(there.column(ENTITY), edge.column(far)));
        }
    }

    private void join(PatternVariable variable, @Nullable SqlNode condition) {
        SqlParserPos position = variable.position();
        SqlNode table = SqlStdOperatorTable.AS.createCall(
                position, temporal(variable), new SqlIdentifier(variable.alias(), position));
        variable.bind();
        if (from == null) {
            from = table;
            return;
        }
        from = new SqlJoin(
                position,
                from,
                SqlLiteral.createBoolean(false, position),
                (condition == null ? JoinType.CROSS : JoinType.INNER).symbol(position),
                table,
                (condition == null ? JoinConditionType.NONE : JoinConditionType.ON).symbol(position),
                condition);
    }

    private SqlNode temporal(PatternVariable variable) {
        TableDefinition table = Objects.requireNonNull(variable.table());
        var name = new SqlIdentifier(List.of(table.schema(), table.name()), variable.position());
        TimeSpecs own = variable.times();
        TimeSpecs merged = new TimeSpecs(
                own.validTime() != null || !table.options().validTime() ? own.validTime() : times.validTime(),
                own.systemTime() != null ? own.systemTime() : times.systemTime());
        return merged.isEmpty() ? name : new SqlTemporalTable(variable.position(), name, SqlCopies.of(merged));
    }

    private static SqlNode equal(SqlNode a, SqlNode b) {
        return SqlStdOperatorTable.EQUALS.createCall(a.getParserPosition(), a, b);
    }
}
