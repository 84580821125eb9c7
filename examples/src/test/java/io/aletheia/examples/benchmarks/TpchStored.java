package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Answers to TPC-H that stand in files, by the names of the queries, and what is wrong with others. */
final class TpchStored {
    /** The scale that they are for. */
    static final double SCALE = 0.01;

    private static final String HEAD = "-- ";

    private TpchStored() {}

    /** The answers in a file. */
    static Map<String, TpchAnswer> read(String file) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        String name = "";
        for (String line : text(file).lines().toList()) {
            if (line.startsWith(HEAD)) {
                name = line.substring(HEAD.length());
                lines.put(name, new ArrayList<>());
            } else {
                Objects.requireNonNull(lines.get(name), line).add(line);
            }
        }
        Map<String, TpchAnswer> answers = new LinkedHashMap<>();
        lines.forEach((query, rows) -> answers.put(query, TpchAnswer.ofLines(rows)));
        return answers;
    }

    /** What a file holds. */
    static String text(String file) {
        try (InputStream in = Objects.requireNonNull(TpchStored.class.getResourceAsStream("/tpch/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file of these answers would hold. */
    static String text(Map<String, TpchAnswer> answers) {
        var text = new StringBuilder();
        answers.forEach((name, answer) -> {
            text.append(HEAD).append(name).append('\n');
            answer.lines().forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    /** Which of the answers are wrong, and how. */
    static Map<String, String> differences(
            Map<String, TpchAnswer> found, Map<String, TpchAnswer> expected, double scale) {
        Map<String, String> differences = new TreeMap<>();
        for (TpchQueries.Query query : TpchQueries.all(scale)) {
            String difference = Objects.requireNonNull(found.get(query.name()), query.name())
                    .difference(Objects.requireNonNull(expected.get(query.name()), query.name()), query.order());
            if (!difference.isEmpty()) {
                differences.put(query.name(), difference);
            }
        }
        return differences;
    }
}
