package io.aletheia.query.statement;

import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.temporal.TimeSettings;
import java.time.ZoneId;

/**
 * What a statement is bound in: the tables, and those of the session's settings that change its meaning. Immutable; equal environments
 * give equal plans.
 *
 * @param schemas the tables
 * @param schema where names without a schema are looked for
 * @param showPeriodColumns whether {@code *} shows the period columns
 * @param times the session's time clauses
 * @param zone the session's time zone
 */
public record Environment(Schemas schemas, String schema, boolean showPeriodColumns, TimeSettings times, ZoneId zone) {}
