package io.aletheia.engine.tx;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for catalogs that hold a transaction's uncommitted definitions: negative and never given twice, so that no plan made
 * for one of them is ever taken for another catalog. Thread-safe.
 */
public final class OwnCatalogNumbers {
    private final AtomicLong last = new AtomicLong();

    /** The next number. */
    long next() {
        return last.decrementAndGet();
    }
}
