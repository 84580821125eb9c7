package io.aletheia.query.plan;

import java.util.List;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A way to join some of the expressions of a graph. Immutable.
 *
 * @param factors which
 * @param rows how many rows that gives, roughly
 * @param cost what it takes, in units of a row that a scan passes
 * @param left the side whose rows come one after the other; null if nothing is joined yet
 * @param right the side that is kept to be searched, or to which an access leads; null likewise
 * @param access how the right side is reached; null if it is read as a whole
 * @param conditions those on which the sides are joined
 */
record JoinPart(
        ImmutableBitSet factors,
        double rows,
        double cost,
        @Nullable JoinPart left,
        @Nullable JoinPart right,
        @Nullable JoinAccess access,
        List<JoinGraph.Condition> conditions) {

    /** Whether there is a condition on which the sides are joined. */
    boolean isConnected() {
        return !conditions.isEmpty();
    }
}
