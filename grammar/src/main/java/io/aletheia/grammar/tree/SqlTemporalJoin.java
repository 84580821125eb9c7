package io.aletheia.grammar.tree;

import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code a TEMPORAL [LEFT] JOIN b ON ...}: a join at each instant of valid time.
 *
 * <p>It looks like any join to Calcite, which would join without regard to time: whoever plans the statement has to find it first.
 */
public final class SqlTemporalJoin extends SqlJoin {

    /** Makes a join from its parts, as {@link SqlJoin} does. */
    public SqlTemporalJoin(
            SqlParserPos pos,
            SqlNode left,
            SqlLiteral natural,
            SqlLiteral joinType,
            SqlNode right,
            SqlLiteral conditionType,
            @Nullable SqlNode condition) {
        super(pos, left, natural, joinType, right, conditionType, condition);
    }

    @Override
    public SqlNode clone(SqlParserPos pos) {
        return new SqlTemporalJoin(
                pos, getLeft(), isNaturalNode(), getJoinTypeNode(), getRight(), getConditionTypeNode(), getCondition());
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        getLeft().unparse(writer, leftPrec, getOperator().getLeftPrec());
        writer.keyword("TEMPORAL");
        writer.keyword(getJoinType() == JoinType.INNER ? "INNER JOIN" : getJoinType() + " JOIN");
        getRight().unparse(writer, getOperator().getRightPrec(), rightPrec);
        SqlNode condition = getCondition();
        if (condition instanceof SqlNodeList columns && getConditionType() == JoinConditionType.USING) {
            writer.keyword("USING");
            columns.unparse(writer, 1, 1);
        } else if (condition != null) {
            writer.keyword("ON");
            condition.unparse(writer, leftPrec, rightPrec);
        }
    }
}
