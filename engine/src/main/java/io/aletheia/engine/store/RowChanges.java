package io.aletheia.engine.store;

import org.jspecify.annotations.Nullable;

/** What splitting an entity's strips does to the rows of its table. */
interface RowChanges {
    /** The strip ends as a whole. */
    void close(Strip strip, long commitTime);

    /** The strip's part from the commit time on ends; the part before stays open. */
    void cut(Strip strip, long commitTime);

    /** The strip is void from the commit time on; rows that are appended stand for its parts. */
    void replace(Strip strip, long commitTime);

    /** A new row of the entity. */
    void append(long validFrom, long validTo, long systemFrom, long systemTo, @Nullable Object[] row);
}
