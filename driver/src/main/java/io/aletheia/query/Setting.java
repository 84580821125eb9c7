package io.aletheia.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of a connection, as its URL, its properties and SET name it. The table in {@code docs/connection.md} is checked
 * against this enum.
 */
public enum Setting {
    DURABILITY(
            "durability",
            "GROUP_COMMIT",
            Scope.SESSION,
            "When a commit is durable. The two ASYNC modes can lose the last commits.",
            "SYNCHRONOUS",
            "GROUP_COMMIT",
            "ASYNC",
            "ASYNC_BATCHED"),
    CREATE("create", "true", Scope.OPEN, "Make the database if it is missing.", "true", "false"),
    READ_ONLY("readOnly", "false", Scope.ENGINE, "Refuse writes.", "true", "false"),
    SCHEMA("schema", "PUBLIC", Scope.SESSION, "Initial schema."),
    SHOW_PERIOD_COLUMNS(
            "showPeriodColumns",
            "false",
            Scope.SESSION,
            "Show the four period columns in SELECT * and in getColumns.",
            "true",
            "false"),
    VALID_TIME_AS_OF(
            "validTimeAsOf",
            "CURRENT",
            Scope.SESSION,
            "Instant at which facts are asked for unless a statement says otherwise: a timestamp or CURRENT."),
    SYSTEM_TIME_AS_OF(
            "systemTimeAsOf",
            "CURRENT",
            Scope.SESSION,
            "Instant whose knowledge is asked for unless a statement says otherwise: a timestamp or CURRENT."),
    TIME_ZONE("timeZone", "UTC", Scope.SESSION, "Zone that resolves DATE and TIMESTAMP literals against periods."),
    ISOLATION("isolation", "SNAPSHOT", Scope.SESSION, "Initial isolation level.", "SNAPSHOT", "SERIALIZABLE"),
    FETCH_SIZE("fetchSize", "1000", Scope.SESSION, "Rows per fetch."),
    QUERY_TIMEOUT("queryTimeout", "0", Scope.SESSION, "Seconds after which a statement is ended; 0 for never."),
    BATCH_ERRORS("batchErrors", "STOP", Scope.SESSION, "What executeBatch does at an error.", "STOP", "CONTINUE"),
    TIMESTAMP_TZ_TYPE(
            "timestampTzType",
            "STANDARD",
            Scope.SESSION,
            "JDBC type code of WITH TIME ZONE columns: STANDARD is 2014, TIMESTAMP is 93.",
            "STANDARD",
            "TIMESTAMP"),
    APPLICATION_NAME("applicationName", "", Scope.SESSION, "Shown in the sessions view."),
    USER("user", "", Scope.SESSION, "Accepted for tools that insist on one; not checked."),
    PASSWORD("password", "", Scope.SESSION, "Accepted for tools that insist on one; not checked."),
    GROUP_COMMIT_MAX_DELAY_MS(
            "groupCommitMaxDelayMs",
            "10",
            Scope.ENGINE,
            "Upper bound in milliseconds of the time that a commit waits for others."),
    GROUP_COMMIT_MAX_BATCH("groupCommitMaxBatch", "200", Scope.ENGINE, "Commits that are flushed without waiting."),
    FLUSH_INTERVAL_MS("flushIntervalMs", "10", Scope.ENGINE, "Milliseconds between background flushes (ASYNC)."),
    WAL_STRIPES("walStripes", "16", Scope.ENGINE, "Stripes of the log, a power of two."),
    WAL_STRIPE_CAPACITY("walStripeCapacity", "1024", Scope.ENGINE, "Commits that a stripe holds, a power of two."),
    WAL_SEGMENT_SIZE("walSegmentSize", "64MiB", Scope.ENGINE, "Size to which log segments grow."),
    WAL_SEGMENTS_RETAINED("walSegmentsRetained", "10", Scope.ENGINE, "Segments kept beyond what recovery needs."),
    PLAN_CACHE_SIZE("planCacheSize", "256", Scope.SESSION, "Statements whose plans a session keeps."),
    CLOSE_DELAY(
            "closeDelay",
            "1000",
            Scope.ENGINE,
            "Milliseconds for which the database stays open after its last connection; -1 until the JVM ends.");

    /** To whom a setting belongs. */
    public enum Scope {
        /** Each connection has its own. */
        SESSION,
        /** The connection that opens the database decides; a different value later is an error, HY024. */
        ENGINE,
        /** Matters only while the database is being opened. */
        OPEN
    }

    private final String key;
    private final String defaultValue;
    private final Scope scope;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which is immutable
    private final List<String> choices;

    Setting(String key, String defaultValue, Scope scope, String description, String... choices) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.scope = scope;
        this.description = description;
        this.choices = List.of(choices);
    }

    /** The name in a URL; matched without regard to case. */
    public String key() {
        return key;
    }

    /** The value that holds unless somebody says otherwise. */
    public String defaultValue() {
        return defaultValue;
    }

    /** To whom it belongs. */
    public Scope scope() {
        return scope;
    }

    /** One sentence for a person. */
    public String description() {
        return description;
    }

    /** The possible values; empty if there is no list of them. */
    public List<String> choices() {
        return choices;
    }

    /** The setting with this key without regard to case; null if there is none. */
    public static @Nullable Setting find(String key) {
        for (Setting setting : values()) {
            if (setting.key.equalsIgnoreCase(key)) {
                return setting;
            }
        }
        return null;
    }
}
