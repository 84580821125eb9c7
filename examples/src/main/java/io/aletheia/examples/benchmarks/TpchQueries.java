package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The 22 queries of {@code tpch/queries.sql}, in one text for all databases. Immutable. */
final class TpchQueries {
    private static final String HEAD = "-- Q";
    private static final double FRACTION = 0.0001;

    /**
     * One of the queries.
     *
     * @param name as {@code Q7}
     * @param sql without a semicolon
     * @param order the columns of its ORDER BY, counted from 0; none if it has none
     */
    record Query(String name, String sql, List<Integer> order) {
        Query {
            order = List.copyOf(order);
        }
    }

    private TpchQueries() {}

    /** All of them for the data of one scale factor, in their order. */
    static List<Query> all(double scale) {
        String fraction = BigDecimal.valueOf(FRACTION / scale).toPlainString();
        List<Query> queries = new ArrayList<>();
        for (String part : text("queries.sql").split("(?m)^(?=" + HEAD + "\\d)", -1)) {
            if (part.startsWith(HEAD)) {
                int end = part.indexOf('\n');
                String[] words = part.substring(HEAD.length() - 1, end).split(" by ", -1);
                List<Integer> order = words.length == 1
                        ? List.of()
                        : Arrays.stream(words[1].split(", ", -1))
                                .map(word -> Integer.parseInt(word) - 1)
                                .collect(Collectors.toList());
                String sql = part.substring(end).replace(":fraction", fraction).strip();
                queries.add(new Query(words[0], sql.substring(0, sql.lastIndexOf(';')), order));
            }
        }
        return queries;
    }

    /** The statements of a file beside the queries. */
    static List<String> statements(String file) {
        return Arrays.stream(text(file).replaceAll("(?m)^--.*$", "").split(";", -1))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .collect(Collectors.toList());
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(TpchQueries.class.getResourceAsStream("/tpch/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
