package io.aletheia.engine.tx;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The snapshots that transactions read, so that what no reader can ask about may be forgotten. Thread-safe and without a lock
 * of its own: a transaction says that it will take a snapshot before it takes one, and until it has, nothing is forgotten.
 */
final class LiveSnapshots {
    /** A transaction's place; its time is written by the transaction, read by the one who forgets. */
    static final class Place {
        /** No time is known yet: everything might be read. */
        private volatile long time = Long.MIN_VALUE;

        /** Says which snapshot is read. */
        void take(long systemTime) {
            time = systemTime;
        }
    }

    private final Set<Place> places = ConcurrentHashMap.newKeySet();

    /** A place for a transaction that is about to take its snapshot. */
    Place enter() {
        var place = new Place();
        places.add(place);
        return place;
    }

    /** The transaction is over. */
    void leave(Place place) {
        places.remove(place);
    }

    /** Whether no transaction is running. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * The oldest snapshot that is or will be read.
     *
     * @param published system time of the newest snapshot, asked before the places are looked at: whoever enters later gets that
     *     one or a newer one
     */
    long oldest(LongSupplier published) {
        long oldest = published.getAsLong();
        for (Place place : places) {
            oldest = Math.min(oldest, place.time);
        }
        return oldest;
    }
}
