package io.aletheia.query.temporal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Literals of intervals, to the microsecond: Calcite's end at milliseconds, and it cuts off what is finer. */
final class IntervalLiterals {
    private static final int CALCITE_DIGITS = 3;

    private IntervalLiterals() {}

    /**
     * What stands for a literal: itself, or if its seconds are finer than milliseconds, a sum.
     *
     * <pre>
     * before: INTERVAL '1.000001' SECOND
     * after:  INTERVAL '1' SECOND + INTERVAL '1' SECOND * 0.000001
     * </pre>
     *
     * @throws DatabaseException DATETIME_OUT_OF_RANGE (22008) if it is finer than a microsecond
     */
    static SqlNode exact(SqlIntervalLiteral literal) {
        var value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        String text = value.getIntervalLiteral();
        int point = text.indexOf('.');
        String fraction = point < 0 ? "" : text.substring(point + 1).replaceFirst("0+$", "");
        if (fraction.length() <= CALCITE_DIGITS || !fraction.chars().allMatch(Character::isDigit)) {
            return literal;
        }
        if (fraction.length() > TimeLiterals.DIGITS) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "the interval '" + text + "' is finer than a microsecond");
        }
        SqlParserPos position = literal.getParserPosition();
        String whole = point == 0 ? "0" : text.substring(0, point);
        SqlNode second = SqlLiteral.createInterval(
                value.getSign(), "1", new SqlIntervalQualifier(TimeUnit.SECOND, null, position), position);
        SqlNode rest = SqlStdOperatorTable.MULTIPLY.createCall(
                position, List.of(second, SqlLiteral.createExactNumeric("0." + fraction, position)));
        return SqlStdOperatorTable.PLUS.createCall(
                position,
                SqlLiteral.createInterval(value.getSign(), whole, value.getIntervalQualifier(), position),
                rest);
    }
}
