package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Builds the functions of JSON. Their clauses become a text of options behind the operands, so that calls are plain calls again when
 * they are printed.
 */
final class JsonSyntax {
    /** The functions with a syntax of their own. */
    static final Set<String> NAMES = Set.of(
            "JSON_VALUE", "JSON_QUERY", "JSON_EXISTS", "JSON_OBJECT", "JSON_ARRAY", "JSON_OBJECTAGG", "JSON_ARRAYAGG");

    /** The functions whose values are JSON already when they stand within another. */
    private static final Set<String> GIVE_JSON = Set.of(
            "JSON",
            "JSON_QUERY",
            "JSON_OBJECT",
            "JSON_ARRAY",
            "JSON_OBJECT_OF",
            "JSON_ARRAY_OF",
            "JSON_OBJECTAGG",
            "JSON_ARRAYAGG");

    private static final Set<String> CLAUSES = Set.of(
            "null on empty",
            "error on empty",
            "empty array on empty",
            "empty object on empty",
            "empty on empty",
            "null on error",
            "error on error",
            "empty array on error",
            "empty object on error",
            "empty on error",
            "true on error",
            "false on error",
            "unknown on error",
            "without wrapper",
            "without array wrapper",
            "with wrapper",
            "with array wrapper",
            "with unconditional wrapper",
            "with unconditional array wrapper",
            "with conditional wrapper",
            "with conditional array wrapper",
            "keep quotes",
            "omit quotes",
            "null on null",
            "absent on null",
            "without unique keys",
            "without unique");

    private final Builder builder;
    private @Nullable SqlDataTypeSpec returning;
    private @Nullable SqlNode onEmpty;
    private @Nullable SqlNode onError;

    JsonSyntax(Builder builder) {
        this.builder = builder;
    }

    /** Makes an error of what only functions of JSON may have. */
    static void refuse(Builder builder, AletheiaParser.FunctionCallContext context) {
        if (!context.jsonClause().isEmpty()) {
            throw builder.text.error(context.jsonClause(0), "unexpected clause: only functions of JSON have such");
        }
        for (AletheiaParser.ArgumentContext argument : context.argument()) {
            if (argument.KEY() != null || argument.expression().size() > 1 || argument.jsonFormat() != null) {
                throw builder.text.error(argument, "only functions of JSON take a name with a value, or FORMAT JSON");
            }
        }
    }

    SqlNode call(String name, AletheiaParser.FunctionCallContext context) {
        SqlParserPos position = builder.names.position(context);
        if (context.STAR() != null || context.DISTINCT() != null || context.SEPARATOR() != null) {
            throw builder.text.error(context, name + " takes no *, DISTINCT or SEPARATOR");
        }
        String options = context.jsonClause().stream().map(this::clause).collect(Collectors.joining("; "));
        List<SqlNode> values = new ArrayList<>();
        var marks = new StringBuilder();
        for (AletheiaParser.ArgumentContext argument : context.argument()) {
            argument(argument, values, marks);
        }
        SqlNode call = switch (name) {
            case "JSON_VALUE" -> value(values, options, position);
            case "JSON_QUERY", "JSON_EXISTS" -> {
                if (!options.isEmpty()) {
                    values.add(SqlLiteral.createCharString(options, position));
                }
                yield function(name, values, position);
            }
            case "JSON_OBJECT" ->
                constructed(name + "_OF", options.contains("absent on null") ? "a" : "", marks, values, context);
            case "JSON_ARRAY" ->
                constructed(
                        name + "_OF",
                        options.contains("null on null") && !options.contains("absent") ? "n" : "",
                        marks,
                        values,
                        context);
            default -> aggregate(name, options, marks, values, position);
        };
        SqlDataTypeSpec type = returning;
        return type == null || name.equals("JSON_VALUE")
                ? call
                : SqlStdOperatorTable.CAST.createCall(position, call, type);
    }

    private void argument(AletheiaParser.ArgumentContext argument, List<SqlNode> values, StringBuilder marks) {
        if (argument.identifier() != null || argument.DEFAULT() != null) {
            throw builder.text.error(argument, "functions of JSON take neither named arguments nor DEFAULT");
        }
        SqlNode last = null;
        for (AletheiaParser.ExpressionContext part : argument.expression()) {
            last = builder.expressions.expression(part);
            values.add(last);
        }
        // Of a member the value only is marked; names in a plain list are passed over later.
        marks.append(argument.jsonFormat() != null || givesJson(last) ? 'j' : 'v');
        if (argument.expression().size() == 2) {
            marks.insert(marks.length() - 1, 'k');
        }
    }

