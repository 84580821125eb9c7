package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.LocalDirectory;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.RecoveryProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Commits per second of the log alone, beside F: the rate at which this disk takes a 4 KiB write and a sync of a file of zeros,
 * measured in the same run. Arguments: directory, seconds per figure, then modes (all if none).
 */
public final class LogThroughput {
    private static final int BLOCK_BYTES = 4096;
    private static final long PROBE_BYTES = 16L << 20;
    private static final int[] THREADS = {1, 8, 64};

    private final Path parent;
    private final long nanos;

    private LogThroughput(Path parent, long nanos) {
        this.parent = parent;
        this.nanos = nanos;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path parent = Path.of(arguments.length > 0 ? arguments[0] : "target");
        long nanos = (long) (Double.parseDouble(arguments.length > 1 ? arguments[1] : "2") * 1e9);
        List<DurabilityMode> modes = arguments.length > 2
                ? Arrays.stream(arguments).skip(2).map(DurabilityMode::valueOf).toList()
                : List.of(DurabilityMode.values());
        LogThroughput bench = new LogThroughput(parent, nanos);
        System.out.println("mode threads commits/s F commits/s:F p50ns p99ns");
        for (DurabilityMode mode : modes) {
            for (int threads : THREADS) {
                bench.measure(mode, threads);
            }
        }
    }

    private void measure(DurabilityMode mode, int threads) throws IOException, InterruptedException {
        double before = syncRate();
        Path path = Files.createTempDirectory(parent, "log");
        long[] latencies;
        double rate;
        try (DataDirectory directory = LocalDirectory.open(path, true, Instant.EPOCH)) {
            LogReplay replay = new LogReplay(directory, LogOptions.DEFAULTS, LogReplay.Access.WRITE);
            try (WriteAheadLog log = replay.open(null, commit -> {}, RecoveryProgress.NOBODY)) {
                Load load = new Load(log, mode, nanos / 4);
                load.run(threads);
                load = new Load(log, mode, nanos);
                rate = load.run(threads);
                latencies = load.latencies();
            }
        } finally {
            delete(path);
        }
        double f = (before + syncRate()) / 2;
        System.out.printf(
                "%s %d %.0f %.0f %.2f %d %d%n",
                mode,
                threads,
                rate,
                f,
                rate / f,
                latencies[latencies.length / 2],
                latencies[latencies.length * 99 / 100]);
    }

    private double syncRate() throws IOException {
        Path path = Files.createTempDirectory(parent, "probe");
        try (DataDirectory directory = LocalDirectory.open(path, true, Instant.EPOCH);
                DataFile file = directory.create("probe")) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
            for (long at = 0; at < PROBE_BYTES; at += BLOCK_BYTES) {
                file.writeFully(block.clear(), at);
            }
            file.sync();
            long count = 0;
            long started = System.nanoTime();
            while (System.nanoTime() - started < nanos / 4) {
                file.writeFully(block.clear(), count * BLOCK_BYTES % PROBE_BYTES);
                file.sync();
                count++;
            }
            return count * 1e9 / (System.nanoTime() - started);
        } finally {
            delete(path);
        }
    }

    /** One row of about 100 bytes. */
    static List<Operation> operations() {
        return List.of(
                new Operation.Put(1, 1, Portion.FROM_NOW_ON, new Object[] {1L, "x".repeat(40), 2.5, "y".repeat(24)}));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Threads that commit one operation of about 100 bytes after the other. */
    private static final class Load {
        private static final int SAMPLES_MAX = 1 << 16;

        private final WriteAheadLog log;
        private final Appender appender;
        private final FlushPolicy policy;
        private final long nanos;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final LongAdder commits = new LongAdder();
        private final List<long[]> samples = new ArrayList<>();

        Load(WriteAheadLog log, DurabilityMode mode, long nanos) {
            this.log = log;
            this.policy = log.policy(mode);
            this.nanos = nanos;
            this.appender = new Appender(log);
        }

        double run(int threads) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(threads);
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> {
                    commitUntilStopped();
                    done.countDown();
                });
                thread.setDaemon(true);
                thread.start();
            }
            long started = System.nanoTime();
            Thread.sleep(nanos / 1_000_000);
            double rate = commits.sum() * 1e9 / (System.nanoTime() - started);
            stop.set(true);
            done.await();
            return rate;
        }

        private void commitUntilStopped() {
            long[] own = new long[SAMPLES_MAX];
            int sampled = 0;
            List<Operation> operations = operations();
            long count = 0;
            while (!stop.get()) {
                long began = System.nanoTime();
                commit(operations);
                if ((++count & 15) == 0) {
                    own[sampled++ % SAMPLES_MAX] = System.nanoTime() - began;
                    commits.add(16);
                }
            }
            synchronized (samples) {
                samples.add(Arrays.copyOf(own, Math.min(sampled, SAMPLES_MAX)));
            }
        }

        private void commit(List<Operation> operations) {
            EncodedCommit commit = log.encode(1, operations);
            appender.append(commit);
            log.await(policy, commit.lastLsn());
        }

        long[] latencies() {
            return samples.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        }
    }
}
