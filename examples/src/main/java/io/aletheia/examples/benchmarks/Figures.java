package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Measures the figures of {@code docs/performance.md} and prints them as a table. Started by {@code examples/figures}; the
 * first argument is the number of rounds, those after it name the parts to measure (all if there is none): reading, pattern,
 * loading, commits, memory, histories, updates, indexes, peers, statements, cold, checkpoints, recovery. Rounds of different figures take turns, so that drift of the
 * machine hits all alike.
 */
public final class Figures {
    private static final double WARM_UP_SECONDS = 3;
    private static final double CHECKPOINTS_SECONDS = 4;
    private static final double UPDATE_SECONDS = 1;
    private static final int WARM_UP_ROUNDS = 3;

    private final Path directory;
    private final int rounds;
    private final PrintStream out;

    private Figures(Path directory, int rounds, PrintStream out) {
        this.directory = directory;
        this.rounds = rounds;
        this.out = out;
    }

    /** Runs everything in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<String> parts = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of(
                        "reading",
                        "pattern",
                        "loading",
                        "commits",
                        "memory",
                        "histories",
                        "updates",
                        "indexes",
                        "peers",
                        "statements",
                        "cold",
                        "checkpoints",
                        "recovery");
        Path directory = Files.createTempDirectory("aletheia-figures");
        try {
            var figures = new Figures(directory, rounds, System.out);
            figures.out.println("| figure | median | range |");
            figures.out.println("|---|---|---|");
            for (String part : parts) {
                figures.measure(part);
            }
        } finally {
            delete(directory);
        }
    }

    private void measure(String part) throws Exception {
        switch (part) {
            case "reading" -> reading();
            case "pattern" -> pattern();
            case "loading" -> loading();
            case "commits" -> commits();
            case "memory" -> memory();
            case "histories" -> histories();
            case "updates" -> updates();
            case "indexes" -> indexes();
            case "peers" -> peers();
            case "statements" -> statements();
            case "cold" -> print(ColdStart.measure(directory, rounds));
            case "checkpoints" -> checkpoints();
            case "recovery" -> recovery();
            default -> throw new IllegalArgumentException("no such part: " + part);
        }
    }

    private String url(String name) {
        return "jdbc:aletheia:file:" + directory.resolve(name);
    }

    private void reading() throws SQLException {
        var prepared = new Sample("prepared point select", "us");
        var asOf = new Sample("prepared point select, AS OF both times", "us");
        var unprepared = new Sample("unprepared point select, new text", "us");
        var planned = new Sample("unprepared select that needs the planner, new text", "us");
        try (Connection connection = DriverManager.getConnection(url("points"))) {
            PointSelect.createTable(connection);
            String clause = "FOR VALID_TIME AS OF CURRENT_TIMESTAMP FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP";
            PointSelect.preparedMicros(connection, "", 300_000);
            PointSelect.preparedMicros(connection, clause, 300_000);
            PointSelect.unpreparedMicros(connection, rounds, 20_000);
            PointSelect.plannedMicros(connection, rounds, 3_000);
            for (int round = 0; round < rounds; round++) {
                prepared.add(PointSelect.preparedMicros(connection, "", 500_000));
                asOf.add(PointSelect.preparedMicros(connection, clause, 500_000));
                unprepared.add(PointSelect.unpreparedMicros(connection, round, 5_000));
                planned.add(PointSelect.plannedMicros(connection, round, 1_000));
            }
        }
        print(List.of(prepared, asOf, unprepared, planned));
    }

    private void pattern() throws SQLException {
        var twoHop = new Sample("two-hop pattern from one airport, mean over all", "us");
        try (Connection connection = DriverManager.getConnection(url("flights"))) {
            TwoHop.load(connection);
            for (int i = 0; i < 10; i++) {
                TwoHop.micros(connection);
            }
            for (int round = 0; round < rounds; round++) {
                twoHop.add(TwoHop.micros(connection));
            }
        }
        print(List.of(twoHop));
    }

    private void loading() throws SQLException, IOException {
        var nodes = new Sample("COPY of nodes with periods", "rows/s");
        var edges = new Sample("COPY of edges with periods", "rows/s");
        Path nodesFile = Loading.nodesFile(directory);
        Path edgesFile = Loading.edgesFile(directory);
        for (int round = 0; round <= rounds; round++) {
            try (Connection connection = DriverManager.getConnection(url("loading" + round) + ";closeDelay=0")) {
                Loading.createTables(connection, round);
                double nodeRate = Loading.rowsPerSecond(connection, "n" + round, nodesFile);
                double edgeRate = Loading.rowsPerSecond(connection, "e" + round, edgesFile);
                if (round > 0) {
                    nodes.add(nodeRate);
                    edges.add(edgeRate);
                }
            }
        }
        print(List.of(nodes, edges));
    }

    private void commits() throws SQLException, IOException, InterruptedException, ExecutionException {
        print(new CommitFigures(directory).measure(rounds));
    }

    private void recovery() throws SQLException, IOException {
        print(new RecoveryTime(directory).measure(rounds));
    }

    private void memory() throws SQLException, IOException {
        var node = new Sample("memory of a node with two properties", "B");
        var edge = new Sample("memory of an edge with one property, both directions", "B");
        var version = new Sample("memory of a further version", "B");
        for (int round = 0; round < rounds; round++) {
            new Memory("jdbc:aletheia:mem:memory" + round + ";closeDelay=0", directory).measure(node, edge, version);
        }
        print(List.of(node, edge, version));
    }

    private void histories() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("histories") + ";durability=ASYNC")) {
            var loads = new HistoryLoads(connection);
            print(loads.load());
            for (int round = 0; round < rounds; round++) {
                loads.measure();
            }
            print(loads.reads());
        }
    }

    private void updates() throws SQLException, InterruptedException, ExecutionException {
        var alone = new Sample("one-row updates, in memory, 1 thread, ASYNC", "/s");
        var kept = new Sample("scans by 8 readers while one writer updates, of those without", "");
        String memory = "jdbc:aletheia:mem:updates";
        try (Connection connection = DriverManager.getConnection(memory)) {
            PointSelect.createTable(connection);
            var rate = new UpdateRate(memory);
            rate.updatesPerSecond(WARM_UP_SECONDS);
            for (int round = 0; round < rounds; round++) {
                alone.add(rate.updatesPerSecond(UPDATE_SECONDS));
                double without = rate.scansPerSecond(UPDATE_SECONDS, false);
                kept.add(rate.scansPerSecond(UPDATE_SECONDS, true) / without);
            }
        }
        print(List.of(alone, kept));
    }

    private void indexes() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("indexes") + ";durability=ASYNC")) {
            var lookups = new IndexLookups(connection);
            lookups.load();
            for (int round = 0; round < rounds; round++) {
                lookups.measure(round);
            }
            print(lookups.samples());
        }
    }

    private void peers() throws SQLException, InterruptedException {
        var all = new Peers();
        try {
            all.load();
            for (int round = 0; round < rounds; round++) {
                all.measure();
            }
            print(all.samples());
        } finally {
            all.close();
        }
    }

    private void statements() throws SQLException {
        var cost = new StatementCost();
        try {
            cost.load();
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                cost.measure(round >= 0);
            }
            print(cost.samples());
        } finally {
            cost.close();
        }
    }

    private void checkpoints() throws SQLException, InterruptedException, ExecutionException {
        var delay = new CheckpointDelay(url("checkpoints"));
        delay.load();
        delay.delays(WARM_UP_SECONDS, true);
        for (int round = 0; round < rounds; round++) {
            delay.measure(CHECKPOINTS_SECONDS);
        }
        print(delay.samples());
    }

    private void print(List<Sample> samples) {
        samples.forEach(sample -> out.println(sample.row()));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
