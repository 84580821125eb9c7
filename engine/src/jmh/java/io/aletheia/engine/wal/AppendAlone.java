package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.LocalDirectory;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.RecoveryProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a commit does in the log between its encoding and the disk, alone and by one thread: to be admitted, to claim its place under a lock, to be
 * published to the flusher, which writes meanwhile. Arguments: directory, seconds.
 */
public final class AppendAlone {
    /** As many as find room before the flusher has written any. */
    private static final int BURST = 4096;

    private static final int TIMED_ONE_IN = 16;
    private static final int COUNTED_FROM = 100;

    private final WriteAheadLog log;
    private final Appender appender;
    private final long[] samples = new long[1 << 20];
    private int sampled;

    private AppendAlone(WriteAheadLog log) {
        this.log = log;
        this.appender = new Appender(log);
    }

    public static void main(String[] arguments) throws IOException {
        Path path = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "target"), "log");
        long nanos = (long) (Double.parseDouble(arguments.length > 1 ? arguments[1] : "5") * 1e9);
        try (DataDirectory directory = LocalDirectory.open(path, true, Instant.EPOCH)) {
            LogReplay replay = new LogReplay(directory, LogOptions.DEFAULTS, LogReplay.Access.WRITE);
            try (WriteAheadLog log = replay.open(null, commit -> {}, RecoveryProgress.NOBODY)) {
                new AppendAlone(log).run(nanos);
            }
        } finally {
            LogThroughput.delete(path);
        }
    }

    private void run(long nanos) {
        List<Operation> operations = LogThroughput.operations();
        EncodedCommit[] burst = new EncodedCommit[BURST];
        long appending = 0;
        long appended = 0;
        long started = System.nanoTime();
        for (int number = 0; System.nanoTime() - started < nanos; number++) {
            Arrays.setAll(burst, i -> log.encode(1, operations));
            long began = System.nanoTime();
            for (int i = 0; i < BURST; i++) {
                if (i % TIMED_ONE_IN == 0) {
                    long before = System.nanoTime();
                    appender.append(burst[i]);
                    note(System.nanoTime() - before, number);
                } else {
                    appender.append(burst[i]);
                }
            }
            if (number >= COUNTED_FROM) {
                appending += System.nanoTime() - began;
                appended += BURST;
            }
            log.await(log.policy(DurabilityMode.SYNCHRONOUS), log.lastLsn());
        }
        long[] sorted = Arrays.copyOf(samples, Math.min(sampled, samples.length));
        Arrays.sort(sorted);
        System.out.printf(
                "appends/s %.0f p50ns %d p99ns %d%n",
                appended * 1e9 / appending, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
    }

    private void note(long nanos, int number) {
        if (number >= COUNTED_FROM) {
            samples[sampled++ % samples.length] = nanos;
        }
    }
}
