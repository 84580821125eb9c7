package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Commits a second in every durability mode, through the cache and past it, and as multiples of F. */
final class CommitFigures {
    private static final double WARM_UP_SECONDS = 5;
    private static final double COMMIT_SECONDS = 1;
    private static final double RAW_SECONDS = 0.3;
    private static final int WOKEN_THREADS = 256;

    /** A way of committing. */
    private record Way(String io, String mode, int connections, boolean virtual) {
        Way(String io, String mode, int connections) {
            this(io, mode, connections, false);
        }

        double perSecond(String url, double seconds) throws SQLException, InterruptedException, ExecutionException {
            return virtual
                    ? CommitRate.perSecondOnVirtualThreads(url, mode, connections, seconds)
                    : CommitRate.perSecond(url, mode, connections, seconds);
        }

        @Override
        public String toString() {
            return "commits, " + mode + ", " + connections + " connections" + (virtual ? " on virtual threads" : "")
                    + (io.equals("DIRECT") ? ", direct" : "");
        }
    }

    private final Path directory;
    private final List<Way> ways = new ArrayList<>();
    private final Sample raw = new Sample("F: 4 KiB written and synced", "/s");
    private final Sample wakes = new Sample(WOKEN_THREADS + " threads woken that do nothing", "/s");
    private final List<Sample> rates = new ArrayList<>();
    private final List<Sample> ratios = new ArrayList<>();

    CommitFigures(Path directory) {
        this.directory = directory;
        for (int connections : new int[] {1, 8, 64}) {
            for (String mode : new String[] {"SYNCHRONOUS", "GROUP_COMMIT", "ASYNC", "ASYNC_BATCHED"}) {
                ways.add(new Way("BUFFERED", mode, connections));
            }
            for (String mode : new String[] {"SYNCHRONOUS", "GROUP_COMMIT"}) {
                ways.add(new Way("DIRECT", mode, connections));
            }
        }
        ways.add(new Way("BUFFERED", "GROUP_COMMIT", 256));
        if (CommitRate.hasVirtualThreads()) {
            ways.add(new Way("BUFFERED", "GROUP_COMMIT", 1024, true));
        }
        for (Way way : ways) {
            rates.add(new Sample(way.toString(), "/s"));
            ratios.add(new Sample(way.toString(), "F"));
        }
    }

    private String url(String io) {
        return "jdbc:aletheia:file:" + directory.resolve("commits-" + io) + ";walIo=" + io;
    }

    /** Each rate has F measured just before and just after it: a disk that others use as well changes within seconds. */
    List<Sample> measure(int rounds) throws SQLException, IOException, InterruptedException, ExecutionException {
        // The databases stay open: what is made when they are opened, or at the first use after that, is no part of a
        // commit.
        try (Connection buffered = DriverManager.getConnection(url("BUFFERED"));
                Connection direct = DriverManager.getConnection(url("DIRECT"))) {
            for (Connection connection : List.of(buffered, direct)) {
                CommitRate.createTable(connection);
            }
            // Each way, as the code of a commit is compiled anew for what it meets: a thousand virtual threads are four
            // times
            // as fast after ten seconds.
            for (Way way : ways) {
                way.perSecond(url(way.io()), way.virtual() ? 2 * WARM_UP_SECONDS : WARM_UP_SECONDS);
            }
            measureAll(rounds);
        }
        List<Sample> samples = new ArrayList<>();
        samples.add(raw);
        samples.add(wakes);
        samples.addAll(rates);
        samples.addAll(ratios);
        return samples;
    }

    private void measureAll(int rounds) throws SQLException, IOException, InterruptedException, ExecutionException {
        double before = RawDisk.syncsPerSecond(directory, RAW_SECONDS);
        for (int round = 0; round < rounds; round++) {
            wakes.add(RawWakes.perSecond(WOKEN_THREADS, RAW_SECONDS));
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                double rate = way.perSecond(url(way.io()), COMMIT_SECONDS);
                double after = RawDisk.syncsPerSecond(directory, RAW_SECONDS);
                rates.get(i).add(rate);
                ratios.get(i).add(rate / ((before + after) / 2));
                raw.add(after);
                before = after;
            }
        }
    }
}
