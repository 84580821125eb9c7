package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.PeriodOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds function calls, with what may follow them, and the functions that have a syntax of their own. */
final class Functions {
    private final Builder builder;

    Functions(Builder builder) {
        this.builder = builder;
    }

    /** A call with WITHIN GROUP, FILTER, IGNORE NULLS and OVER. */
    SqlNode windowed(AletheiaParser.FunctionContext context) {
        SqlNode result = call(context.functionCall());
        SqlParserPos position = builder.names.position(context);
        if (context.nullTreatment() != null) {
            result = nullTreatment(result, context.nullTreatment(), position);
        }
        if (context.aggregateOrder() != null) {
            result = modeOf(result, context.aggregateOrder());
            result = SqlStdOperatorTable.WITHIN_GROUP.createCall(
                    position,
                    result,
                    builder.queries.sortList(
                            context.aggregateOrder(), context.aggregateOrder().sortItem()));
        }
        if (context.aggregateFilter() != null) {
            SqlNode condition =
                    builder.expressions.expression(context.aggregateFilter().expression());
            result = context.overClause() == null
                    ? SqlStdOperatorTable.FILTER.createCall(position, result, condition)
                    : WindowFilter.apply(position, result, condition);
        }
        if (context.overClause() != null) {
            AletheiaParser.OverClauseContext over = context.overClause();
            SqlNode window = over.identifier() != null
                    ? builder.names.simple(over.identifier())
                    : builder.queries.windows().window(null, over.windowSpecification());
            result = SqlStdOperatorTable.OVER.createCall(position, result, window);
        }
        return result;
    }

    SqlNode call(AletheiaParser.FunctionCallContext context) {
        SqlParserPos position = builder.names.position(context);
        SqlIdentifier name = name(context.functionName());
        String word =
                name.isSimple() && !name.isComponentQuoted(0) ? name.getSimple().toUpperCase(Locale.ROOT) : "";
        if (JsonSyntax.NAMES.contains(word)) {
            SqlNode json = new JsonSyntax(builder).call(word, context);
            return context.ORDER() == null ? json : ordered(json, context, position);
        }
        JsonSyntax.refuse(builder, context);
        List<SqlNode> arguments = new ArrayList<>(context.argument().size());
        for (AletheiaParser.ArgumentContext argument : context.argument()) {
            arguments.add(argument(argument));
        }
        if (context.STAR() != null) {
            arguments.add(
                    SqlIdentifier.star(builder.names.position(context.STAR().getSymbol())));
        }
        if (context.SEPARATOR() != null) {
            arguments.add(separator(word, arguments, context));
        }
        SqlNode special = bySimpleName(word, arguments, context, position);
        if (special != null) {
            return special;
        }
        SqlNode call = unresolved(name).createCall(quantifier(context), position, arguments);
        if (context.nullTreatment() != null) {
            call = nullTreatment(call, context.nullTreatment(), position);
        }
        return context.ORDER() == null ? call : ordered(call, context, position);
    }

    /** MODE() of what it is ordered by has that as its argument too. */
    private SqlNode modeOf(SqlNode function, AletheiaParser.AggregateOrderContext order) {
        if (function instanceof SqlCall call
                && call.getOperator().getName().equalsIgnoreCase("MODE")
                && call.operandCount() == 0
                && order.sortItem().size() == 1) {
            SqlNode value = builder.expressions.expression(order.sortItem(0).expression());
            return call.getOperator().createCall(call.getParserPosition(), value);
        }
        return function;
    }

    private SqlNode separator(String name, List<SqlNode> arguments, AletheiaParser.FunctionCallContext context) {
        if (!List.of("GROUP_CONCAT", "STRING_AGG", "LISTAGG").contains(name) || arguments.size() != 1) {
            throw builder.text.error(context.SEPARATOR().getSymbol(), "SEPARATOR belongs to GROUP_CONCAT of one value");
        }
        return builder.expressions.expression(context.expression());
    }

