package io.aletheia.query.plan;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.grammar.SyntaxException;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.catalog.SystemTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Makes errors of ours of whatever parsing and planning throw, with SQLSTATE, place and the name that was probably meant. */
public final class PlanErrors {
    private static final Pattern SUGGESTION = Pattern.compile("; did you mean '.*'\\?$");

    /** What Calcite throws where it expands the star of such a join, which may be before it looks at the join. */
    private static final Pattern UNLIKE_COLUMNS =
            Pattern.compile("leastRestrictiveForComparison for types (.*) and (.*)");

    /**
     * A form of message.
     *
     * @param pattern the message, the name in group 1
     * @param code what it means
     * @param text what to say, with {@code %s} for the name; null for the message as it is
     */
    private record Form(
            Pattern pattern, ErrorCode code, @Nullable String text) {}

    private static final List<Form> FORMS = List.of(
            form("Object '(.*)' not found(?: within '.*')?", ErrorCode.UNKNOWN_TABLE, "there is no table \"%s\""),
            form("Table '(.*)' not found", ErrorCode.UNKNOWN_TABLE, "there is no table \"%s\""),
            form("Column '(.*)' not found in any table", ErrorCode.UNKNOWN_COLUMN, "there is no column \"%s\""),
            form("Column '(.*)' not found in table '.*'", ErrorCode.UNKNOWN_COLUMN, "there is no column \"%s\""),
            form("Unknown field '(.*)'", ErrorCode.UNKNOWN_COLUMN, "there is no column \"%s\""),
            form("Unknown identifier '(.*)'", ErrorCode.UNKNOWN_COLUMN, "there is no column \"%s\""),
            form(
                    "Column '(.*)' is ambiguous",
                    ErrorCode.AMBIGUOUS_COLUMN,
                    "the column \"%s\" is in more than one table"),
            form("Column name '(.*)' in .* is not unique.*", ErrorCode.AMBIGUOUS_COLUMN, null),
            form("No match found for function signature (.*)", ErrorCode.UNKNOWN_FUNCTION, "there is no function %s"),
            form("Function '(.*)' not found.*", ErrorCode.UNKNOWN_FUNCTION, "there is no function %s"),
            form("Expression '(.*)' is not being grouped", ErrorCode.GROUPING_ERROR, null),
            form("Aggregate expression.*()", ErrorCode.GROUPING_ERROR, null),
            form("Windowed aggregate expression.*()", ErrorCode.GROUPING_ERROR, null),
            form("(?s)Cannot apply '.*' to arguments of type.*()", ErrorCode.TYPE_MISMATCH, null),
            form("Type mismatch in column.*()", ErrorCode.TYPE_MISMATCH, null),
            form("Cannot infer.*()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s).*[Ii]ncompatible.*()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s)Values passed to .* must have compatible types()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s)Parameters must be of the same type()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s)Illegal mixing of types in CASE.*()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s)WHERE clause must be a condition|.*clause must be a condition()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s)Cast function cannot convert.*()", ErrorCode.TYPE_MISMATCH, null),
            form("(?s)Unknown datatype name '(.*)'", ErrorCode.INVALID_DEFINITION, "there is no type %s"));

    private PlanErrors() {}

    private static Form form(String pattern, ErrorCode code, @Nullable String text) {
        return new Form(Pattern.compile(pattern), code, text);
    }

