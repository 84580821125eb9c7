package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds queries: WITH, set operations, SELECT, VALUES, ORDER BY and the limits. */
final class Queries {
    private final Builder builder;
    private final Windows windows;

    Queries(Builder builder) {
        this.builder = builder;
        this.windows = new Windows(builder);
    }

    Windows windows() {
        return windows;
    }

    Statement.Query statement(AletheiaParser.QueryStatementContext context) {
        Statement.@Nullable Sequenced sequenced = null;
        if (context.SEQUENCED() != null) {
            sequenced = new Statement.Sequenced(
                    context.FROM() == null ? null : builder.periods.window(context.arithmetic()));
        }
        return new Statement.Query(
                builder.source(context),
                builder.periods.settings(context.timeDefault()),
                sequenced,
                query(context.query()));
    }

    SqlNode query(AletheiaParser.QueryContext context) {
        SqlNode query = setOperations(context.queryBody());
        if (context.WITH() != null) {
            query = with(context, query);
        }
        AletheiaParser.RowLimitContext limit = context.rowLimit();
        if (context.ORDER() == null && limit.getChildCount() == 0) {
            return query;
        }
        SqlNodeList order = context.ORDER() == null ? SqlNodeList.EMPTY : sortList(context, context.sortItem());
        return new SqlOrderBy(builder.names.position(context), query, order, offset(limit), fetch(limit));
    }

    private SqlNode with(AletheiaParser.QueryContext context, SqlNode body) {
        List<SqlNode> items = new ArrayList<>();
        boolean recursive = context.RECURSIVE() != null;
        for (AletheiaParser.CommonTableContext table : context.commonTable()) {
            SqlParserPos position = builder.names.position(table);
            List<SqlIdentifier> columns = builder.names.columns(table.columnNames());
            SqlNodeList columnList = columns.isEmpty() ? null : new SqlNodeList(columns, position);
            items.add(new SqlWithItem(
                    position,
                    builder.names.simple(table.identifier()),
                    columnList,
                    query(table.query()),
                    SqlLiteral.createBoolean(recursive, position)));
        }
        SqlParserPos position = builder.names.position(context);
        return new SqlWith(position, new SqlNodeList(items, position), body);
    }

    private @Nullable SqlNode offset(AletheiaParser.RowLimitContext context) {
        if (context.offset() != null) {
            return limitValue(context.offset().limitValue());
        }
        if (context.LBRACE() != null) {
            return context.OFFSET() == null ? null : limitValue(context.limitValue(1));
        }
        // LIMIT offset, count
        return context.COMMA() == null ? null : limitValue(context.limitValue(0));
    }

    private @Nullable SqlNode fetch(AletheiaParser.RowLimitContext context) {
        if (context.fetch() != null) {
            return context.fetch().limitValue() == null
                    ? SqlLiteral.createExactNumeric("1", builder.names.position(context.fetch()))
                    : limitValue(context.fetch().limitValue());
        }
        List<AletheiaParser.LimitValueContext> values = context.limitValue();
        // In {limit count offset n} the count comes first, in LIMIT n, count last.
        return values.isEmpty() ? null : limitValue(values.get(context.LBRACE() != null ? 0 : values.size() - 1));
    }

    private SqlNode limitValue(AletheiaParser.LimitValueContext context) {
        return context.dynamicParameter() != null
                ? builder.expressions.parameter(context.dynamicParameter())
                : SqlLiteral.createExactNumeric(context.getText(), builder.names.position(context));
    }

    SqlNodeList sortList(ParserRuleContext whole, List<AletheiaParser.SortItemContext> contexts) {
        List<SqlNode> items = new ArrayList<>(contexts.size());
        for (AletheiaParser.SortItemContext context : contexts) {
            SqlNode item = builder.expressions.expression(context.expression());
            SqlParserPos position = builder.names.position(context);
            if (context.DESC() != null) {
                item = SqlStdOperatorTable.DESC.createCall(position, item);
            }
            if (context.FIRST() != null) {
                item = SqlStdOperatorTable.NULLS_FIRST.createCall(position, item);
            } else if (context.LAST() != null) {
                item = SqlStdOperatorTable.NULLS_LAST.createCall(position, item);
            }
            items.add(item);
        }
        return new SqlNodeList(items, builder.names.position(whole));
    }

