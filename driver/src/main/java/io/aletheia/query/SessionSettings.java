package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.statement.Environment;
import io.aletheia.query.temporal.PeriodDefault;
import io.aletheia.query.temporal.TimeSettings;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A session's present settings, as text and as what statements are bound with. Confined to the session's thread. */
final class SessionSettings {
    private Settings values;
    /** What the connection's properties say. */
    private TimeSettings propertyTimes;
    /** What SET SESSION says. */
    private TimeSettings ownTimes = TimeSettings.NOW;

    private String schema;
    private ZoneId zone;
    private long maxQueryMemory;
    private int queryThreads;
    private @Nullable Environment environment;

    SessionSettings(Settings values) {
        this.values = values;
        this.zone = zone(values);
        this.maxQueryMemory = values.number(Setting.MAX_QUERY_MEMORY);
        this.queryThreads = queryThreads(values);
        this.propertyTimes =
                new TimeSettings(instant(values, Setting.VALID_TIME_AS_OF), instant(values, Setting.SYSTEM_TIME_AS_OF));
        this.schema = knownSchema(values.get(Setting.SCHEMA));
    }

    /** An offset where the zone is one throughout, which saves its users the search in the zone's rules. */
    private static ZoneId zone(Settings settings) {
        return ZoneId.of(settings.get(Setting.TIME_ZONE)).normalized();
    }

    private static @Nullable PeriodDefault instant(Settings values, Setting setting) {
        OptionalLong micros = values.instantMicros(setting);
        return micros.isPresent() ? PeriodDefault.asOf(micros.getAsLong()) : null;
    }

    private static String knownSchema(String name) {
        String found = Schemas.find(name);
        if (found == null) {
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_SCHEMA,
                    "there is no schema \"" + name + "\"; there are " + String.join(", ", Schemas.NAMES));
        }
        return found;
    }

    /** What statements are bound in, over these schemas and under these clauses; the same object while nothing has changed. */
    Environment environment(Schemas schemas, TimeSettings times) {
        Environment known = environment;
        if (known == null || known.schemas() != schemas || !known.times().equals(times)) {
            known = new Environment(schemas, schema, values.isTrue(Setting.SHOW_PERIOD_COLUMNS), times, zone);
            environment = known;
        }
        return known;
    }

    String get(Setting setting) {
        return values.get(setting);
    }

    /** Changes a setting of the session. INVALID_ARGUMENT (22023) if it is the database's, or the value is not allowed. */
    void set(Setting setting, String value) {
        if (setting.scope() != Setting.Scope.SESSION) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    setting.key()
                            + " is the database's and fixed while it is open; it is a property of the connection");
        }
        Settings changed;
        try {
            changed = values.with(setting, value);
        } catch (DatabaseException e) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
        }
        if (setting == Setting.SCHEMA) {
            schema = knownSchema(value);
        } else if (setting == Setting.TIME_ZONE) {
            zone = zone(changed);
        } else if (setting == Setting.VALID_TIME_AS_OF) {
            propertyTimes = new TimeSettings(instant(changed, setting), propertyTimes.system());
        } else if (setting == Setting.SYSTEM_TIME_AS_OF) {
            propertyTimes = new TimeSettings(propertyTimes.valid(), instant(changed, setting));
        }
        values = changed;
        maxQueryMemory = changed.number(Setting.MAX_QUERY_MEMORY);
        queryThreads = queryThreads(changed);
        environment = null;
    }

    ZoneId zone() {
        return zone;
    }

    private static int queryThreads(Settings settings) {
        int wanted = (int) settings.number(Setting.QUERY_THREADS);
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    /** By how many threads a query is computed. */
    int queryThreads() {
        return queryThreads;
    }

    /** How many bytes of rows a statement may keep in memory; 0 for a share of the heap. */
    long maxQueryMemory() {
        return maxQueryMemory;
    }

    String schema() {
        return schema;
    }

    /** The session's time clauses: those of SET SESSION, then the properties'. */
    TimeSettings times() {
        return ownTimes.over(propertyTimes);
    }

    /** The clauses of SET SESSION alone. */
    TimeSettings ownTimes() {
        return ownTimes;
    }

    /** Changes the clauses of SET SESSION; an axis without one is the properties' again. */
    void setTimes(TimeSettings newTimes) {
        ownTimes = newTimes;
        environment = null;
    }

    DurabilityMode durability() {
        return DurabilityMode.valueOf(values.get(Setting.DURABILITY));
    }
}
