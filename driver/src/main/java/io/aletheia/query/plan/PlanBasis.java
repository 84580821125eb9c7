package io.aletheia.query.plan;

import io.aletheia.query.catalog.Statistics;
import java.util.List;

/**
 * The statistics by which a plan was chosen. Immutable.
 *
 * @param statistics where they came from
 * @param tables ids of the tables that were asked about
 * @param epoch the newest epoch of what was told
 */
public record PlanBasis(Statistics statistics, List<Integer> tables, long epoch) {
    /** For what was chosen without asking. */
    public static final PlanBasis NONE = new PlanBasis(Statistics.NONE, List.of(), 0);

    /** Whether the tables have changed so much since that another plan may be better by far. */
    public boolean isOutdated() {
        return !tables.isEmpty() && statistics.isOutdated(tables, epoch);
    }
}
