package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Builds expressions from OR down to the primary; predicates are in {@link Predicates}. */
final class Expressions {
    /** Chains of AND and OR up to this length lean to the left as written; longer ones are balanced. */
    private static final int LEFT_DEEP_MAX = 64;

    private final Builder builder;
    private final Predicates predicates;

    Expressions(Builder builder) {
        this.builder = builder;
        this.predicates = new Predicates(builder);
    }

    SqlNode expression(AletheiaParser.ExpressionContext context) {
        List<AletheiaParser.ConjunctionContext> parts = context.conjunction();
        if (parts.size() == 1) {
            return conjunction(parts.get(0));
        }
        List<SqlNode> operands = new ArrayList<>(parts.size());
        for (AletheiaParser.ConjunctionContext part : parts) {
            operands.add(conjunction(part));
        }
        return chain(SqlStdOperatorTable.OR, operands);
    }

    List<SqlNode> expressions(List<AletheiaParser.ExpressionContext> contexts) {
        List<SqlNode> result = new ArrayList<>(contexts.size());
        for (AletheiaParser.ExpressionContext context : contexts) {
            result.add(expression(context));
        }
        return result;
    }

    private SqlNode conjunction(AletheiaParser.ConjunctionContext context) {
        List<AletheiaParser.NegationContext> parts = context.negation();
        if (parts.size() == 1) {
            return negation(parts.get(0));
        }
        List<SqlNode> operands = new ArrayList<>(parts.size());
        for (AletheiaParser.NegationContext part : parts) {
            operands.add(negation(part));
        }
        return chain(SqlStdOperatorTable.AND, operands);
    }

    /** Applies an associative operator to all operands, so that the tree's depth stays small however many they are. */
    static SqlNode chain(SqlOperator operator, List<SqlNode> operands) {
        if (operands.size() <= LEFT_DEEP_MAX) {
            SqlNode result = operands.get(0);
            for (int i = 1; i < operands.size(); i++) {
                SqlNode right = operands.get(i);
                result = operator.createCall(Names.span(result, right), result, right);
            }
            return result;
        }
        int middle = operands.size() / 2;
        SqlNode left = chain(operator, operands.subList(0, middle));
        SqlNode right = chain(operator, operands.subList(middle, operands.size()));
        return operator.createCall(Names.span(left, right), left, right);
    }

    private SqlNode negation(AletheiaParser.NegationContext context) {
        SqlNode result = predicates.predicate(context.predicate());
        List<TerminalNode> nots = context.NOT();
        builder.checkChain(context, nots.size(), "NOTs");
        for (int i = nots.size() - 1; i >= 0; i--) {
            SqlParserPos position = builder.names.position(nots.get(i).getSymbol());
            result = SqlStdOperatorTable.NOT.createCall(position.plus(result.getParserPosition()), result);
        }
        return result;
    }

    SqlNode arithmetic(AletheiaParser.ArithmeticContext context) {
        if (context.getChildCount() == 1) {
            return signed(context.signed(0));
        }
        builder.checkChain(context, context.getChildCount() / 2, "operators");
        // Operator precedence: the multiplicative operators bind at once, the additive ones wait on the stacks.
        Deque<SqlNode> terms = new ArrayDeque<>();
        Deque<SqlBinaryOperator> waiting = new ArrayDeque<>();
        SqlNode current = signed((AletheiaParser.SignedContext) context.getChild(0));
        for (int i = 1; i < context.getChildCount(); i += 2) {
            SqlBinaryOperator operator = arithmeticOperator(((TerminalNode) context.getChild(i)).getSymbol());
            SqlNode next = signed((AletheiaParser.SignedContext) context.getChild(i + 1));
            boolean additive = operator.getKind() == SqlKind.PLUS || operator.getKind() == SqlKind.MINUS;
            if (additive) {
                if (!waiting.isEmpty()) {
                    current = binary(waiting.pop(), terms.pop(), current);
                }
                terms.push(current);
                waiting.push(operator);
                current = next;
            } else {
                current = binary(operator, current, next);
            }
        }
        return waiting.isEmpty() ? current : binary(waiting.pop(), terms.pop(), current);
    }

