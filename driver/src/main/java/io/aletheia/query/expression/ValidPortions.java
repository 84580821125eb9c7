package io.aletheia.query.expression;

import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValidGranularity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The times that statements state, as the options of tables have them. Pure functions. */
public final class ValidPortions {
    private ValidPortions() {}

    /**
     * The portion that a write is about. In a table of days a bound that is a midnight in the session's time zone is the day that
     * begins there, as DATE has it.
     *
     * @param stated what the statement says
     * @param nowMicros the transaction's time
     * @throws io.aletheia.engine.model.DatabaseException as {@link TableDefinition#portion}
     */
    public static Portion of(TableDefinition table, Portion stated, long nowMicros, ZoneId zone) {
        var wanted = new Portion(
                instant(table, stated.from(), zone), instant(table, stated.to(), zone), stated.fromCommit());
        return table.portion(wanted, nowMicros);
    }

    /** The instant of valid time that a stated bound is in a table, in microseconds: likewise, and any other instant is itself. */
    public static long instant(TableDefinition table, long micros, ZoneId zone) {
        return table.options().validGranularity() == ValidGranularity.DAY && !zone.equals(ZoneOffset.UTC)
                ? day(micros, zone)
                : micros;
    }

    private static long day(long micros, ZoneId zone) {
        if (micros == Time.BEGINNING || micros == Time.FOREVER) {
            return micros;
        }
        Instant instant = Time.toInstant(micros);
        ZonedDateTime local = instant.atZone(zone);
        // A day that begins later, because the clocks are put forward at midnight, is named by the instant all the
        // same.
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                        || local.toLocalDate().atStartOfDay(zone).toInstant().equals(instant)
                ? Time.ofInstant(
                        local.toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant())
                : micros;
    }
}
