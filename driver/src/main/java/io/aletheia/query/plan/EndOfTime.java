package io.aletheia.query.plan;

import org.apache.calcite.util.TimestampString;

/** The open end of a period as a literal. */
final class EndOfTime {
    /** The same instant as {@link io.aletheia.engine.model.Time#FOREVER}. */
    static final TimestampString STRING = new TimestampString("9999-12-30 00:00:00");

    private EndOfTime() {}
}
