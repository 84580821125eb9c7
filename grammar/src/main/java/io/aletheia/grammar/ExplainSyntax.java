package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.ExplainOptions;
import io.aletheia.grammar.tree.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/** Reads the options of EXPLAIN, which are those of PostgreSQL as far as there is something to tell; the others are syntax errors. */
final class ExplainSyntax {
    private final Builder builder;

    ExplainSyntax(Builder builder) {
        this.builder = builder;
    }

    /** The options in parentheses, and the word ANALYZE before them. */
    ExplainOptions options(boolean analyzeWord, List<AletheiaParser.OptionContext> contexts) {
        boolean analyze = analyzeWord;
        boolean json = false;
        Boolean costs = null;
        boolean timing = true;
        Boolean summary = null;
        Set<String> seen = new HashSet<>();
        List<Option> options = builder.periods.options(contexts);
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            AletheiaParser.OptionContext at = contexts.get(i);
            if (!seen.add(option.name())) {
                throw builder.text.error(at, "the option " + option.name() + " of EXPLAIN is given twice");
            }
            switch (option.name()) {
                case "ANALYZE" -> analyze = truth(at, option);
                case "FORMAT" -> json = isJson(at, option);
                case "COSTS" -> costs = truth(at, option);
                case "TIMING" -> timing = truth(at, option);
                case "SUMMARY" -> summary = truth(at, option);
                default ->
                    throw builder.text.error(
                            at,
                            "EXPLAIN has no option " + option.name()
                                    + "; there are ANALYZE, FORMAT, COSTS, TIMING and SUMMARY");
            }
        }
        return new ExplainOptions(
                analyze, json, costs == null ? analyze || json : costs, timing, summary == null ? analyze : summary);
    }

    private boolean truth(AletheiaParser.OptionContext at, Option option) {
        String value = word(option);
        if (option.value() == null) {
            return true;
        }
        return switch (value == null ? "" : value.toUpperCase(Locale.ROOT)) {
            case "TRUE", "ON", "1" -> true;
            case "FALSE", "OFF", "0" -> false;
            default -> throw builder.text.error(at, "the option " + option.name() + " of EXPLAIN is ON or OFF");
        };
    }

    private boolean isJson(AletheiaParser.OptionContext at, Option option) {
        String value = word(option);
        return switch (value == null ? "" : value.toUpperCase(Locale.ROOT)) {
            case "JSON" -> true;
            case "TEXT" -> false;
            default -> throw builder.text.error(at, "the option FORMAT of EXPLAIN is TEXT or JSON");
        };
    }

    private static @Nullable String word(Option option) {
        if (option.value() instanceof SqlIdentifier identifier) {
            return identifier.toString();
        }
        return option.value() instanceof SqlLiteral literal ? literal.toValue() : null;
    }
}
