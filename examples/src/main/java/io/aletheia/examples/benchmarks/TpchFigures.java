package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The 22 queries of TPC-H in Aletheia and others, in memory: seconds of each, and the geometric mean of all. Started by
 * {@code examples/figures tpch [scale [rounds]]}. The rounds of all take turns; H2, whose rows lie in the same heap, comes when the
 * others are gone. A query that takes longer than a limit is not asked again, and counts with the limit. Answers that are not DuckDB's
 * end the measurement.
 */
public final class TpchFigures {
    private static final long LIMIT_SECONDS = 60;

    private final double scale;
    private final int rounds;
    private final Path directory;
    private final List<TpchQueries.Query> queries;
    private final TpchClock clock = new TpchClock(LIMIT_SECONDS);

    /** By the name of the query. */
    private final Map<String, TpchAnswer> answers = new LinkedHashMap<>();

    /** By the title of who answers and the name of the query; no values if it took too long. */
    private final Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();

    /** One who is asked, and what must be said to it first. */
    private record Asked(String title, TpchPeer peer, Connection connection, String setting) {}

    private TpchFigures(double scale, int rounds, Path directory) {
        this.scale = scale;
        this.rounds = rounds;
        this.directory = directory;
        this.queries = TpchQueries.all(scale);
    }

    /** Measures at a scale (1 if none is said) in so many rounds (3) and prints a table. */
    public static void main(String[] arguments) throws Exception {
        double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path directory = Files.createTempDirectory("aletheia-tpch");
        try {
            var figures = new TpchFigures(scale, rounds, directory);
            figures.measure();
            figures.print();
        } finally {
            Files.delete(directory);
        }
    }

    private void measure() throws SQLException, IOException {
        try (Connection duckdb = open(TpchPeer.DUCKDB);
                Connection aletheia = open(TpchPeer.ALETHEIA);
                Connection sqlite = open(TpchPeer.SQLITE)) {
            measure(List.of(
                    new Asked("DuckDB, 2 threads", TpchPeer.DUCKDB, duckdb, "SET threads = 2"),
                    new Asked("DuckDB, 1 thread", TpchPeer.DUCKDB, duckdb, "SET threads = 1"),
                    new Asked("Aletheia", TpchPeer.ALETHEIA, aletheia, ""),
                    new Asked("SQLite", TpchPeer.SQLITE, sqlite, "")));
        }
        try (Connection h2 = open(TpchPeer.H2)) {
            measure(List.of(new Asked("H2", TpchPeer.H2, h2, "")));
        }
        clock.close();
    }

    private Connection open(TpchPeer peer) throws SQLException, IOException {
        Connection connection = DriverManager.getConnection(peer.url);
        long began = System.nanoTime();
        TpchData.create(connection);
        var data = new TpchData(scale);
        if (peer == TpchPeer.DUCKDB) {
            data.copy(connection, directory);
        } else {
            data.insert(connection);
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : peer.afterLoad) {
                statement.execute(sql);
            }
        }
        System.err.printf(Locale.ROOT, "%s: loaded in %.0f s%n", peer.title, (System.nanoTime() - began) / 1e9);
        return connection;
    }

    /** One round more than are counted, for the first one warms up and compares. */
    private void measure(List<Asked> all) throws SQLException {
        for (int round = 0; round <= rounds; round++) {
            for (Asked asked : all) {
                if (!asked.setting.isEmpty()) {
                    try (Statement statement = asked.connection.createStatement()) {
                        statement.execute(asked.setting);
                    }
                }
                for (TpchQueries.Query query : queries) {
                    ask(asked, query, round);
                }
            }
        }
    }

    private void ask(Asked asked, TpchQueries.Query query, int round) throws SQLException {
        Map<String, Sample> of = samples.computeIfAbsent(asked.title, title -> new LinkedHashMap<>());
        if (round > 0 && !of.containsKey(query.name())) {
            return;
        }
        Optional<TpchClock.Timed> timed = clock.ask(asked.connection, asked.peer.dialect.apply(query.sql()));
        if (timed.isEmpty()) {
            of.remove(query.name());
            return;
        }
        TpchAnswer right =
                answers.computeIfAbsent(query.name(), name -> timed.get().answer());
        String difference = timed.get().answer().difference(right, query.order());
        if (!difference.isEmpty()) {
            throw new IllegalStateException(asked.title + ", " + query.name() + ": " + difference);
        }
        if (round == 0) {
            of.put(query.name(), new Sample(asked.title + ", " + query.name(), "s"));
        } else {
            Objects.requireNonNull(of.get(query.name())).add(timed.get().seconds());
        }
    }

    private void print() {
        System.out.println("| seconds, scale " + scale + " | " + String.join(" | ", samples.keySet()) + " |");
        System.out.println("|---" + "|---".repeat(samples.size()) + "|");
        for (TpchQueries.Query query : queries) {
            var row = new StringBuilder("| " + query.name());
            for (Map<String, Sample> of : samples.values()) {
                row.append(" | ").append(cell(Optional.ofNullable(of.get(query.name()))));
            }
            System.out.println(row + " |");
        }
        List<Double> means = new ArrayList<>();
        var row = new StringBuilder("| geometric mean");
        for (Map<String, Sample> of : samples.values()) {
            double mean = geometricMean(of);
            means.add(mean);
            String text = String.format(Locale.ROOT, "%.4f", mean);
            row.append(" | ").append(of.size() < queries.size() ? "over " + text : text);
        }
        System.out.println(row + " |");
        double ours = means.get(new ArrayList<>(samples.keySet()).indexOf(TpchPeer.ALETHEIA.title));
        var times = new StringBuilder("| times Aletheia's");
        means.forEach(mean -> times.append(String.format(Locale.ROOT, " | %.2f", mean / ours)));
        System.out.println(times + " |");
    }

    private static String cell(Optional<Sample> sample) {
        return sample.map(values -> String.format(
                        Locale.ROOT, "%.4f (%.4f to %.4f)", values.median(), values.least(), values.greatest()))
                .orElse("over " + LIMIT_SECONDS);
    }

    private double geometricMean(Map<String, Sample> of) {
        double logarithms = 0;
        for (TpchQueries.Query query : queries) {
            Sample sample = of.get(query.name());
            logarithms += Math.log(sample == null ? LIMIT_SECONDS : sample.median());
        }
        return Math.exp(logarithms / queries.size());
    }
}
