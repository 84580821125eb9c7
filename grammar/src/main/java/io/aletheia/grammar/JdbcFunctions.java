package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Builds {@code {fn name(...)}}: the names JDBC defines become the functions of SQL that do the same, others stay as they are. */
final class JdbcFunctions {
    private static final Map<String, String> SQL_NAMES = Map.of(
            "LCASE", "LOWER",
            "UCASE", "UPPER",
            "LENGTH", "CHAR_LENGTH",
            "IFNULL", "COALESCE",
            "CEILING", "CEIL",
            "LOG", "LN");

    private static final Map<String, String> SQL_VARIABLES = Map.of(
            "CURDATE", "CURRENT_DATE",
            "CURRENT_DATE", "CURRENT_DATE",
            "CURTIME", "CURRENT_TIME",
            "CURRENT_TIME", "CURRENT_TIME",
            "NOW", "CURRENT_TIMESTAMP",
            "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP",
            "USER", "USER");

    private static final Map<String, TimeUnit> FIELDS = Map.of(
            "YEAR", TimeUnit.YEAR,
            "QUARTER", TimeUnit.QUARTER,
            "MONTH", TimeUnit.MONTH,
            "WEEK", TimeUnit.WEEK,
            "DAYOFYEAR", TimeUnit.DOY,
            "DAYOFMONTH", TimeUnit.DAY,
            "DAYOFWEEK", TimeUnit.DOW,
            "HOUR", TimeUnit.HOUR,
            "MINUTE", TimeUnit.MINUTE,
            "SECOND", TimeUnit.SECOND);

    private final Builder builder;

    JdbcFunctions(Builder builder) {
        this.builder = builder;
    }

    /** What stands behind fn: a call, a function without parentheses, or one with a syntax of its own. */
    SqlNode primary(AletheiaParser.PrimaryContext context) {
        if (context instanceof AletheiaParser.FunctionContext function && function.getChildCount() == 1) {
            return call(function.functionCall());
        }
        boolean isFunction = context instanceof AletheiaParser.FunctionContext
                || context instanceof AletheiaParser.ExtractContext
                || context instanceof AletheiaParser.RoundToUnitContext
                || context instanceof AletheiaParser.PositionContext
                || context instanceof AletheiaParser.SubstringContext
                || context instanceof AletheiaParser.OverlayContext
                || context instanceof AletheiaParser.TrimContext
                || context instanceof AletheiaParser.CastContext
                || (context instanceof AletheiaParser.ColumnReferenceContext name
                        && name.qualifiedName().identifier().size() == 1);
        if (!isFunction) {
            throw builder.text.error(context, "expected a function in the JDBC escape {fn ...}");
        }
        return builder.expressions.primary(context);
    }

    SqlNode call(AletheiaParser.FunctionCallContext context) {
        SqlParserPos position = builder.names.position(context);
        String name = context.functionName().getText().toUpperCase(Locale.ROOT);
        if (name.equals("CONVERT")) {
            return convert(context, position);
        }
        SqlNode plain = builder.functions.call(context);
        if (!(plain instanceof SqlCall call)) {
            return plain;
        }
        List<SqlNode> arguments = call.getOperandList();
        String variable = SQL_VARIABLES.get(name);
        if (variable != null && arguments.isEmpty()) {
            return new SqlIdentifier(variable, position);
        }
        TimeUnit field = FIELDS.get(name);
        if (field != null && arguments.size() == 1) {
            SqlNode unit = new SqlIntervalQualifier(field, null, position);
            return SqlStdOperatorTable.EXTRACT.createCall(position, unit, arguments.get(0));
        }
        if (name.equals("CONCAT") && arguments.size() == 2) {
            return SqlStdOperatorTable.CONCAT.createCall(position, arguments);
        }
        if (name.equals("LOCATE") && arguments.size() >= 2) {
            return SqlStdOperatorTable.POSITION.createCall(position, arguments);
        }
        String sqlName = SQL_NAMES.get(name);
        return sqlName == null || (name.equals("LOG") && arguments.size() != 1)
                ? plain
                : function(sqlName, arguments, position);
    }

    static SqlNode function(String name, List<SqlNode> arguments, SqlParserPos position) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, position),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position, arguments);
    }

    /** {@code {fn CONVERT(value, SQL_INTEGER)}}: the second argument names a type of java.sql.Types, with or without SQL_. */
    private SqlNode convert(AletheiaParser.FunctionCallContext context, SqlParserPos position) {
        SqlTypeName type = context.argument().size() == 2
                ? type(context.argument(1).getText().toUpperCase(Locale.ROOT))
                : null;
        if (type == null || context.argument(0).expression().size() != 1) {
            throw builder.text.error(
                    context, "expected {fn CONVERT(value, type)} with a type such as SQL_INTEGER or SQL_VARCHAR");
        }
        SqlNode value = builder.expressions.expression(context.argument(0).expression(0));
        SqlNode target = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, position), position);
        return SqlStdOperatorTable.CAST.createCall(position, value, target);
    }

    private static @Nullable SqlTypeName type(String word) {
        String name = word.startsWith("SQL_") ? word.substring("SQL_".length()) : word;
        return switch (name) {
            case "BIT", "BOOLEAN" -> SqlTypeName.BOOLEAN;
            case "TINYINT", "SMALLINT" -> SqlTypeName.SMALLINT;
            case "INTEGER" -> SqlTypeName.INTEGER;
            case "BIGINT" -> SqlTypeName.BIGINT;
            case "REAL" -> SqlTypeName.REAL;
            case "FLOAT", "DOUBLE" -> SqlTypeName.DOUBLE;
            case "DECIMAL", "NUMERIC" -> SqlTypeName.DECIMAL;
            case "CHAR", "VARCHAR", "LONGVARCHAR" -> SqlTypeName.VARCHAR;
            case "BINARY", "VARBINARY", "LONGVARBINARY" -> SqlTypeName.VARBINARY;
            case "DATE" -> SqlTypeName.DATE;
            case "TIME" -> SqlTypeName.TIME;
            case "TIMESTAMP" -> SqlTypeName.TIMESTAMP;
            default -> null;
        };
    }
}
