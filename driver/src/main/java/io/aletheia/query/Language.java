package io.aletheia.query;

import io.aletheia.query.expression.Functions;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;

/** The words of the dialect, for tools that colour and complete statements. */
public final class Language {
    /** What functions are about, as JDBC groups them. */
    public enum Subject {
        /** Numbers. */
        NUMERIC,
        /** Texts. */
        STRING,
        /** Dates and times. */
        TIMEDATE,
        /** Everything else. */
        SYSTEM
    }

    /** The words with a meaning in the dialect that are no keywords of SQL:2003, in order. */
    public static final List<String> KEYWORDS = List.of(
            "ANALYZE",
            "ASYNC",
            "ASYNC_BATCHED",
            "CHECKPOINT",
            "COPY",
            "DURABILITY",
            "EDGE",
            "ERASE",
            "EXPLAIN",
            "GRAPH_TABLE",
            "GROUP_COMMIT",
            "HEADER",
            "HISTORY",
            "LABEL",
            "LIMIT",
            "NODE",
            "OFFSET",
            "PATCH",
            "PERIOD",
            "PORTION",
            "SHORTEST",
            "SYNCHRONOUS",
            "SYSTEM_TIME",
            "UPSERT",
            "UUID",
            "VALID_TIME",
            "VECTOR",
            "VERTEX");

    private Language() {}

    /** The names of the built-in functions about a subject, in order. */
    public static List<String> functions(Subject subject) {
        return Functions.all().stream()
                .map(Functions.Function::operator)
                .filter(SqlFunction.class::isInstance)
                .map(SqlFunction.class::cast)
                .filter(function -> subject(function.getFunctionType()) == subject)
                .map(function -> function.getName().toUpperCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    private static Subject subject(SqlFunctionCategory category) {
        return switch (category) {
            case NUMERIC -> Subject.NUMERIC;
            case STRING -> Subject.STRING;
            case TIMEDATE -> Subject.TIMEDATE;
            default -> Subject.SYSTEM;
        };
    }
}
