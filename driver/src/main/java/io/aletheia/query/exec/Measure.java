package io.aletheia.query.exec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the runs of one operator took together: how often it was started, what it gave, how long that took with its inputs included,
 * and the most bytes of rows that it held at once by itself. Parts of a run may be measured by
 * threads of their own; times are added up then. Thread-safe.
 */
public final class Measure {
    private long loops;
    private long rows;
    private long batches;
    private long nanos;
    private long heldBytesMax;
    private final Set<String> ways = new LinkedHashSet<>();

    /** A start, which took a time. */
    public synchronized void started(long newNanos) {
        loops++;
        nanos += newNanos;
    }

    /** A batch of rows, which took a time. */
    public synchronized void gave(long newRows, long newNanos) {
        rows += newRows;
        batches++;
        nanos += newNanos;
    }

    /** A call that gave nothing. */
    synchronized void took(long newNanos) {
        nanos += newNanos;
    }

    /** How many bytes of rows the operator holds at present in one of its runs. */
    synchronized void holds(long bytes) {
        heldBytesMax = Math.max(heldBytesMax, bytes);
    }

    /** The way to its rows that a run takes, if there are several. */
    synchronized void takes(String way) {
        ways.add(way);
    }

    /** The ways to its rows that its runs took; empty if there is one only. */
    public synchronized List<String> ways() {
        return List.copyOf(ways);
    }

    /** How often it was started. */
    public synchronized long loops() {
        return loops;
    }

    /** Rows of all runs. */
    public synchronized long rows() {
        return rows;
    }

    /** Batches of all runs. */
    public synchronized long batches() {
        return batches;
    }

    /** How long it took, its inputs included. */
    public synchronized long nanos() {
        return nanos;
    }

    /** The most bytes that a run of it held. */
    public synchronized long heldBytesMax() {
        return heldBytesMax;
    }
}