    /** Set operations of one level; a long run of one associative operator is balanced. */
    private SqlNode setOperations(ParserRuleContext context) {
        List<SqlNode> run = new ArrayList<>();
        @Nullable SqlOperator operator = null;
        int runs = 0;
        int i = 0;
        while (i < context.getChildCount()) {
            if (i == 0) {
                run.add(operand(context.getChild(0)));
                i++;
                continue;
            }
            Token word = ((TerminalNode) context.getChild(i)).getSymbol();
            i++;
            boolean all = false;
            if (context.getChild(i) instanceof TerminalNode quantifier) {
                all = quantifier.getSymbol().getType() == AletheiaParser.ALL;
                i++;
            }
            SqlOperator next = setOperator(word, all);
            boolean associative = next.getKind() != SqlKind.EXCEPT;
            if (operator != null && (!associative || !next.getName().equals(operator.getName()))) {
                SqlNode left = Expressions.chain(operator, run);
                run = new ArrayList<>(List.of(left));
                runs++;
                builder.checkChain(context, runs, "set operations");
            }
            operator = next;
            run.add(operand(context.getChild(i)));
            i++;
        }
        return operator == null ? run.get(0) : Expressions.chain(operator, run);
    }

    private SqlNode operand(ParseTree context) {
        return context instanceof AletheiaParser.QueryTermContext term
                ? setOperations(term)
                : primary((AletheiaParser.QueryPrimaryContext) context);
    }

    private static SqlOperator setOperator(Token word, boolean all) {
        return switch (word.getType()) {
            case AletheiaParser.UNION -> all ? SqlStdOperatorTable.UNION_ALL : SqlStdOperatorTable.UNION;
            case AletheiaParser.EXCEPT -> all ? SqlStdOperatorTable.EXCEPT_ALL : SqlStdOperatorTable.EXCEPT;
            case AletheiaParser.INTERSECT -> all ? SqlStdOperatorTable.INTERSECT_ALL : SqlStdOperatorTable.INTERSECT;
            default -> throw new IllegalStateException("not a set operator: " + word);
        };
    }

    private SqlNode primary(AletheiaParser.QueryPrimaryContext context) {
        if (context instanceof AletheiaParser.SelectQueryContext select) {
            return select(select.select());
        }
        if (context instanceof AletheiaParser.ValuesQueryContext values) {
            List<SqlNode> rows = new ArrayList<>(values.valuesRow().size());
            for (AletheiaParser.ValuesRowContext row : values.valuesRow()) {
                rows.add(valuesRow(row));
            }
            return SqlStdOperatorTable.VALUES.createCall(builder.names.position(context), rows);
        }
        if (context instanceof AletheiaParser.TableQueryContext table) {
            return SqlStdOperatorTable.EXPLICIT_TABLE.createCall(
                    builder.names.position(context), builder.names.qualified(table.qualifiedName()));
        }
        if (context instanceof AletheiaParser.NestedQueryContext nested) {
            return query(nested.query());
        }
        return builder.patterns.matchQuery(((AletheiaParser.PatternQueryContext) context).matchQuery());
    }

    private SqlNode valuesRow(AletheiaParser.ValuesRowContext context) {
        SqlParserPos position = builder.names.position(context);
        List<SqlNode> values = context.expression() != null
                ? List.of(builder.expressions.expression(context.expression()))
                : builder.expressions.valuesOrDefaults(context.valueOrDefault());
        return SqlStdOperatorTable.ROW.createCall(position, values);
    }