    /**
     * The error to throw for something thrown while a statement was parsed or planned.
     *
     * @param thrown what was thrown
     * @param sql the statement's text
     * @param catalog the tables, for the nearest name
     */
    public static RuntimeException of(Throwable thrown, String sql, CatalogVersion catalog) {
        if (thrown instanceof StatementError error) {
            return error;
        } else if (thrown instanceof DatabaseException error) {
            return error;
        } else if (thrown instanceof SyntaxException syntax) {
            ErrorCode code =
                    syntax.kind() == SyntaxException.Kind.SYNTAX ? ErrorCode.SYNTAX_ERROR : ErrorCode.TOO_COMPLEX;
            return new StatementError(
                    new DatabaseException(code, String.valueOf(syntax.getMessage()), syntax),
                    syntax.line(),
                    syntax.column());
        } else if (thrown instanceof CalciteContextException context) {
            return placed(context, sql, catalog);
        } else if (thrown instanceof StackOverflowError) {
            return new DatabaseException(ErrorCode.TOO_COMPLEX, "the statement nests too deeply to be planned", thrown);
        } else if (thrown instanceof OutOfMemoryError) {
            return new DatabaseException(ErrorCode.OUT_OF_MEMORY, "no memory is left to plan the statement", thrown);
        }
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException
                    || cause instanceof CalciteContextException
                    || cause instanceof StackOverflowError) {
                return of(cause, sql, catalog);
            }
        }
        if (thrown instanceof UnsupportedOperationException) {
            return new DatabaseException(
                    ErrorCode.UNSUPPORTED, "the statement is not supported yet: " + thrown.getMessage(), thrown);
        }
        Matcher unlike = UNLIKE_COLUMNS.matcher(String.valueOf(thrown.getMessage()));
        if (unlike.matches()) {
            return new DatabaseException(
                    ErrorCode.TYPE_MISMATCH,
                    "columns that NATURAL JOIN or USING joins cannot be compared: one is " + unlike.group(1)
                            + ", the other " + unlike.group(2),
                    thrown);
        }
        return new DatabaseException(ErrorCode.INTERNAL, "planning failed: " + thrown, thrown);
    }

    /** An error with a code of ours at a node's place, for {@link #of} to complete. */
    public static CalciteContextException at(ErrorCode code, SqlNode node, String message) {
        SqlParserPos place = node.getParserPosition();
        return new CalciteContextException(
                message,
                new DatabaseException(code, message),
                place.getLineNum(),
                place.getColumnNum(),
                place.getEndLineNum(),
                place.getEndColumnNum());
    }

    private static RuntimeException placed(CalciteContextException context, String sql, CatalogVersion catalog) {
        Throwable cause = context.getCause();
        int line = context.getPosLine();
        int column = context.getPosColumn();
        if (cause instanceof DatabaseException own) {
            return at(own.code(), String.valueOf(own.getMessage()), sql, line, column, context);
        }
        String raw = cause == null ? context.getMessage() : cause.getMessage();
        String message = SUGGESTION.matcher(String.valueOf(raw)).replaceFirst("");
        for (Form form : FORMS) {
            Matcher matcher = form.pattern.matcher(message);
            if (matcher.matches()) {
                String name = matcher.groupCount() == 0 || matcher.group(1) == null ? "" : matcher.group(1);
                String text = form.text == null ? message : String.format(Locale.ROOT, form.text, name);
                String question = switch (form.code) {
                    case UNKNOWN_TABLE -> NearestName.suggestion(name, tableNames(catalog));
                    case UNKNOWN_COLUMN -> NearestName.suggestion(lastPart(name), columnNames(catalog, sql));
                    default -> "";
                };
                return at(form.code, text + question, sql, line, column, context);
            }
        }
        return at(ErrorCode.INVALID_STATEMENT, message, sql, line, column, context);
    }

    /** The error with its place and the line under it, a caret below the place. */
    private static RuntimeException at(
            ErrorCode code, String problem, String sql, int line, int column, Throwable cause) {
        List<String> lines = sql.lines().toList();
        if (line < 1 || line > lines.size() || column < 1) {
            return new DatabaseException(code, problem, cause);
        }
        String message = problem + " (line " + line + ", column " + column + ")\n"
                + SyntaxException.excerpt(lines.get(line - 1), column);
        return new StatementError(new DatabaseException(code, message, cause), line, column);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<String> tableNames(CatalogVersion catalog) {
        var names = new ArrayList<String>();
        catalog.tables().forEach(table -> names.add(table.name()));
        catalog.views().forEach(view -> names.add(view.name()));
        for (SystemTable.Name name : SystemTable.Name.values()) {
            names.add(name.name());
        }
        return names;
    }

    /** The columns of the tables that the statement's text names. */
    private static List<String> columnNames(CatalogVersion catalog, String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        var names = new ArrayList<String>();
        for (TableDefinition table : catalog.tables()) {
            if (lower.contains(table.name().toLowerCase(Locale.ROOT))) {
                table.presentColumns()
                        .forEach(position ->
                                names.add(table.columns().get(position).name()));
            }
        }
        for (ViewDefinition view : catalog.views()) {
            if (lower.contains(view.name().toLowerCase(Locale.ROOT))) {
                view.columns().forEach(column -> names.add(column.name()));
            }
        }
        PseudoColumns.PERIODS.forEach(number -> names.add(PseudoColumns.name(number)));
        return names;
    }
}
