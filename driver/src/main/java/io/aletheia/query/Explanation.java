package io.aletheia.query;

import io.aletheia.query.exec.PlanStep;

/**
 * What EXPLAIN found out about a statement.
 *
 * @param step the plan's last operator, and by its inputs the others
 * @param shortWay whether the statement is run as a lookup by key, without a plan
 * @param cached whether the session holds the statement prepared, so that a run of it would plan nothing
 * @param planNanos how long it took to parse, bind and plan it
 * @param runNanos how long it ran; negative if it did not
 */
record Explanation(PlanStep step, boolean shortWay, boolean cached, long planNanos, long runNanos) {
    boolean hasRun() {
        return runNanos >= 0;
    }
}
