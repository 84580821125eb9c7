package io.aletheia.query.plan;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.catalog.AletheiaTypeSystem;
import io.aletheia.query.temporal.PeriodTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimestampString;

/**
 * Makes {@link PeriodRows} of calls as Calcite converts them. Their operands become a projection, which everything knows that treats
 * sub-queries and outer rows.
 *
 * <pre>
 * before: TableFunctionScan(RANGE_BINS(i, $cor0.a, $cor0.b))
 * after:  PeriodRows(RANGE_BINS) - Project(i, $cor0.a, $cor0.b, 1970-01-01) - Values({ 0 })
 * </pre>
 */
final class PeriodCalls {
    private static final String ORIGIN = "1970-01-01 00:00:00";

    private PeriodCalls() {}

    /** The rows of a call, whose operands are checked: TYPE_MISMATCH (42804). */
    static PeriodRows rows(PeriodTable function, SqlCall written, TableFunctionScan scan) {
        RelOptCluster cluster = scan.getCluster();
        RexBuilder builder = cluster.getRexBuilder();
        RelDataType time = scan.getRowType().getFieldList().get(0).getType();
        boolean bins = function.equals(PeriodTable.RANGE_BINS);
        List<RexNode> given = ((RexCall) scan.getCall()).getOperands();
        List<RexNode> operands = new ArrayList<>();
        boolean months = false;
        for (int i = 0; i < given.size(); i++) {
            RexNode operand = given.get(i);
            if (bins && i == 0) {
                months = checkInterval(written.operand(i), operand.getType());
                operands.add(operand);
            } else {
                checkTime(function, written.operand(i), operand.getType());
                operands.add(as(time, operand, builder));
            }
        }
        if (bins && operands.size() == 3) {
            RexNode origin =
                    builder.makeTimestampLiteral(new TimestampString(ORIGIN), AletheiaTypeSystem.TIME_PRECISION);
            operands.add(as(time, origin, builder));
        }
        var input = KeyedInput.project(LogicalValues.createOneRow(cluster), operands);
        return new PeriodRows(input, function, months, scan.getRowType());
    }

    private static RexNode as(RelDataType time, RexNode operand, RexBuilder builder) {
        if (operand.getType().getSqlTypeName() == time.getSqlTypeName()) {
            return operand;
        }
        RelDataType nullable = builder.getTypeFactory().createTypeWithNullability(time, true);
        return builder.makeAbstractCast(nullable, operand, false);
    }

    /** Whether an interval is one of months. */
    private static boolean checkInterval(SqlNode written, RelDataType type) {
        if (!SqlTypeUtil.isInterval(type)) {
            throw PlanErrors.at(
                    ErrorCode.TYPE_MISMATCH,
                    written,
                    "RANGE_BINS needs an interval first, such as INTERVAL '1' DAY, not " + Comparability.name(type));
        }
        return SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(type);
    }

    private static void checkTime(PeriodTable function, SqlNode written, RelDataType type) {
        boolean isTime = SqlTypeUtil.isDatetime(type) && type.getSqlTypeName() != SqlTypeName.TIME;
        if (!isTime && type.getSqlTypeName() != SqlTypeName.NULL) {
            throw PlanErrors.at(
                    ErrorCode.TYPE_MISMATCH,
                    written,
                    function.getName() + " needs dates or timestamps, not " + Comparability.name(type));
        }
    }
}
