package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Durable commits a second of Aletheia and of others, one small row each, with 1, 8 and 64 connections, as multiples of what the disk does.
 * Started by {@code examples/figures durable-peers [rounds]}; the rounds of all take turns.
 */
public final class DurablePeers {
    private static final int[] CONNECTIONS = {1, 8, 64};
    private static final double WARM_UP_SECONDS = 2;
    private static final double COMMIT_SECONDS = 1;
    private static final double RAW_SECONDS = 0.3;

    private final AtomicLong nextId = new AtomicLong();
    private final Path directory;

    private DurablePeers(Path directory) {
        this.directory = directory;
    }

    /** Measures in a temporary directory and prints a table. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path directory = Files.createTempDirectory("aletheia-durable-peers");
        try {
            new DurablePeers(directory).measure(rounds);
        } finally {
            delete(directory);
        }
    }

    private Map<String, DurablePeer> open() throws Exception {
        var peers = new LinkedHashMap<String, DurablePeer>();
        for (String mode : new String[] {"SYNCHRONOUS", "GROUP_COMMIT"}) {
            String url = "jdbc:aletheia:file:" + directory.resolve(mode) + ";durability=" + mode;
            peers.put("Aletheia, " + mode, new JdbcPeer(url, List.of(), "", false));
        }
        peers.put(
                "SQLite, WAL, FULL",
                new JdbcPeer(
                        "jdbc:sqlite:" + directory.resolve("sqlite"),
                        List.of("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA busy_timeout=60000"),
                        "",
                        true));
        peers.put(
                "H2, CHECKPOINT SYNC",
                new JdbcPeer("jdbc:h2:file:" + directory.resolve("h2"), List.of(), "CHECKPOINT SYNC", false));
        peers.put("DuckDB", new JdbcPeer("jdbc:duckdb:" + directory.resolve("duckdb"), List.of(), "", false));
        peers.put("RocksDB, sync", new RocksPeer(directory.resolve("rocks")));
        peers.put("Xodus, durable", new XodusPeer(directory.resolve("xodus")));
        return peers;
    }

    private void measure(int rounds) throws Exception {
        Map<String, DurablePeer> peers = open();
        var samples = new LinkedHashMap<String, Sample>();
        var raw = new Sample("F: 4 KiB written and synced", "/s");
        for (DurablePeer peer : peers.values()) {
            perSecond(peer, 8, WARM_UP_SECONDS);
        }
        double before = RawDisk.syncsPerSecond(directory, RAW_SECONDS);
        for (int round = 0; round < rounds; round++) {
            for (int connections : CONNECTIONS) {
                for (Map.Entry<String, DurablePeer> peer : peers.entrySet()) {
                    double rate = perSecond(peer.getValue(), connections, COMMIT_SECONDS);
                    double after = RawDisk.syncsPerSecond(directory, RAW_SECONDS);
                    double ratio = rate / ((before + after) / 2);
                    String name = connections + " connections, " + peer.getKey();
                    samples.computeIfAbsent(name, unused -> new Sample(name, "F"))
                            .add(ratio);
                    raw.add(after);
                    before = after;
                }
            }
        }
        System.out.println("| figure | median | range |");
        System.out.println("|---|---|---|");
        System.out.println(raw.row());
        samples.values().forEach(sample -> System.out.println(sample.row()));
        for (DurablePeer peer : peers.values()) {
            peer.close();
        }
    }

    private double perSecond(DurablePeer peer, int connections, double seconds) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        var open = new ArrayList<DurablePeer.Writer>();
        try {
            var writers = new ArrayList<CommitRate.Writer>();
            for (int i = 0; i < connections; i++) {
                DurablePeer.Writer writer = peer.connect();
                open.add(writer);
                writers.add(stop -> commitUntil(stop, writer));
            }
            return CommitRate.perSecond(writers, seconds, pool);
        } finally {
            pool.shutdown();
            for (DurablePeer.Writer writer : open) {
                writer.close();
            }
        }
    }

    private long commitUntil(AtomicBoolean stop, DurablePeer.Writer writer) throws Exception {
        long commits = 0;
        while (!stop.get()) {
            writer.commit(nextId.incrementAndGet());
            commits++;
        }
        return commits;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
