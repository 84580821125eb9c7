package io.aletheia.engine.recovery;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;

/** What happened in simulations: a hash of all of it, the last of it in words, and counts. Confined to one thread. */
final class SimulationTrace {
    /** What is counted, to show that simulations test something. */
    enum Event {
        COMMIT,
        ACKNOWLEDGED,
        OUTCOME_UNKNOWN,
        WITHDRAWN,
        PUBLISHED_OUT_OF_ORDER,
        SEVERAL_FRAMES,
        CHECKPOINT,
        COMMIT_BESIDE_CHECKPOINT,
        CHECKPOINT_FAILED,
        REFUSED_FOR_FULL_DISK,
        HEALED_AFTER_FULL_DISK,
        REFUSED_BY_FAILED_LOG,
        WAITED_FOR_ROOM,
        POWER_LOSS_IN_OPERATION,
        POWER_LOSS_BETWEEN_STEPS,
        POWER_LOSS_IN_RECOVERY,
        POWER_LOSS_AFTER_CLOSE,
        KILL,
        WRITE_ERROR,
        SYNC_ERROR,
        NAME_ERROR,
        POISONED,
        SHORT_WRITES,
        CLOCK_SET_BACK,
        LOST_COMMITTER,
        CLEAN_CLOSE,
        COMMITS_LOST_UNACKNOWLEDGED,
        RECOVERY
    }

    private static final int LINES_KEPT = 150;

    private final Map<Event, Long> counts = new EnumMap<>(Event.class);
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long hash;

    void count(Event event) {
        counts.merge(event, 1L, Long::sum);
        note(event.name());
    }

    void note(String line) {
        hash = hash * 31 + line.hashCode();
        lines.add(line);
        if (lines.size() > LINES_KEPT) {
            lines.remove();
        }
    }

    /** Of all that was noted. */
    long hash() {
        return hash;
    }

    Map<Event, Long> counts() {
        return counts;
    }

    /** The last lines. */
    String text() {
        return String.join("\n", lines);
    }
}
