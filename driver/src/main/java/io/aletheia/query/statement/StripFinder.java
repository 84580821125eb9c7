package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Portion;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.PlanStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How UPDATE and DELETE find the strips that they are about. Immutable. */
sealed interface StripFinder permits KeyedStrips, PlannedStrips {
    /** A strip, and what was computed for it: the values of the SET list that are neither literals nor parameters. */
    final class Found {
        private final OpenStrip strip;
        private final @Nullable Object[] computed;

        Found(OpenStrip strip, @Nullable Object[] computed) {
            this.strip = strip;
            this.computed = computed;
        }

        OpenStrip strip() {
            return strip;
        }

        @Nullable
        Object[] computed() {
            return computed;
        }
    }

    /** All strips that overlap the portion and for which the condition holds. */
    List<Found> find(Transaction transaction, ExecutionContext context, @Nullable Object[] values, Portion wanted);

    /** How many parameters it has behind the statement's. */
    int ownParameters();

    /** What it does, in a plan. */
    PlanStep step();
}
