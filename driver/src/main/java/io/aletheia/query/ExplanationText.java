package io.aletheia.query;

import io.aletheia.grammar.tree.ExplainOptions;
import io.aletheia.query.exec.Measure;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.expression.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as lines, inputs indented, or as one JSON document of the form that PostgreSQL's have. Immutable. */
final class ExplanationText {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long BYTES_PER_KILO = 1024;

    private final ExplainOptions options;
    private final Explanation explanation;

    ExplanationText(ExplainOptions options, Explanation explanation) {
        this.options = options;
        this.explanation = explanation;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, explanation.step(), "");
        if (options.summary()) {
            lines.add("Lane: " + lane());
            lines.add("Plan cache: " + cache());
            if (options.timing()) {
                lines.add("Planning time: " + millis(explanation.planNanos()) + " ms");
                if (explanation.hasRun()) {
                    lines.add("Execution time: " + millis(explanation.runNanos()) + " ms");
                }
            }
        }
        return lines;
    }

    private String lane() {
        return explanation.shortWay() ? "short way" : "planned";
    }

    private String cache() {
        return explanation.cached() ? "hit" : "miss";
    }

    private void add(List<String> lines, PlanStep step, String indent) {
        String attributes = step.attributes().entrySet().stream()
                .map(each -> each.getKey() + "=[" + text(each.getValue()) + "]")
                .collect(Collectors.joining(", "));
        lines.add(indent + step.name() + (attributes.isEmpty() ? "" : "(" + attributes + ")") + figures(step));
        for (PlanStep input : step.inputs()) {
            add(lines, input, indent + "  ");
        }
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
    }

    private String figures(PlanStep step) {
        var text = new StringBuilder();
        if (isEstimated(step)) {
            text.append(" (estimated rows=").append(estimate(step)).append(')');
        }
        Measure measure = step.measure();
        if (measure == null) {
            return text.toString();
        }
        if (measure.loops() == 0) {
            return text.append(" (never run)").toString();
        }
        text.append(" (rows=").append(measure.rows());
        text.append(", loops=").append(measure.loops());
        text.append(", batches=").append(measure.batches());
        if (!measure.ways().isEmpty()) {
            text.append(", used=").append(String.join(" and ", measure.ways()));
        }
        if (options.timing()) {
            text.append(", time=").append(millis(measure.nanos())).append(" ms");
            text.append(", own=").append(millis(step.ownNanos())).append(" ms");
            if (measure.heldBytesMax() > 0) {
                text.append(", memory=").append(kilobytes(measure)).append(" kB");
            }
        }
        return text.append(')').toString();
    }

    private boolean isEstimated(PlanStep step) {
        return options.costs() && !Double.isNaN(step.estimatedRows());
    }

    private static long estimate(PlanStep step) {
        return Math.round(step.estimatedRows());
    }

    private static long kilobytes(Measure measure) {
        return (measure.heldBytesMax() + BYTES_PER_KILO - 1) / BYTES_PER_KILO;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
    }

    String json() {
        var json = new StringBuilder("[{");
        member(json, "Plan");
        json(json, explanation.step());
        if (options.summary()) {
            json.append(", ");
            member(json, "Lane");
            JsonText.quote(json, lane());
            json.append(", ");
            member(json, "Plan Cache");
            JsonText.quote(json, cache());
            if (options.timing()) {
                number(json, "Planning Time", millis(explanation.planNanos()));
                if (explanation.hasRun()) {
                    number(json, "Execution Time", millis(explanation.runNanos()));
                }
            }
        }
        return json.append("}]").toString();
    }

    private void json(StringBuilder json, PlanStep step) {
        json.append('{');
        member(json, "Operator");
        JsonText.quote(json, step.name());
        step.attributes().forEach((name, value) -> {
            json.append(", ");
            member(json, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
            if (value instanceof List<?> list) {
                list(json, list);
            } else {
                JsonText.quote(json, value.toString());
            }
        });
        if (isEstimated(step)) {
            number(json, "Estimated Rows", String.valueOf(estimate(step)));
        }
        Measure measure = step.measure();
        if (measure != null) {
            figures(json, step, measure);
        }
        if (!step.inputs().isEmpty()) {
            json.append(", ");
            member(json, "Plans");
            json.append('[');
            for (int i = 0; i < step.inputs().size(); i++) {
                json.append(i == 0 ? "" : ", ");
                json(json, step.inputs().get(i));
            }
            json.append(']');
        }
        json.append('}');
    }

    private void figures(StringBuilder json, PlanStep step, Measure measure) {
        number(json, "Actual Rows", String.valueOf(measure.rows()));
        number(json, "Actual Loops", String.valueOf(measure.loops()));
        number(json, "Actual Batches", String.valueOf(measure.batches()));
        if (!measure.ways().isEmpty()) {
            json.append(", ");
            member(json, "Used");
            list(json, measure.ways());
        }
        if (options.timing()) {
            number(json, "Actual Time", millis(measure.nanos()));
            number(json, "Own Time", millis(step.ownNanos()));
            number(json, "Peak Memory", String.valueOf(measure.heldBytesMax()));
        }
    }

    private static void number(StringBuilder json, String name, String value) {
        json.append(", ");
        member(json, name);
        json.append(value);
    }

    private static void list(StringBuilder json, List<?> values) {
        json.append('[');
        for (int i = 0; i < values.size(); i++) {
            json.append(i == 0 ? "" : ", ");
            JsonText.quote(json, String.valueOf(values.get(i)));
        }
        json.append(']');
    }

    private static void member(StringBuilder json, String name) {
        JsonText.quote(json, name);
        json.append(": ");
    }
}
