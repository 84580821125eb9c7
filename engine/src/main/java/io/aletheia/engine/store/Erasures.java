package io.aletheia.engine.store;

import io.aletheia.engine.model.Erasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a table is no longer there at any time: which entities were erased, and before which system time nothing is known any
 * more. One writer, lock-free readers, each of whom brings the time of his snapshot and is told what commits up to it did.
 */
final class Erasures {
    /** No system time is forgotten. */
    static final long NO_HORIZON = Long.MIN_VALUE;

    /**
     * From a commit on, what ended by a system time is forgotten.
     *
     * @param commitTime the commit
     * @param before the system time, later than that of the horizon before
     */
    record Horizon(long commitTime, long before) {}

    private final ConcurrentHashMap<Long, Erasure> entities = new ConcurrentHashMap<>();

    /** Volatile: most tables have none, and then nobody looks at the map. */
    private volatile boolean some;

    /** In the order of their commits; the array is never written again. */
    private volatile Horizon[] horizons = {};

    /** Whether any entity was erased, by whatever commit. */
    boolean any() {
        return some;
    }

    /** Whether anything was erased or forgotten. */
    boolean anyOrHorizon() {
        return some || horizons.length > 0;
    }

    /** Whether all that was erased or forgotten was so by the snapshot. */
    boolean isAllBefore(long snapshotTime) {
        for (Erasure erasure : entities.values()) {
            if (erasure.systemTime() > snapshotTime) {
                return false;
            }
        }
        Horizon[] all = horizons;
        return all.length == 0 || all[all.length - 1].commitTime() <= snapshotTime;
    }

    /** Whether the entity was erased by the snapshot. */
    boolean isErased(long entityId, long snapshotTime) {
        Erasure erasure = find(entityId);
        return erasure != null && erasure.systemTime() <= snapshotTime;
    }

    /** Whether the entity was erased after the snapshot. */
    boolean isErasedAfter(long entityId, long snapshotTime) {
        Erasure erasure = find(entityId);
        return erasure != null && erasure.systemTime() > snapshotTime;
    }

    private @Nullable Erasure find(long entityId) {
        return some ? entities.get(entityId) : null;
    }

    /** Adds an entity. Writer only. */
    void add(Erasure erasure) {
        entities.put(erasure.entityId(), erasure);
        some = true;
    }

    /** The entities that were erased by the snapshot, in the order of their erasure. */
    List<Erasure> entities(long snapshotTime) {
        var found = new ArrayList<Erasure>();
        for (Erasure erasure : entities.values()) {
            if (erasure.systemTime() <= snapshotTime) {
                found.add(erasure);
            }
        }
        found.sort(Comparator.comparingLong(Erasure::systemTime).thenComparingLong(Erasure::entityId));
        return found;
    }

    /** How many entities there are. */
    int count() {
        return entities.size();
    }

    /** Before which system time the snapshot knows nothing any more; {@link #NO_HORIZON} if it knows all. */
    long horizon(long snapshotTime) {
        Horizon found = findHorizon(snapshotTime);
        return found == null ? NO_HORIZON : found.before();
    }

    /** The horizon of a snapshot, with the commit that moved it there; null if there is none. */
    @Nullable
    Horizon findHorizon(long snapshotTime) {
        Horizon[] all = horizons;
        for (int i = all.length - 1; i >= 0; i--) {
            if (all[i].commitTime() <= snapshotTime) {
                return all[i];
            }
        }
        return null;
    }

    /** The horizons that some snapshot may still ask about, in the order of their commits. */
    List<Horizon> horizons() {
        return List.of(horizons);
    }

    /** Moves the horizon, if it is not there already. Writer only. */
    boolean addHorizon(Horizon horizon) {
        Horizon[] all = horizons;
        if (all.length > 0 && all[all.length - 1].before() >= horizon.before()) {
            return false;
        }
        Horizon[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = horizon;
        horizons = more;
        return true;
    }

    /** Adds what a file says, before anybody reads the table. */
    void load(Collection<Erasure> erased, @Nullable Horizon horizon) {
        erased.forEach(this::add);
        if (horizon != null) {
            addHorizon(horizon);
        }
    }

    /** Drops what only snapshots before this time need. Writer only. */
    void forgetBefore(long oldestSnapshotTime) {
        Horizon[] all = horizons;
        int first = 0;
        while (first + 1 < all.length && all[first + 1].commitTime() <= oldestSnapshotTime) {
            first++;
        }
        if (first > 0) {
            horizons = Arrays.copyOfRange(all, first, all.length);
        }
    }
}