    private static boolean givesJson(@Nullable SqlNode node) {
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        return switch (call.getKind()) {
            case WITHIN_GROUP, FILTER -> givesJson(call.operand(0));
            default -> GIVE_JSON.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
        };
    }

    private String clause(AletheiaParser.JsonClauseContext context) {
        if (context.dataType() != null) {
            returning = builder.types.castType(context.dataType());
            return "";
        }
        if (context.DEFAULT() != null) {
            SqlNode value = builder.expressions.expression(context.expression());
            switch (context.getStop().getText().toUpperCase(Locale.ROOT)) {
                case "EMPTY" -> onEmpty = value;
                case "ERROR" -> onError = value;
                default -> throw builder.text.error(context, "expected DEFAULT value ON EMPTY or ON ERROR");
            }
            return "";
        }
        String text = words(context);
        if (!CLAUSES.contains(text)) {
            throw builder.text.error(context, "unknown clause of a function of JSON: " + text.toUpperCase(Locale.ROOT));
        }
        String plain = text.replace("array wrapper", "wrapper").replace("unconditional ", "");
        return plain.startsWith("empty on") ? plain.replace("empty on", "empty array on") : plain;
    }

    private static String words(ParserRuleContext context) {
        List<String> words = new ArrayList<>();
        for (ParseTree child : context.children) {
            words.add(child.getText().toLowerCase(Locale.ROOT));
        }
        return String.join(" ", words);
    }

    private SqlNode value(List<SqlNode> values, String options, SqlParserPos position) {
        if (!options.isEmpty() || onEmpty != null || onError != null) {
            values.add(SqlLiteral.createCharString(options, position));
        }
        if (onEmpty != null || onError != null) {
            values.add(onEmpty == null ? SqlLiteral.createNull(position) : onEmpty);
            values.add(onError == null ? SqlLiteral.createNull(position) : onError);
        }
        SqlNode call = function("JSON_VALUE", values, position);
        SqlDataTypeSpec type = returning;
        if (type == null) {
            return call;
        }
        return (options.contains("error on error") ? SqlStdOperatorTable.CAST : TryCast.OPERATOR)
                .createCall(position, call, type);
    }

    private SqlNode constructed(
            String name,
            String nulls,
            StringBuilder marks,
            List<SqlNode> values,
            AletheiaParser.FunctionCallContext place) {
        SqlParserPos position = builder.names.position(place);
        List<SqlNode> operands = new ArrayList<>();
        String kinds = marks.toString();
        if (name.startsWith("JSON_OBJECT")) {
            boolean members = kinds.indexOf('k') >= 0;
            if (members && !kinds.matches("(k[vj])*")) {
                throw builder.text.error(
                        place, "JSON_OBJECT takes members or a plain list of names and values, not both");
            }
            kinds = members ? kinds.replace("k", "") : everySecond(kinds);
        }
        operands.add(SqlLiteral.createCharString(nulls + kinds, position));
        operands.addAll(values);
        return function(name, operands, position);
    }

    private static String everySecond(String marks) {
        var kept = new StringBuilder();
        for (int i = 1; i < marks.length(); i += 2) {
            kept.append(marks.charAt(i));
        }
        return kept.toString();
    }

    private SqlNode aggregate(
            String name, String clauses, StringBuilder marks, List<SqlNode> values, SqlParserPos position) {
        boolean array = name.equals("JSON_ARRAYAGG");
        String nulls = array
                ? (clauses.contains("null on null") && !clauses.contains("absent") ? "n" : "")
                : clauses.contains("absent on null") ? "a" : "";
        String options = nulls + (marks.length() > 0 && marks.charAt(marks.length() - 1) == 'j' ? "j" : "");
        if (!options.isEmpty()) {
            values.add(SqlLiteral.createCharString(options, position));
        }
        return function(name, values, position);
    }

    private static SqlNode function(String name, List<SqlNode> operands, SqlParserPos position) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, position),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position, operands);
    }
}
