package io.aletheia.jdbc.isolation;

import io.aletheia.jdbc.isolation.Observed.Append;
import io.aletheia.jdbc.isolation.Observed.Outcome;
import io.aletheia.jdbc.isolation.Observed.Read;
import io.aletheia.jdbc.isolation.Observed.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Transactions as lines of text: number, session, outcome, steps, and an end that tells a whole line from a part of one. */
final class Transcript {
    private static final String END = " end";

    private Transcript() {}

    static String write(Observed observed) {
        String steps = observed.steps().stream().map(Transcript::write).collect(Collectors.joining(";"));
        return observed.id() + " " + observed.session() + " " + observed.outcome() + " " + steps + END;
    }

    private static String write(Step step) {
        if (step instanceof Append append) {
            return "a" + append.key() + ":" + append.value();
        }
        List<Integer> list = step instanceof Read read ? read.list() : List.of();
        return "r" + step.key() + ":" + list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The transaction of a line; null if the line is not whole. */
    static @Nullable Observed read(String line) {
        if (!line.endsWith(END)) {
            return null;
        }
        List<String> parts =
                List.of(line.substring(0, line.length() - END.length()).split(" ", 4));
        List<Step> steps = new ArrayList<>();
        for (String text : parts.get(3).split(";", -1)) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                continue;
            }
            int key = Integer.parseInt(text.substring(1, colon));
            List<Integer> values = new ArrayList<>();
            for (String value : text.substring(colon + 1).split(",", -1)) {
                if (!value.isEmpty()) {
                    values.add(Integer.valueOf(value));
                }
            }
            steps.add(text.startsWith("a") ? new Append(key, values.get(0)) : new Read(key, values));
        }
        return new Observed(
                Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1)), Outcome.valueOf(parts.get(2)), steps);
    }
}
