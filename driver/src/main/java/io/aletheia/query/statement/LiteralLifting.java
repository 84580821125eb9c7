package io.aletheia.query.statement;

import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.Source;
import io.aletheia.grammar.tree.Statement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters in the place of literals, so that one plan serves all statements which differ in them only. Only literals are taken whose
 * value nothing but the run needs: those that WHERE says a column equals, in a condition that holds together with all others; the values of VALUES; and what SET puts into a
 * column. Ranges stay, for by them joins are ordered, and conditions on one column are made one. For one statement.
 */
public final class LiteralLifting {
    /** Doubles hold integers up to here. */
    private static final long DOUBLE_INTEGER_MAX = 1L << 53;

    /**
     * What a parameter stands for.
     *
     * @param literal which of the statement's literals
     * @param negated whether a minus before it belongs to it
     * @param stored whether it is stored rather than compared
     */
    public record Slot(int literal, boolean negated, boolean stored) {
        /** The parameter's value. */
        public Object value(Object literalValue) {
            if (!negated) {
                return literalValue;
            }
            return literalValue instanceof Long number ? (Object) (-number) : ((BigDecimal) literalValue).negate();
        }

        /** Whether a value of the slot is a value of a type as it is, so that nothing is converted, rounded, cut or refused. */
        public boolean admits(Object value, ValueType type) {
            return switch (type.kind()) {
                case SMALLINT -> value instanceof Long number && number == number.shortValue();
                case INTEGER -> value instanceof Long number && number == number.intValue();
                case BIGINT -> value instanceof Long;
                case DECIMAL -> {
                    BigDecimal number = value instanceof Long whole
                            ? BigDecimal.valueOf(whole)
                            : value instanceof BigDecimal exact ? exact : null;
                    yield number != null
                            && number.scale() <= type.scale()
                            && number.precision() - number.scale() <= type.precision() - type.scale();
                }
                case VARCHAR ->
                    value instanceof String text
                            && (type.precision() == ValueType.UNBOUNDED
                                    || text.codePointCount(0, text.length()) <= type.precision());
                // Compared, a number may decide in which type that is done.
                case DOUBLE ->
                    stored
                            && value instanceof Long number
                            && number <= DOUBLE_INTEGER_MAX
                            && number >= -DOUBLE_INTEGER_MAX;
                default -> false;
            };
        }
    }

    /**
     * What came out.
     *
     * @param statement the statement with parameters
     * @param slots what they stand for, in order; empty if nothing was lifted
     */
    public record Lifted(Statement statement, List<Slot> slots) {}

    /** Where literals are in the text. */
    @FunctionalInterface
    public interface Places {
        /** Which literal has exactly this place, or with a minus before it; -1 if none has. */
        int literalAt(SqlParserPos place, boolean negated);
    }

    private final Places places;
    private final IntPredicate wanted;
    private final List<Slot> slots = new ArrayList<>();

    private LiteralLifting(Places places, IntPredicate wanted) {
        this.places = places;
        this.wanted = wanted;
    }

    /**
     * Lifts the literals of a statement without parameters.
     *
     * @param parsed the statement, which is changed
     * @param places where in the text its literals are
     * @param wanted which of them may be lifted
     */
    public static Lifted lift(Statement parsed, Places places, IntPredicate wanted) {
        var lifting = new LiteralLifting(places, wanted);
        if (parsed instanceof Statement.Query query) {
            lifting.query(query.query());
            var lifted =
                    new Statement.Query(lifting.source(parsed), query.defaults(), query.sequenced(), query.query());
            return new Lifted(lifted, lifting.slots);
        } else if (parsed instanceof DataChange.Insert insert && insert.onConflict() == null) {
            lifting.values(insert.rows());
            return new Lifted(
                    new DataChange.Insert(
                            lifting.source(parsed),
                            insert.kind(),
                            insert.target(),
                            insert.alias(),
                            insert.portion(),
                            insert.columns(),
                            insert.rows(),
                            null,
                            insert.returning()),
                    lifting.slots);
        } else if (parsed instanceof DataChange.Update update) {
            List<DataChange.Assignment> assignments = lifting.assignments(update.assignments());
            lifting.condition(update.where());
            return new Lifted(
                    new DataChange.Update(
                            lifting.source(parsed),
                            update.target(),
                            update.alias(),
                            update.portion(),
                            assignments,
                            update.where(),
                            update.returning()),
                    lifting.slots);
        } else if (parsed instanceof DataChange.Delete delete) {
            lifting.condition(delete.where());
            return new Lifted(
                    new DataChange.Delete(
                            lifting.source(parsed),
                            delete.detach(),
                            delete.target(),
                            delete.alias(),
                            delete.portion(),
                            delete.where(),
                            delete.returning()),
                    lifting.slots);
        }
        return new Lifted(parsed, List.of());
    }

    private Source source(Statement parsed) {
        Source source = parsed.source();
        return new Source(source.text(), source.start(), source.end(), slots.size());
    }

    private void query(SqlNode query) {
        SqlNode node = query;
        while (node instanceof SqlOrderBy || node instanceof SqlWith) {
            node = node instanceof SqlOrderBy order ? order.query : ((SqlWith) node).body;
        }
        if (node instanceof SqlSelect select) {
            condition(select.getWhere());
        }
    }

    /** Conditions all of which hold. */
    private void condition(@Nullable SqlNode condition) {
        if (!(condition instanceof SqlBasicCall call)) {
            return;
        }
        if (call.getKind() == SqlKind.AND) {
            call.getOperandList().forEach(this::condition);
        } else if (call.getKind() == SqlKind.EQUALS) {
            int literal = call.operand(0) instanceof SqlIdentifier ? 1 : 0;
            if (call.operand(1 - literal) instanceof SqlIdentifier) {
                call.setOperand(literal, lifted(call.operand(literal), false));
            }
        }
    }

    private void values(@Nullable SqlNode rows) {
        if (rows == null || rows.getKind() != SqlKind.VALUES) {
            return;
        }
        for (SqlNode row : ((SqlCall) rows).getOperandList()) {
            if (row instanceof SqlBasicCall call && call.getKind() == SqlKind.ROW) {
                for (int i = 0; i < call.operandCount(); i++) {
                    call.setOperand(i, lifted(call.operand(i), true));
                }
            }
        }
    }

    private List<DataChange.Assignment> assignments(List<DataChange.Assignment> list) {
        return list.stream()
                .map(each -> new DataChange.Assignment(each.column(), lifted(each.value(), true)))
                .toList();
    }

    /** A parameter for a literal that may be lifted; anything else as it is. */
    private SqlNode lifted(SqlNode node, boolean stored) {
        if (!(node instanceof SqlLiteral)) {
            return node;
        }
        int number = places.literalAt(node.getParserPosition(), false);
        boolean negated = number < 0 && node instanceof SqlNumericLiteral;
        if (negated) {
            number = places.literalAt(node.getParserPosition(), true);
        }
        if (number < 0 || !wanted.test(number)) {
            return node;
        }
        slots.add(new Slot(number, negated, stored));
        return new SqlDynamicParam(slots.size() - 1, node.getParserPosition());
    }
}
