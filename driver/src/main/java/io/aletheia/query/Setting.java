package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
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
            oneOf("SYNCHRONOUS", "GROUP_COMMIT", "ASYNC", "ASYNC_BATCHED"),
            "When a commit is durable. The two ASYNC modes can lose the last commits."),
    CREATE("create", "true", Scope.OPEN, truth(), "Make the database if it is missing; false if readOnly."),
    READ_ONLY("readOnly", "false", Scope.ENGINE, truth(), "Refuse writes."),
    SCHEMA("schema", "PUBLIC", Scope.SESSION, new SettingFormat.Text(false), "Initial schema."),
    SHOW_PERIOD_COLUMNS(
            "showPeriodColumns",
            "false",
            Scope.SESSION,
            truth(),
            "Show the four period columns in SELECT * and in getColumns."),
    VALID_TIME_AS_OF(
            "validTimeAsOf",
            "CURRENT",
            Scope.SESSION,
            new SettingFormat.Moment(),
            "Instant at which facts are asked for unless a statement says otherwise: a timestamp or CURRENT."),
    SYSTEM_TIME_AS_OF(
            "systemTimeAsOf",
            "CURRENT",
            Scope.SESSION,
            new SettingFormat.Moment(),
            "Instant whose knowledge is asked for unless a statement says otherwise: a timestamp or CURRENT."),
    TIME_ZONE(
            "timeZone",
            "UTC",
            Scope.SESSION,
            new SettingFormat.Zone(),
            "Zone that resolves DATE and TIMESTAMP literals against periods."),
    ISOLATION("isolation", "SNAPSHOT", Scope.SESSION, oneOf("SNAPSHOT", "SERIALIZABLE"), "Initial isolation level."),
    FETCH_SIZE("fetchSize", "1000", Scope.SESSION, whole(0), "Rows per fetch; 0 for the default."),
    QUERY_TIMEOUT(
            "queryTimeout", "0", Scope.SESSION, whole(0), "Seconds after which a statement is ended; 0 for never."),
    LOCK_TIMEOUT_MS(
            "lockTimeoutMs",
            "10000",
            Scope.SESSION,
            whole(0),
            "Longest wait for a lock in milliseconds. Transactions take no locks in this version, so none waits."),
    BATCH_ERRORS(
            "batchErrors", "STOP", Scope.SESSION, oneOf("STOP", "CONTINUE"), "What executeBatch does at an error."),
    TIMESTAMP_TZ_TYPE(
            "timestampTzType",
            "STANDARD",
            Scope.SESSION,
            oneOf("STANDARD", "TIMESTAMP"),
            "JDBC type code of WITH TIME ZONE columns: STANDARD is 2014, TIMESTAMP is 93."),
    APPLICATION_NAME("applicationName", "", Scope.SESSION, new SettingFormat.Text(true), "Names the program."),
    USER(
            "user",
            "",
            Scope.SESSION,
            new SettingFormat.Text(true),
            "Accepted for tools that insist on one; not checked."),
    PASSWORD(
            "password",
            "",
            Scope.SESSION,
            new SettingFormat.Text(true),
            "Accepted for tools that insist on one; not checked."),
    GROUP_COMMIT_MAX_DELAY_MS(
            "groupCommitMaxDelayMs",
            "10",
            Scope.ENGINE,
            new SettingFormat.Whole(0, 10_000),
            "Upper bound in milliseconds of the time that a commit waits for others."),
    GROUP_COMMIT_MAX_BATCH(
            "groupCommitMaxBatch",
            "200",
            Scope.ENGINE,
            new SettingFormat.Whole(1, 1_000_000),
            "Commits that are flushed without waiting."),
    FLUSH_INTERVAL_MS(
            "flushIntervalMs",
            "10",
            Scope.ENGINE,
            new SettingFormat.Whole(1, 60_000),
            "Milliseconds between background flushes (ASYNC)."),
    WAL_STRIPES(
            "walStripes",
            "16",
            Scope.ENGINE,
            new SettingFormat.PowerOfTwo(1, 256),
            "Stripes of the log, a power of two."),
    WAL_STRIPE_CAPACITY(
            "walStripeCapacity",
            "1024",
            Scope.ENGINE,
            new SettingFormat.PowerOfTwo(2, 1 << 20),
            "Commits that a stripe holds, a power of two."),
    WAL_SEGMENT_SIZE(
            "walSegmentSize",
            "64MiB",
            Scope.ENGINE,
            new SettingFormat.Bytes(1 << 20, 1 << 30),
            "Size to which log segments grow."),
    WAL_SEGMENTS_RETAINED(
            "walSegmentsRetained",
            "10",
            Scope.ENGINE,
            new SettingFormat.Whole(0, 1_000_000),
            "Segments kept beyond what recovery needs."),
    WAL_IO(
            "walIo",
            "BUFFERED",
            Scope.ENGINE,
            oneOf("BUFFERED", "DIRECT"),
            "How the log is written: through the operating system's cache, or past it where the file system can."),
    CHECKPOINT_INTERVAL_SECONDS(
            "checkpointIntervalSeconds",
            "300",
            Scope.ENGINE,
            new SettingFormat.Whole(0, 1_000_000),
            "Seconds after a checkpoint until the next, if something was committed; 0 for none."),
    CHECKPOINT_LOG_SIZE(
            "checkpointLogSize",
            "256MiB",
            Scope.ENGINE,
            new SettingFormat.Bytes(1 << 20, 1L << 40),
            "Size of commits after which a checkpoint is made whenever that is."),
    RECOVERY(
            "recovery",
            "STRICT",
            Scope.ENGINE,
            oneOf("STRICT", "SALVAGE"),
            "What is done about a damaged log: STRICT refuses it, SALVAGE opens what stands before the damage, for reading."),
    MAX_CLOCK_SKEW(
            "maxClockSkew",
            "60",
            Scope.ENGINE,
            whole(0),
            "Seconds by which the system clock may lie behind the last commit before commits are refused."),
    ALLOW_CLOCK_SKEW(
            "allowClockSkew",
            "false",
            Scope.ENGINE,
            truth(),
            "Accept commits however far the system clock lies behind the last one."),
    MAX_QUERY_MEMORY(
            "maxQueryMemory",
            "0",
            Scope.SESSION,
            new SettingFormat.Bytes(0, 1L << 50),
            "Bytes of rows that a statement may keep in memory; 0 for 60 % of the heap."),
    QUERY_THREADS(
            "queryThreads",
            "0",
            Scope.SESSION,
            new SettingFormat.Whole(0, 256),
            "Threads by which a large query is computed; 0 for as many as there are processors."),
    PLAN_CACHE_SIZE(
            "planCacheSize",
            "256",
            Scope.SESSION,
            new SettingFormat.Whole(0, 1_000_000),
            "Statements whose plans a session keeps."),
    CLOSE_DELAY(
            "closeDelay",
            "1000",
            Scope.ENGINE,
            whole(-1),
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

    @SuppressWarnings("ImmutableEnumChecker") // records of numbers and of immutable lists
    private final SettingFormat format;

    private final String description;

    Setting(String key, String defaultValue, Scope scope, SettingFormat format, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.scope = scope;
        this.format = format;
        this.description = description;
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
        return format instanceof SettingFormat.Choice choice ? choice.choices() : List.of();
    }

    /**
     * The one spelling of a value that all its spellings share: upper case for choices, bytes for sizes.
     *
     * @throws DatabaseException BAD_PROPERTY_VALUE (08001), saying what is expected
     */
    public String canonical(String value) {
        String canonical = format.canonical(value);
        if (canonical == null) {
            throw new DatabaseException(
                    ErrorCode.BAD_PROPERTY_VALUE,
                    "property " + key + " must be " + format.expectation() + ": found '" + value + "'");
        }
        return canonical;
    }

    /** The setting with this key without regard to case; null if there is none. */
    public static @Nullable Setting find(String key) {
        for (Setting setting : values()) {
            // Some write the log's settings with a dot: wal.io.
            if (setting.key.equalsIgnoreCase(key) || setting.key.equalsIgnoreCase(key.replace("wal.", "wal"))) {
                return setting;
            }
        }
        return null;
    }

    private static SettingFormat oneOf(String... choices) {
        return new SettingFormat.Choice(List.of(choices));
    }

    private static SettingFormat truth() {
        return oneOf("true", "false");
    }

    private static SettingFormat whole(long min) {
        return new SettingFormat.Whole(min, Integer.MAX_VALUE);
    }
}
