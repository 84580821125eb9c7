package io.aletheia.engine.wal;

import java.util.ArrayList;
import java.util.List;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * The lock-free queues between committers and the flusher. Any thread offers; only the flusher drains. Offering cannot fail,
 * since {@link Admission} keeps a place in the stripe for every commit that it lets in.
 */
final class Stripes {
    final List<MpscVarHandleArrayQueue<EncodedCommit>> queues;

    Stripes(int count, int capacity) {
        queues = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            queues.add(new MpscVarHandleArrayQueue<>(Math.max(capacity, 2)));
        }
    }

    void offer(EncodedCommit commit) {
        if (!queues.get(commit.stripe()).offer(commit)) {
            throw new IllegalStateException("stripe " + commit.stripe() + " is full, though a place was kept");
        }
    }

    /** Moves what there is, in each stripe up to a place that is taken and not filled yet; returns how many. */
    int drain(MessagePassingQueue.Consumer<EncodedCommit> target) {
        int count = 0;
        for (MpscVarHandleArrayQueue<EncodedCommit> queue : queues) {
            count += queue.drain(target);
        }
        return count;
    }

    boolean isEmpty() {
        for (MpscVarHandleArrayQueue<EncodedCommit> queue : queues) {
            if (!queue.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
