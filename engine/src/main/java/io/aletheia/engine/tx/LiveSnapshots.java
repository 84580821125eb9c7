package io.aletheia.engine.tx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The snapshots that transactions read, so that what no reader can ask about may be forgotten. Thread-safe and without a lock
 * of its own: a transaction says that it will take a snapshot before it takes one, and until it has, nothing is forgotten.
 *
 * <p>A transaction takes one of the places that are there, where its thread's number leads it, so that short ones neither
 * make an object nor meet others; where many are open at once, the rest get places of their own.
 */
final class LiveSnapshots {
    /** Nobody has the place. */
    private static final long FREE = Long.MAX_VALUE;

    /** Somebody has the place and no time is known yet: everything might be read. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    private static final int PLACES = 64;
    private static final int TRIES = 4;

    /** A transaction's place; its time is written by the transaction, read by the one who forgets. */
    static final class Place {
        private static final VarHandle TIME;

        static {
            try {
                TIME = MethodHandles.lookup().findVarHandle(Place.class, "time", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final boolean shared;
        private volatile long time;

        private Place(boolean shared, long time) {
            this.shared = shared;
            this.time = time;
        }

        /** Says which snapshot is read. */
        void take(long systemTime) {
            TIME.setRelease(this, systemTime);
        }

        private boolean tryEnter() {
            return time == FREE && TIME.compareAndSet(this, FREE, UNKNOWN);
        }
    }

    private final Place[] places = new Place[PLACES];
    private final Set<Place> more = ConcurrentHashMap.newKeySet();

    LiveSnapshots() {
        for (int i = 0; i < PLACES; i++) {
            places[i] = new Place(true, FREE);
        }
    }

    /** A place for a transaction that is about to take its snapshot. */
    Place enter() {
        int first = (int) Thread.currentThread().getId() * TRIES;
        for (int i = 0; i < TRIES; i++) {
            Place place = places[(first + i) & (PLACES - 1)];
            if (place.tryEnter()) {
                return place;
            }
        }
        var place = new Place(false, UNKNOWN);
        more.add(place);
        return place;
    }

    /** The transaction is over. */
    void leave(Place place) {
        if (place.shared) {
            place.take(FREE);
        } else {
            more.remove(place);
        }
    }

    /** Whether no transaction is running. */
    boolean isEmpty() {
        for (Place place : places) {
            if (place.time != FREE) {
                return false;
            }
        }
        return more.isEmpty();
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
        for (Place place : more) {
            oldest = Math.min(oldest, place.time);
        }
        return oldest;
    }
}
