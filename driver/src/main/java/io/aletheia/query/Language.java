package io.aletheia.query;

import io.aletheia.query.expression.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;

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
    public static final List<String> KEYWORDS = List.of("""
            ACYCLIC ANALYZE CHECKPOINT COLUMNS CONFLICT CONTAINED COPY DATABASE DATETIME DETACH DO
            DURABILITY EDGE ERASE EXPLAIN FORMAT GRAPH_TABLE GROUPS IF IGNORE IMMEDIATELY INDEX JSON LAGS
            LEADS LIMIT NODE NOTHING OFFSET ONE OPTIONAL PATCH PER PERIOD PLAN PORTION PRECEDES PURGE
            QUARTER RENAME REPLACE RESPECT RETURNING SEQUENCED SETTING SHORTEST SHOW SNAPSHOT STEP STRICTLY
            SUCCEEDS SYSTEM_TIME TEMPORAL TEXT TRAIL TRY_CAST UPSERT UUID VALID_TIME VERTEX WALK WEEK
            """.strip().split("\\s+", -1));

    private Language() {}

    /** The names of the built-in functions about a subject, in order; each can be called within {@code {fn ...}}. */
    public static List<String> functions(Subject subject) {
        return switch (subject) {
            case NUMERIC -> names(Functions.numeric());
            case STRING -> names(Functions.textual());
            case TIMEDATE -> names(Functions.temporal());
            case SYSTEM -> {
                var names = new ArrayList<>(names(Functions.all()));
                names.removeAll(names(Functions.numeric()));
                names.removeAll(names(Functions.textual()));
                names.removeAll(names(Functions.temporal()));
                yield List.copyOf(names);
            }
        };
    }

    private static List<String> names(List<Functions.Function> functions) {
        return functions.stream()
                .filter(function -> !function.description().isEmpty())
                .map(Functions.Function::operator)
                .filter(SqlFunction.class::isInstance)
                .map(function -> function.getName().toUpperCase(Locale.ROOT))
                // The others are what the dialect writes as an operator.
                .filter(name -> name.matches("[A-Z][A-Z0-9_]*"))
                .distinct()
                .sorted()
                .toList();
    }
}
