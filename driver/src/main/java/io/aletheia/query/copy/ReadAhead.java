package io.aletheia.query.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the rows of a file while a thread of its own reads and converts those that follow, if the file has many and there is
 * a core for it. Rows and errors come in the order of the file. Closing ends the thread and waits for it; the rows are the
 * caller's to close, afterwards. For one thread.
 */
final class ReadAhead implements AutoCloseable {
    private static final int PARCEL_ROWS = 512;
    private static final int PARCELS_MAX = 8;

    /**
     * Some rows.
     *
     * @param end what followed them, if they are the last: an error, or the end of the file
     */
    private record Parcel(List<CsvRows.Row> rows, @Nullable Throwable end, boolean last) {}

    private final CsvRows rows;
    private final String name;
    private final BlockingQueue<Parcel> parcels = new ArrayBlockingQueue<>(PARCELS_MAX);
    private Parcel current;
    private int position;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** Reads the first rows; no thread runs before more are asked for. */
    ReadAhead(CsvRows rows, String name) {
        this.rows = rows;
        this.name = name;
        this.current = read();
    }

    /**
     * The next row; null at the end of the file.
     *
     * @throws io.aletheia.engine.model.DatabaseException as {@link CsvRows#next}
     */
    CsvRows.@Nullable Row next() {
        while (position == current.rows.size()) {
            if (current.last) {
                rethrow(current.end);
                return null;
            }
            current = following();
            position = 0;
        }
        return current.rows.get(position++);
    }

    private static void rethrow(@Nullable Throwable end) {
        if (end instanceof RuntimeException exception) {
            throw exception;
        }
        if (end instanceof Error error) {
            throw error;
        }
    }

    private Parcel following() {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            return read();
        }
        if (thread == null) {
            thread = new Thread(this::readOn, "aletheia-copy-" + name);
            thread.setDaemon(true);
            thread.start();
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return parcels.take();
                } catch (InterruptedException e) {
                    // A statement is cancelled by its own means; the interrupt stays for whoever it is meant for.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Parcel read() {
        List<CsvRows.Row> read = new ArrayList<>(PARCEL_ROWS);
        try {
            while (read.size() < PARCEL_ROWS) {
                CsvRows.Row row = rows.next();
                if (row == null) {
                    return new Parcel(read, null, true);
                }
                read.add(row);
            }
            return new Parcel(read, null, false);
        } catch (RuntimeException | Error e) {
            return new Parcel(read, e, true);
        }
    }

    // The reading thread.

    private void readOn() {
        boolean more = true;
        while (more && !closed) {
            Parcel parcel = read();
            more = !parcel.last;
            try {
                parcels.put(parcel);
            } catch (InterruptedException e) {
                // Closed: nobody waits for the parcel.
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread reading = thread;
        if (reading == null) {
            return;
        }
        boolean interrupted = false;
        while (reading.isAlive()) {
            parcels.clear();
            reading.interrupt();
            try {
                reading.join(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
