package io.aletheia.query.plan;

import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** What Calcite takes for granted of a tree: brings it into that shape, or says what is wrong with it before Calcite stumbles. */
final class ShapeRules {
    /** What a query can stand within as an operand. */
    private static final Set<SqlKind> AROUND_QUERIES = EnumSet.of(
            SqlKind.IN,
            SqlKind.NOT_IN,
            SqlKind.SOME,
            SqlKind.ALL,
            SqlKind.EXISTS,
            SqlKind.UNION,
            SqlKind.INTERSECT,
            SqlKind.EXCEPT,
            SqlKind.WITH);

    private ShapeRules() {}

    /**
     * A node as Calcite can rewrite it, its children not looked at.
     *
     * @throws org.apache.calcite.runtime.CalciteContextException if it has no such shape
     */
    static SqlNode before(SqlNode node) {
        if (node instanceof SqlOrderBy order) {
            // Calcite rewrites the query as well, but cannot change what ORDER BY is of.
            SqlNode query = ordered(order.query);
            return query == order.query
                    ? node
                    : new SqlOrderBy(order.getParserPosition(), query, order.orderList, order.offset, order.fetch);
        }
        if (node instanceof SqlCall call) {
            check(call);
            if (AROUND_QUERIES.contains(call.getKind())) {
                return withQueries(call);
            }
        }
        return node;
    }

    private static SqlNode ordered(SqlNode query) {
        return switch (query.getKind()) {
            case EXPLICIT_TABLE -> all(((SqlCall) query).operand(0));
            case ORDER_BY -> all(query);
            default -> isCopied(query) ? selects((SqlCall) query) : before(query);
        };
    }

    private static void check(SqlCall call) {
        switch (call.getKind()) {
            case ARGUMENT_ASSIGNMENT ->
                throw PlanErrors.at(
                        ErrorCode.UNSUPPORTED,
                        call,
                        "an argument by its name (" + call.operand(1)
                                + " => ...) is not supported: give them in order");
            case UNNEST -> {
                for (SqlNode array : call.getOperandList()) {
                    if (SqlUtil.isNullLiteral(array, true)) {
                        throw PlanErrors.at(
                                ErrorCode.TYPE_MISMATCH,
                                array,
                                "UNNEST needs an array: write CAST(NULL AS type ARRAY)");
                    }
                }
            }
            case LIKE, SIMILAR -> {
                if (call.operandCount() == 3
                        && call.operand(2) instanceof SqlCharStringLiteral escape
                        && Objects.requireNonNull(escape.getValueAs(String.class))
                                .isEmpty()) {
                    throw PlanErrors.at(
                            ErrorCode.INVALID_ARGUMENT, escape, "ESCAPE needs one character; leave it out for none");
                }
            }
            case ARRAY_QUERY_CONSTRUCTOR ->
                throw PlanErrors.at(ErrorCode.UNSUPPORTED, call, "ARRAY(query) is not supported yet");
            default -> checkArguments(call);
        }
    }

    /** Counts the arguments of those functions whose number Calcite looks at too late. */
    private static void checkArguments(SqlCall call) {
        if (!(call.getOperator() instanceof SqlFunction)) {
            return;
        }
        int count = call.operandCount();
        String usage = switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "COALESCE" -> count == 0 ? "COALESCE(value, ...)" : "";
            case "TRIM" -> count == 3 ? "" : "TRIM(value) or TRIM([LEADING | TRAILING | BOTH] characters FROM value)";
            case "FLOOR", "CEIL", "CEILING" ->
                count == 1 || (count == 2 && call.operand(1) instanceof SqlIntervalQualifier)
                        ? ""
                        : call.getOperator().getName() + "(value) or "
                                + call.getOperator().getName() + "(value TO unit)";
            default -> "";
        };
        if (!usage.isEmpty()) {
            throw PlanErrors.at(ErrorCode.INVALID_STATEMENT, call, "wrong number of arguments: write " + usage);
        }
    }

    /**
     * VALUES that name columns of an outer query would be copied when these are resolved, and the copy is not known as a query. So each of
     * their rows becomes a SELECT.
     */
    private static SqlNode withQueries(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        boolean changed = false;
        for (SqlNode operand : call.getOperandList()) {
            boolean copied = isCopied(operand);
            operands.add(copied ? selects((SqlCall) operand) : operand);
            changed |= copied;
        }
        return changed ? call.getOperator().createCall(call.getParserPosition(), operands) : call;
    }

    private static boolean isCopied(@Nullable SqlNode node) {
        return node != null && node.getKind() == SqlKind.VALUES && namesColumns(node);
    }

    private static SqlNode selects(SqlCall values) {
        SqlNode all = null;
        for (SqlNode row : values.getOperandList()) {
            SqlNode select = select(
                    row.getParserPosition(),
                    new SqlNodeList(((SqlCall) row).getOperandList(), row.getParserPosition()),
                    null);
            all = all == null
                    ? select
                    : SqlStdOperatorTable.UNION_ALL.createCall(values.getParserPosition(), all, select);
        }
        return Objects.requireNonNull(all);
    }

    private static SqlSelect all(SqlNode table) {
        SqlParserPos position = table.getParserPosition();
        return select(position, SqlNodeList.of(SqlIdentifier.star(position)), table);
    }

    private static SqlSelect select(SqlParserPos position, SqlNodeList items, @Nullable SqlNode from) {
        return new SqlSelect(position, null, items, from, null, null, null, null, null, null, null, null, null);
    }

    private static boolean namesColumns(SqlNode node) {
        try {
            node.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlIdentifier name) {
                    throw Util.FoundOne.NULL;
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            return true;
        }
    }

    /** Refuses a function in FROM that gives a value and no rows. */
    static void checkRows(SqlNode node) {
        if (!(node instanceof SqlCall table)
                || table.getKind() != SqlKind.COLLECTION_TABLE
                || !(table.operand(0) instanceof SqlCall call)
                || call.isA(SqlKind.QUERY)) {
            return;
        }
        SqlOperator operator = call.getOperator();
        if (operator instanceof SqlTableFunction
                || (operator instanceof SqlUnresolvedFunction unresolved && mayGiveRows(unresolved))) {
            return;
        }
        throw PlanErrors.at(
                ErrorCode.WRONG_OBJECT,
                call,
                // Some of ours are told apart by a second word.
                operator.getName().toUpperCase(Locale.ROOT).replaceAll(" .*", "")
                        + " gives no rows: it cannot stand in FROM");
    }

    /** Whether a name is not known, which is said later, or is one of a function of rows among others. */
    private static boolean mayGiveRows(SqlUnresolvedFunction function) {
        List<SqlOperator> known = new ArrayList<>();
        Operators.TABLE.lookupOperatorOverloads(
                Util.first(function.getSqlIdentifier(), new SqlIdentifier(function.getName(), SqlParserPos.ZERO)),
                null,
                SqlSyntax.FUNCTION,
                known,
                SqlNameMatchers.withCaseSensitive(false));
        return known.isEmpty() || known.stream().anyMatch(SqlTableFunction.class::isInstance);
    }
}
