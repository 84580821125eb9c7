package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.SqlTemporalJoin;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds what stands in FROM. */
final class Tables {
    private final Builder builder;

    Tables(Builder builder) {
        this.builder = builder;
    }

    SqlNode from(List<AletheiaParser.TableReferenceContext> contexts) {
        SqlNode result = reference(contexts.get(0));
        builder.checkChain(contexts.get(0), contexts.size() - 1, "tables");
        for (AletheiaParser.TableReferenceContext context : contexts.subList(1, contexts.size())) {
            // Standard precedence would hide the tables before the comma from a LATERAL item that is joined further, so
            // such an
            // item is joined from the left; for inner and left joins that is the same.
            boolean fromTheLeft = isLateral(context.tablePrimary()) && joinsKeepTheLeft(context);
            SqlNode right = fromTheLeft ? primary(context.tablePrimary()) : reference(context);
            SqlParserPos position = Names.span(result, right);
            result = new SqlJoin(
                    position,
                    result,
                    SqlLiteral.createBoolean(false, position),
                    JoinType.COMMA.symbol(position),
                    right,
                    JoinConditionType.NONE.symbol(position),
                    null);
            if (fromTheLeft) {
                result = joins(result, context);
            }
        }
        return result;
    }

    private static boolean isLateral(AletheiaParser.TablePrimaryContext context) {
        return context.getStart().getType() == AletheiaParser.LATERAL
                || context instanceof AletheiaParser.UnnestTableContext
                || context instanceof AletheiaParser.FunctionTableContext
                || context instanceof AletheiaParser.BareFunctionTableContext;
    }

    private static boolean joinsKeepTheLeft(AletheiaParser.TableReferenceContext context) {
        return context.joinedTable().stream()
                .map(AletheiaParser.JoinedTableContext::joinType)
                .allMatch(type -> type == null || (type.RIGHT() == null && type.FULL() == null));
    }

    SqlNode reference(AletheiaParser.TableReferenceContext context) {
        return joins(primary(context.tablePrimary()), context);
    }

    private SqlNode joins(SqlNode first, AletheiaParser.TableReferenceContext context) {
        builder.checkChain(context, context.joinedTable().size(), "joins");
        SqlNode result = first;
        for (AletheiaParser.JoinedTableContext join : context.joinedTable()) {
            result = join(result, join);
        }
        return result;
    }

    private SqlNode join(SqlNode left, AletheiaParser.JoinedTableContext context) {
        SqlNode right = primary(context.tablePrimary());
        SqlParserPos position = Names.span(left, right);
        boolean natural = context.NATURAL() != null;
        JoinType type = context.CROSS() != null ? JoinType.CROSS : joinType(context.joinType());
        JoinConditionType conditionType = JoinConditionType.NONE;
        @Nullable SqlNode condition = null;
        if (context.ON() != null) {
            conditionType = JoinConditionType.ON;
            condition = builder.expressions.expression(context.expression());
        } else if (context.USING() != null) {
            conditionType = JoinConditionType.USING;
            List<SqlIdentifier> columns = builder.names.columns(context.columnNames());
            condition = new SqlNodeList(columns, builder.names.position(context.columnNames()));
        } else if (!natural && type != JoinType.CROSS) {
            throw builder.text.error(
                    context, "this JOIN needs a condition: expected ON or USING after the table, or CROSS JOIN");
        }
        SqlLiteral naturalNode = SqlLiteral.createBoolean(natural, position);
        SqlLiteral typeNode = type.symbol(position);
        SqlLiteral conditionNode = conditionType.symbol(position);
        return context.TEMPORAL() != null
                ? new SqlTemporalJoin(position, left, naturalNode, typeNode, right, conditionNode, condition)
                : new SqlJoin(position, left, naturalNode, typeNode, right, conditionNode, condition);
    }

    private static JoinType joinType(AletheiaParser.@Nullable JoinTypeContext context) {
        if (context == null || context.INNER() != null) {
            return JoinType.INNER;
        }
        return context.LEFT() != null ? JoinType.LEFT : context.RIGHT() != null ? JoinType.RIGHT : JoinType.FULL;
    }

    SqlNode primary(AletheiaParser.TablePrimaryContext context) {
        if (context instanceof AletheiaParser.NamedTableContext named) {
            return named(named);
        }
        if (context instanceof AletheiaParser.NestedTableContext nested) {
            return reference(nested.tableReference());
        }
        if (context instanceof AletheiaParser.EscapedTableContext escaped) {
            if (!builder.names.word(escaped.identifier()).equals("OJ")) {
                throw builder.text.error(escaped.identifier(), "expected the JDBC escape {oj ...}");
            }
            return reference(escaped.tableReference());
        }
        SqlNode table;
        AletheiaParser.@Nullable TableAliasContext alias;
        SqlParserPos position = builder.names.position(context);
        if (context instanceof AletheiaParser.DerivedTableContext derived) {
            table = builder.queries.query(derived.query());
            alias = derived.tableAlias();
        } else if (context instanceof AletheiaParser.PatternTableContext pattern) {
            table = builder.patterns.graphTable(pattern.graphTable());
            alias = pattern.tableAlias();
        } else if (context instanceof AletheiaParser.UnnestTableContext unnest) {
            SqlOperator operator = unnest.ORDINALITY() == null
                    ? SqlStdOperatorTable.UNNEST
                    : SqlStdOperatorTable.UNNEST_WITH_ORDINALITY;
            table = operator.createCall(position, builder.expressions.expressions(unnest.expression()));
            alias = unnest.tableAlias();
        } else if (context instanceof AletheiaParser.FunctionTableContext function) {
            table = functionTable(function.functionCall(), position);
            alias = function.tableAlias();
        } else {
            AletheiaParser.BareFunctionTableContext function = (AletheiaParser.BareFunctionTableContext) context;
            table = functionTable(function.functionCall(), position);
            alias = function.tableAlias();
        }
        if (context.getStart().getType() == AletheiaParser.LATERAL) {
            table = SqlStdOperatorTable.LATERAL.createCall(position, table);
        }
        return aliased(table, alias, position);
    }

    private SqlNode functionTable(AletheiaParser.FunctionCallContext context, SqlParserPos position) {
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(position, builder.functions.call(context));
    }

    private SqlNode named(AletheiaParser.NamedTableContext context) {
        SqlIdentifier name = builder.names.qualified(context.qualifiedName());
        TimeSpecs times = builder.periods.clauses(context.timeClause());
        SqlNode table = times.isEmpty() ? name : new SqlTemporalTable(builder.names.position(context), name, times);
        return aliased(table, context.tableAlias(), builder.names.position(context));
    }

    private SqlNode aliased(SqlNode table, AletheiaParser.@Nullable TableAliasContext context, SqlParserPos position) {
        if (context == null) {
            return table;
        }
        ParserRuleContext name = context.identifier() != null ? context.identifier() : context.bareAlias();
        List<SqlNode> operands = new ArrayList<>();
        operands.add(table);
        operands.add(builder.names.simple(name));
        operands.addAll(builder.names.columns(context.columnNames()));
        return SqlStdOperatorTable.AS.createCall(position, operands);
    }
}