    private static SqlBinaryOperator arithmeticOperator(Token token) {
        return switch (token.getType()) {
            case AletheiaParser.PLUS -> SqlStdOperatorTable.PLUS;
            case AletheiaParser.MINUS -> SqlStdOperatorTable.MINUS;
            case AletheiaParser.STAR -> SqlStdOperatorTable.MULTIPLY;
            case AletheiaParser.SLASH -> SqlStdOperatorTable.DIVIDE;
            case AletheiaParser.PERCENT -> SqlStdOperatorTable.PERCENT_REMAINDER;
            case AletheiaParser.CONCAT -> SqlStdOperatorTable.CONCAT;
            default -> throw new IllegalStateException("not an arithmetic operator: " + token);
        };
    }

    static SqlNode binary(SqlOperator operator, SqlNode left, SqlNode right) {
        return operator.createCall(Names.span(left, right), left, right);
    }

    private SqlNode signed(AletheiaParser.SignedContext context) {
        SqlNode result = primary(context.primary());
        List<AletheiaParser.PostfixContext> postfixes = context.postfix();
        builder.checkChain(context, postfixes.size(), "subscripts");
        for (AletheiaParser.PostfixContext postfix : postfixes) {
            result = postfix(result, postfix);
        }
        int signs = context.getChildCount() - 1 - postfixes.size();
        builder.checkChain(context, signs, "signs");
        boolean folds = postfixes.isEmpty();
        for (int i = signs - 1; i >= 0; i--) {
            Token sign = ((TerminalNode) context.getChild(i)).getSymbol();
            SqlParserPos position = builder.names.position(sign).plus(result.getParserPosition());
            boolean minus = sign.getType() == AletheiaParser.MINUS;
            if (folds && result instanceof SqlNumericLiteral number) {
                result = minus ? SqlLiteral.createNegative(number, position) : number;
            } else {
                result = (minus ? SqlStdOperatorTable.UNARY_MINUS : SqlStdOperatorTable.UNARY_PLUS)
                        .createCall(position, result);
            }
        }
        return result;
    }

    private SqlNode postfix(SqlNode operand, AletheiaParser.PostfixContext context) {
        SqlParserPos position = operand.getParserPosition().plus(builder.names.position(context));
        if (context.expression() != null) {
            return SqlStdOperatorTable.ITEM.createCall(position, operand, expression(context.expression()));
        }
        if (context.dataType() != null) {
            return SqlStdOperatorTable.CAST.createCall(position, operand, builder.types.castType(context.dataType()));
        }
        if (context.AT() != null) {
            return atTimeZone(operand, context, position);
        }
        if (operand instanceof SqlLiteral) {
            throw builder.text.error(context, "a literal has no fields");
        }
        if (operand instanceof SqlDynamicParam) {
            throw builder.text.error(context, "a parameter has no fields");
        }
        return SqlStdOperatorTable.DOT.createCall(position, operand, builder.names.simple(context.identifier()));
    }

