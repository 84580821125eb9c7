package io.aletheia.query.exec;

import org.jspecify.annotations.Nullable;

/** What a join tells a filter within its other side, as soon as it knows. Thread-safe. */
final class ToldKeys {
    private final int filter;
    private volatile @Nullable HashCandidates kept;

    /** Nothing yet for the filter of a number. */
    ToldKeys(int filter) {
        this.filter = filter;
    }

    /** Number of the filter. */
    int filter() {
        return filter;
    }

    /** Tells that all rows of the side are kept. */
    void tell(HashCandidates rows) {
        kept = rows;
    }

    /** The rows of the side; null if they are not all kept, or not yet. */
    @Nullable
    HashCandidates kept() {
        return kept;
    }
}
