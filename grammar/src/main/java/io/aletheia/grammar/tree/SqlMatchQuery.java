package io.aletheia.grammar.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * The short form {@code MATCH ... [WHERE ...] RETURN [DISTINCT] ...}, a query that stands wherever a SELECT may.
 *
 * <p>ORDER BY, OFFSET and LIMIT are not in it: as with a SELECT they make a SqlOrderBy around it.
 */
public final class SqlMatchQuery extends SqlPatternQuery {
    private final boolean distinct;

    /** Makes a node from its parts. */
    public SqlMatchQuery(
            SqlParserPos pos, TimeSpecs times, List<MatchClause> clauses, boolean distinct, SqlNodeList items) {
        super(pos, null, times, clauses, items);
        this.distinct = distinct;
    }

    /** Whether it is RETURN DISTINCT. */
    public boolean isDistinct() {
        return distinct;
    }

    /**
     * The GROUP BY that the RETURN list implies: null if no item holds an aggregate outside a window, else the items (without alias) that
     * hold none.
     *
     * @param aggregate whether a call, by its operator, is of an aggregate function
     */
    public @Nullable SqlNodeList impliedGroupBy(Predicate<SqlCall> aggregate) {
        List<SqlNode> keys = new ArrayList<>();
        for (SqlNode item : items()) {
            SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (!holdsAggregate(expression, aggregate)) {
                keys.add(expression);
            }
        }
        return keys.size() == items().size() ? null : new SqlNodeList(keys, items().getParserPosition());
    }

    private static boolean holdsAggregate(SqlNode expression, Predicate<SqlCall> aggregate) {
        try {
            expression.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlCall call) {
                    if (call.isA(SqlKind.QUERY) || call instanceof SqlPatternQuery) {
                        return null;
                    }
                    if (call.getKind() == SqlKind.OVER) {
                        // The windowed call itself is no aggregate, but its arguments may hold one.
                        SqlCall windowed = call.operand(0);
                        windowed.getOperandList().stream()
                                .filter(operand -> operand != null)
                                .forEach(operand -> operand.accept(this));
                        return call.operand(1).accept(this);
                    }
                    if (aggregate.test(call)) {
                        throw Util.FoundOne.NULL;
                    }
                    return super.visit(call);
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            return true;
        }
    }

    @Override
    public SqlNode clone(SqlParserPos pos) {
        return new SqlMatchQuery(pos, times(), clauses(), distinct, items());
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        PatternText.matchQuery(writer, this);
    }
}
