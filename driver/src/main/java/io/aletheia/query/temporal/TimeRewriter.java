package io.aletheia.query.temporal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.grammar.tree.PeriodOperators;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlTemporalJoin;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.expression.Functions;
import io.aletheia.query.expression.TemporalText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the grammar leaves unread about time, before a statement is validated: the texts of date and time literals, the words
 * END_OF_TIME and BEGINNING_OF_TIME, and the relations of periods. Not thread-safe.
 */
public final class TimeRewriter extends SqlShuttle {
    private final ZoneId zone;
    private boolean inBound;

    /** A rewriter; the zone is the one that a zoned text is shown in when a type without zone is wanted. */
    public TimeRewriter(ZoneId zone) {
        this.zone = zone;
    }

    /** The tree with everything read. */
    public SqlNode rewrite(SqlNode node) {
        return Objects.requireNonNull(node.accept(this));
    }

    /** A bound of a time clause with everything read: the open ends are instants there. */
    public SqlNode rewriteBound(SqlNode bound) {
        boolean before = inBound;
        inBound = true;
        try {
            return Objects.requireNonNull(bound.accept(this));
        } finally {
            inBound = before;
        }
    }

    /** Both clauses with everything read. */
    public TimeSpecs rewrite(TimeSpecs times) {
        return new TimeSpecs(rewrite(times.validTime()), rewrite(times.systemTime()));
    }

    /** A clause with everything read. */
    public @Nullable PeriodSpec rewrite(@Nullable PeriodSpec spec) {
        if (spec == null) {
            return null;
        }
        SqlNode from = spec.from();
        SqlNode to = spec.to();
        return new PeriodSpec(
                spec.kind(), from == null ? null : rewriteBound(from), to == null ? null : rewriteBound(to));
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlIntervalLiteral interval) {
            return IntervalLiterals.exact(interval);
        }
        if (!(literal instanceof SqlUnknownLiteral unread)) {
            return literal;
        }
        String text = unread.getValue();
        SqlParserPos position = literal.getParserPosition();
        return switch (unread.tag) {
            case "DATE" ->
                SqlLiteral.createDate(DateString.fromDaysSinceEpoch((int) TemporalText.parseDate(text)), position);
            case "TIME" -> SqlLiteral.createTime(time(TemporalText.parseTime(text)), TimeLiterals.DIGITS, position);
            case "TIMESTAMP" ->
                TimeLiterals.timestamp(SqlTypeName.TIMESTAMP, TemporalText.parseTimestamp(text, zone), position);
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE" ->
                TimeLiterals.timestamp(
                        SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, TemporalText.parseInstant(text, zone), position);
            default ->
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, "a literal of type " + unread.tag + " is not supported yet");
        };
    }

    private static TimeString time(long micros) {
        long second = micros / Time.MICROS_PER_SECOND;
        return TimeString.fromMillisOfDay((int) (second * 1000))
                .withNanos((int) (micros % Time.MICROS_PER_SECOND * 1000));
    }

    @Override
    public SqlNode visit(SqlIdentifier identifier) {
        if (PeriodExpressions.isPeriod(identifier)) {
            return PeriodExpressions.part(identifier, "BOTH");
        }
        if (!identifier.isSimple() || identifier.isComponentQuoted(0)) {
            return identifier;
        }
        String name = identifier.getSimple();
        boolean end = name.equalsIgnoreCase("END_OF_TIME");
        if (!end && !name.equalsIgnoreCase("BEGINNING_OF_TIME")) {
            return identifier;
        }
        SqlTypeName type = inBound ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
        return TimeLiterals.timestamp(type, end ? Time.FOREVER : Time.BEGINNING, identifier.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlTemporalJoin) {
            throw new DatabaseException(ErrorCode.UNSUPPORTED, "TEMPORAL JOIN is not supported yet");
        }
        if (call instanceof SqlTemporalTable temporal) {
            TimeSpecs times = temporal.times();
            return new SqlTemporalTable(temporal.getParserPosition(), temporal.table(), rewrite(times));
        }
        if (PeriodOperators.isRelation(call)) {
            return super.visit(PeriodRelations.overBounds(call));
        }
        SqlNode periods = PeriodTable.replacement(call);
        if (periods != null) {
            return super.visit((SqlCall) periods);
        }
        SqlNode period = PeriodExpressions.replacement(call);
        if (period != null) {
            return period.accept(this);
        }
        if (call.getKind() == SqlKind.AS) {
            return aliased(call);
        }
        if (call instanceof SqlSelect select) {
            nameColumns(select);
        }
        // Calcite's own are lowered to milliseconds, and the difference to an INTEGER.
        if (call.getKind() == SqlKind.TIMESTAMP_ADD) {
            return super.visit(Functions.timestampAdd().createCall(call.getParserPosition(), call.getOperandList()));
        }
        if (call.getKind() == SqlKind.TIMESTAMP_DIFF) {
            return super.visit(Functions.timestampDiff().createCall(call.getParserPosition(), call.getOperandList()));
        }
        return super.visit(call);
    }

    /** The thing named, rewritten; its alias and its columns' names are no expressions. */
    private SqlNode aliased(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, rewrite(operands.get(0)));
        return call.getOperator().createCall(call.getParserPosition(), operands);
    }

    /** Keeps the names of selected period columns, which become expressions. */
    private static void nameColumns(SqlSelect select) {
        SqlNodeList items = select.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof SqlIdentifier identifier && PeriodExpressions.isPeriod(identifier)) {
                SqlParserPos position = identifier.getParserPosition();
                var alias = new SqlIdentifier(Util.last(identifier.names), position);
                items.set(i, SqlStdOperatorTable.AS.createCall(position, identifier, alias));
            }
        }
    }
}