    private static SqlNode nullTreatment(
            SqlNode call, AletheiaParser.NullTreatmentContext context, SqlParserPos position) {
        SqlOperator treatment =
                context.IGNORE() != null ? SqlStdOperatorTable.IGNORE_NULLS : SqlStdOperatorTable.RESPECT_NULLS;
        return treatment.createCall(position, call);
    }

    private SqlNode ordered(SqlNode call, AletheiaParser.FunctionCallContext context, SqlParserPos position) {
        SqlNodeList order = builder.queries.sortList(context, context.sortItem());
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(position, call, order);
    }

    /** {@code CALL name(...)}, also without parentheses. */
    SqlCall procedureCall(AletheiaParser.ProcedureCallContext context) {
        List<SqlNode> arguments = new ArrayList<>();
        for (AletheiaParser.ArgumentContext argument : context.argument()) {
            arguments.add(argument(argument));
        }
        return unresolved(builder.names.qualified(context.qualifiedName()))
                .createCall(builder.names.position(context), arguments);
    }

    private static SqlOperator unresolved(SqlIdentifier name) {
        return new SqlUnresolvedFunction(name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private SqlIdentifier name(AletheiaParser.FunctionNameContext context) {
        return context.qualifiedName() != null
                ? builder.names.qualified(context.qualifiedName())
                : builder.names.simple(context);
    }

    private @Nullable SqlLiteral quantifier(AletheiaParser.FunctionCallContext context) {
        if (context.DISTINCT() != null) {
            return SqlSelectKeyword.DISTINCT.symbol(
                    builder.names.position(context.DISTINCT().getSymbol()));
        }
        return context.ALL() == null
                ? null
                : SqlSelectKeyword.ALL.symbol(
                        builder.names.position(context.ALL().getSymbol()));
    }

    private SqlNode argument(AletheiaParser.ArgumentContext context) {
        SqlNode value = context.DEFAULT() != null
                ? SqlStdOperatorTable.DEFAULT.createCall(
                        builder.names.position(context.DEFAULT().getSymbol()))
                : builder.expressions.expression(context.expression(0));
        return context.identifier() == null
                ? value
                : SqlStdOperatorTable.ARGUMENT_ASSIGNMENT.createCall(
                        builder.names.position(context), value, builder.names.simple(context.identifier()));
    }

    private @Nullable SqlNode bySimpleName(
            String name, List<SqlNode> arguments, AletheiaParser.FunctionCallContext context, SqlParserPos position) {
        return switch (name) {
            case "PERIOD" -> {
                if (arguments.size() != 2 || quantifier(context) != null) {
                    throw builder.text.error(context, "PERIOD takes two arguments, the start and the end");
                }
                yield PeriodOperators.PERIOD.createCall(position, arguments);
            }
            case "TIMESTAMPADD", "TIMESTAMPDIFF" -> {
                if (arguments.size() != 3) {
                    throw builder.text.error(
                            context, name + " takes three arguments, the first of them a unit of time");
                }
                SqlNode unit = unitArgument(arguments.get(0), context);
                SqlOperator operator = name.equals("TIMESTAMPADD")
                        ? SqlStdOperatorTable.TIMESTAMP_ADD
                        : SqlStdOperatorTable.TIMESTAMP_DIFF;
                yield operator.createCall(position, unit, arguments.get(1), arguments.get(2));
            }
            case "DATE_TRUNC", "DATE_PART", "DATEADD", "DATEDIFF" -> {
                nameUnit(arguments);
                yield null;
            }
            case "TRIM" ->
                arguments.size() == 1 ? trim(SqlTrimFunction.Flag.BOTH, null, arguments.get(0), position) : null;
            default -> null;
        };
    }

    /** A bare word in the first place that is a unit of time stands for its name as a text. */
    private static void nameUnit(List<SqlNode> arguments) {
        if (!arguments.isEmpty()
                && arguments.get(0) instanceof SqlIdentifier word
                && word.isSimple()
                && !word.isComponentQuoted(0)) {
            TimeUnit unit = Literals.unit(word.getSimple().toUpperCase(Locale.ROOT));
            if (unit != null) {
                arguments.set(0, SqlLiteral.createCharString(unit.name(), word.getParserPosition()));
            }
        }
    }

    private SqlNode unitArgument(SqlNode argument, ParserRuleContext context) {
        TimeUnit unit = argument instanceof SqlIdentifier word && word.isSimple()
                ? Literals.unit(word.getSimple().toUpperCase(Locale.ROOT))
                : null;
        if (unit == null) {
            throw builder.text.error(context, "expected a unit of time such as DAY as the first argument");
        }
        return new SqlIntervalQualifier(unit, null, argument.getParserPosition());
    }

    private SqlNode unit(AletheiaParser.IdentifierContext context) {
        TimeUnit unit = Literals.unit(builder.names.word(context));
        if (unit == null) {
            throw builder.text.error(context, "expected a unit of time such as DAY, found " + context.getText());
        }
        return new SqlIntervalQualifier(unit, null, builder.names.position(context));
    }

    private static SqlNode trim(
            SqlTrimFunction.Flag flag, @Nullable SqlNode characters, SqlNode from, SqlParserPos position) {
        SqlNode removed = characters != null ? characters : SqlLiteral.createCharString(" ", position);
        return SqlStdOperatorTable.TRIM.createCall(position, flag.symbol(position), removed, from);
    }

    /** EXTRACT, TRIM, SUBSTRING, POSITION, OVERLAY, CEIL and FLOOR in their own syntax, and {@code {fn ...}}. */
    SqlNode special(AletheiaParser.PrimaryContext context) {
        SqlParserPos position = builder.names.position(context);
        Expressions expressions = builder.expressions;
        if (context instanceof AletheiaParser.ExtractContext extract) {
            SqlNode from = expressions.expression(extract.expression());
            return SqlStdOperatorTable.EXTRACT.createCall(position, unit(extract.identifier()), from);
        }
        if (context instanceof AletheiaParser.RoundToUnitContext round) {
            SqlNode operand = expressions.expression(round.expression());
            SqlOperator operator = round.FLOOR() != null ? SqlStdOperatorTable.FLOOR : SqlStdOperatorTable.CEIL;
            return operator.createCall(position, operand, unit(round.identifier()));
        }
        if (context instanceof AletheiaParser.TrimContext trim) {
            return trim(trim.trimFrom(), position);
        }
        if (context instanceof AletheiaParser.SubstringContext substring) {
            return SqlStdOperatorTable.SUBSTRING.createCall(position, expressions.expressions(substring.expression()));
        }
        if (context instanceof AletheiaParser.OverlayContext overlay) {
            return SqlStdOperatorTable.OVERLAY.createCall(position, expressions.expressions(overlay.expression()));
        }
        if (context instanceof AletheiaParser.PositionContext in) {
            List<SqlNode> operands = new ArrayList<>();
            for (AletheiaParser.ArithmeticContext operand : in.arithmetic()) {
                operands.add(expressions.arithmetic(operand));
            }
            return SqlStdOperatorTable.POSITION.createCall(position, operands);
        }
        if (context instanceof AletheiaParser.EscapedFunctionContext escape) {
            if (!builder.names.word(escape.identifier()).equals("FN")) {
                throw builder.text.error(escape.identifier(), "expected the JDBC escape {fn ...}");
            }
            return new JdbcFunctions(builder).primary(escape.primary());
        }
        throw new IllegalStateException("no builder for " + context.getClass().getSimpleName());
    }

    private SqlNode trim(AletheiaParser.TrimFromContext context, SqlParserPos position) {
        SqlTrimFunction.Flag flag = context.LEADING() != null
                ? SqlTrimFunction.Flag.LEADING
                : context.TRAILING() != null ? SqlTrimFunction.Flag.TRAILING : SqlTrimFunction.Flag.BOTH;
        List<SqlNode> operands = builder.expressions.expressions(context.expression());
        return operands.size() == 1
                ? trim(flag, null, operands.get(0), position)
                : trim(flag, operands.get(0), operands.get(1), position);
    }
}
