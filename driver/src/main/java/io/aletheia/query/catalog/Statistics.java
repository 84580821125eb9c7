package io.aletheia.query.catalog;

import io.aletheia.engine.model.TableStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What planning may ask about the contents of tables. Thread-safe. */
public interface Statistics {
    /** Knows nothing. */
    Statistics NONE = new Statistics() {
        @Override
        public @Nullable TableStatistics of(int tableId) {
            return null;
        }

        @Override
        public boolean isOutdated(List<Integer> tableIds, long since) {
            return false;
        }

        @Override
        public long epoch() {
            return 0;
        }
    };

    /** What is known of a table; null if nothing is. */
    @Nullable
    TableStatistics of(int tableId);

    /** A number that grows whenever what is known changes. */
    long epoch();

    /** Whether one of the tables is so much larger or smaller than it was in an epoch that plans from then are to be made anew. */
    boolean isOutdated(List<Integer> tableIds, long since);
}
