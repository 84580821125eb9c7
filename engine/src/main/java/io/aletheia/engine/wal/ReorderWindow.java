package io.aletheia.engine.wal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Published commits in the order of their LSNs: what comes early waits here for what comes late, so only a prefix without gaps
 * goes to the log. Grows as needed; {@link Admission} bounds what is under way. Confined to the flusher.
 */
final class ReorderWindow {
    private @Nullable EncodedCommit[] slots = new @Nullable EncodedCommit[1024];
    /** Ticket of the next commit to leave. */
    private long next = 1;

    void put(EncodedCommit commit) {
        long distance = commit.ticket() - next;
        if (distance < 0) {
            throw new IllegalStateException("ticket " + commit.ticket() + " came after " + next + " had left");
        }
        if (distance >= slots.length) {
            grow(distance);
        }
        slots[(int) (commit.ticket() & (slots.length - 1))] = commit;
    }

    /** The next commit, if it has come. */
    @Nullable
    EncodedCommit poll() {
        int index = (int) (next & (slots.length - 1));
        EncodedCommit commit = slots[index];
        if (commit != null) {
            slots[index] = null;
            next++;
        }
        return commit;
    }

    /** Ticket of the next commit to leave. */
    long nextTicket() {
        return next;
    }

    private void grow(long distance) {
        @Nullable EncodedCommit[] old = slots;
        int length = old.length;
        while (length <= distance) {
            length *= 2;
        }
        slots = Arrays.copyOf(new @Nullable EncodedCommit[0], length);
        for (EncodedCommit commit : old) {
            if (commit != null) {
                slots[(int) (commit.ticket() & (length - 1))] = commit;
            }
        }
    }
}