    /** {@code time AT TIME ZONE zone} is the function TIMEZONE; CURRENT_TIMESTAMP, whose type has no zone, is the instant here. */
    private SqlNode atTimeZone(SqlNode time, AletheiaParser.PostfixContext context, SqlParserPos position) {
        boolean now = time instanceof SqlIdentifier name
                && name.isSimple()
                && !name.isComponentQuoted(0)
                && name.getSimple().equalsIgnoreCase("CURRENT_TIMESTAMP");
        SqlNode instant = now ? JdbcFunctions.function("NOW", List.of(), position) : time;
        if (context.LOCAL() != null) {
            SqlDataTypeSpec local =
                    new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, position), position);
            return SqlStdOperatorTable.CAST.createCall(position, instant, local);
        }
        return JdbcFunctions.function("TIMEZONE", List.of(primary(context.primary()), instant), position);
    }

    SqlNode parameter(AletheiaParser.DynamicParameterContext context) {
        return new SqlDynamicParam(context.index, builder.names.position(context));
    }

    SqlNode valueOrDefault(AletheiaParser.ValueOrDefaultContext context) {
        return context.expression() == null
                ? SqlStdOperatorTable.DEFAULT.createCall(builder.names.position(context))
                : expression(context.expression());
    }

    List<SqlNode> valuesOrDefaults(List<AletheiaParser.ValueOrDefaultContext> contexts) {
        List<SqlNode> result = new ArrayList<>(contexts.size());
        for (AletheiaParser.ValueOrDefaultContext context : contexts) {
            result.add(valueOrDefault(context));
        }
        return result;
    }

    SqlNode primary(AletheiaParser.PrimaryContext context) {
        if (context instanceof AletheiaParser.ColumnReferenceContext column) {
            return builder.names.qualified(column.qualifiedName());
        }
        if (context instanceof AletheiaParser.LiteralValueContext literal) {
            return builder.literals.literal(literal.literal());
        }
        if (context instanceof AletheiaParser.ParameterContext parameter) {
            return parameter(parameter.dynamicParameter());
        }
        if (context instanceof AletheiaParser.FunctionContext function) {
            return builder.functions.windowed(function);
        }
        if (context instanceof AletheiaParser.ParenthesisedContext row) {
            List<AletheiaParser.ExpressionContext> items = row.expression();
            return items.size() == 1
                    ? expression(items.get(0))
                    : SqlStdOperatorTable.ROW.createCall(builder.names.position(context), expressions(items));
        }
        if (context instanceof AletheiaParser.ScalarSubqueryContext subquery) {
            return builder.queries.query(subquery.query());
        }
        if (context instanceof AletheiaParser.CaseExpressionContext caseOf) {
            return caseOf(caseOf);
        }
        if (context instanceof AletheiaParser.CastContext cast) {
            SqlNode operand = expression(cast.expression());
            SqlNode type = builder.types.castType(cast.dataType());
            SqlParserPos position = builder.names.position(context);
            return cast.CAST() != null
                    ? SqlStdOperatorTable.CAST.createCall(position, operand, type)
                    : TryCast.OPERATOR.createCall(position, operand, type);
        }
        if (context instanceof AletheiaParser.ExistsContext exists) {
            return SqlStdOperatorTable.EXISTS.createCall(
                    builder.names.position(context), builder.queries.query(exists.query()));
        }
        return constructor(context);
    }

    private SqlNode constructor(AletheiaParser.PrimaryContext context) {
        SqlParserPos position = builder.names.position(context);
        if (context instanceof AletheiaParser.RowConstructorContext row) {
            return SqlStdOperatorTable.ROW.createCall(position, expressions(row.expression()));
        }
        if (context instanceof AletheiaParser.ArrayConstructorContext array) {
            return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(position, expressions(array.expression()));
        }
        if (context instanceof AletheiaParser.ArrayQueryContext array) {
            return SqlStdOperatorTable.ARRAY_QUERY.createCall(position, builder.queries.query(array.query()));
        }
        if (context instanceof AletheiaParser.EscapedLiteralContext escape) {
            return builder.literals.escaped(escape);
        }
        return builder.functions.special(context);
    }

    private SqlNode caseOf(AletheiaParser.CaseExpressionContext context) {
        List<SqlNode> whens = new ArrayList<>();
        List<SqlNode> thens = new ArrayList<>();
        for (ParseTree child : context.whenClause()) {
            AletheiaParser.WhenClauseContext when = (AletheiaParser.WhenClauseContext) child;
            List<SqlNode> parts = expressions(when.expression());
            thens.add(parts.remove(parts.size() - 1));
            if (parts.size() > 1 && context.operand == null) {
                throw builder.text.error(
                        when, "a WHEN with several values needs an operand: CASE x WHEN 1, 2 THEN ...");
            }
            whens.add(parts.size() == 1 ? parts.get(0) : new SqlNodeList(parts, builder.names.position(when)));
        }
        SqlParserPos position = builder.names.position(context);
        SqlNodeList whenList = new SqlNodeList(whens, position);
        SqlNodeList thenList = new SqlNodeList(thens, position);
        SqlNode orElse = context.elseValue == null ? SqlLiteral.createNull(position) : expression(context.elseValue);
        return context.operand == null
                ? new SqlCase(position, null, whenList, thenList, orElse)
                : SqlCase.createSwitched(position, expression(context.operand), whenList, thenList, orElse);
    }
}