    private SqlNode select(AletheiaParser.SelectContext context) {
        SqlParserPos position = builder.names.position(context);
        SqlNodeList keywords = SqlNodeList.EMPTY;
        // The first ALL or DISTINCT may also be that of GROUP BY.
        if (context.getChild(1) instanceof TerminalNode quantifier) {
            SqlSelectKeyword keyword = quantifier.getSymbol().getType() == AletheiaParser.DISTINCT
                    ? SqlSelectKeyword.DISTINCT
                    : SqlSelectKeyword.ALL;
            SqlParserPos at = builder.names.position(quantifier.getSymbol());
            keywords = new SqlNodeList(List.of(keyword.symbol(at)), at);
        }
        SqlNodeList items = new SqlNodeList(selectItems(context.selectItem()), position);
        SqlNode from = context.FROM() == null ? null : builder.tables.from(context.tableReference());
        List<AletheiaParser.ExpressionContext> conditions = context.expression();
        SqlNode where = context.WHERE() == null ? null : builder.expressions.expression(conditions.get(0));
        SqlNode having =
                context.HAVING() == null ? null : builder.expressions.expression(conditions.get(conditions.size() - 1));
        return new SqlSelect(
                position,
                keywords,
                items,
                from,
                where,
                groupBy(context),
                having,
                windows.declarations(context.namedWindow(), position),
                null,
                null,
                null,
                null,
                null);
    }

    List<SqlNode> selectItems(List<AletheiaParser.SelectItemContext> contexts) {
        List<SqlNode> items = new ArrayList<>(contexts.size());
        for (AletheiaParser.SelectItemContext context : contexts) {
            items.add(selectItem(context));
        }
        return items;
    }

    private SqlNode selectItem(AletheiaParser.SelectItemContext context) {
        if (context instanceof AletheiaParser.AllColumnsContext) {
            return SqlIdentifier.star(builder.names.position(context));
        }
        if (context instanceof AletheiaParser.AllColumnsOfContext all) {
            return builder.names.star(all.qualifiedName(), all.STAR().getSymbol());
        }
        AletheiaParser.SelectedExpressionContext selected = (AletheiaParser.SelectedExpressionContext) context;
        SqlNode item = builder.expressions.expression(selected.expression());
        ParserRuleContext alias = selected.identifier() != null ? selected.identifier() : selected.bareAlias();
        return alias == null
                ? item
                : SqlStdOperatorTable.AS.createCall(builder.names.position(context), item, builder.names.simple(alias));
    }

    private @Nullable SqlNodeList groupBy(AletheiaParser.SelectContext context) {
        if (context.GROUP() == null) {
            return null;
        }
        List<SqlNode> elements = grouping(context.groupingElement());
        SqlParserPos position = SqlParserPos.sum(elements);
        ParseTree last = context.getChild(context.children.indexOf(context.BY()) + 1);
        if (last instanceof TerminalNode quantifier && quantifier.getSymbol().getType() == AletheiaParser.DISTINCT) {
            SqlNode all = SqlInternalOperators.GROUP_BY_DISTINCT.createCall(position, elements);
            return new SqlNodeList(List.of(all), position);
        }
        return new SqlNodeList(elements, position);
    }

    private List<SqlNode> grouping(List<AletheiaParser.GroupingElementContext> contexts) {
        List<SqlNode> elements = new ArrayList<>(contexts.size());
        for (AletheiaParser.GroupingElementContext context : contexts) {
            SqlParserPos position = builder.names.position(context);
            if (context instanceof AletheiaParser.GroupNothingContext) {
                elements.add(SqlNodeList.EMPTY);
            } else if (context instanceof AletheiaParser.GroupRollupContext rollup) {
                elements.add(SqlStdOperatorTable.ROLLUP.createCall(
                        position, builder.expressions.expressions(rollup.expression())));
            } else if (context instanceof AletheiaParser.GroupCubeContext cube) {
                elements.add(SqlStdOperatorTable.CUBE.createCall(
                        position, builder.expressions.expressions(cube.expression())));
            } else if (context instanceof AletheiaParser.GroupSetsContext sets) {
                elements.add(SqlStdOperatorTable.GROUPING_SETS.createCall(position, groupingSets(sets)));
            } else {
                elements.add(
                        builder.expressions.expression(((AletheiaParser.GroupExpressionContext) context).expression()));
            }
        }
        return elements;
    }

    /** Sets within sets are sets beside the others. */
    private List<SqlNode> groupingSets(AletheiaParser.GroupSetsContext sets) {
        List<SqlNode> elements = new ArrayList<>();
        for (AletheiaParser.GroupingElementContext element : sets.groupingElement()) {
            elements.addAll(
                    element instanceof AletheiaParser.GroupSetsContext inner
                            ? groupingSets(inner)
                            : grouping(List.of(element)));
        }
        return elements;
    }
}
