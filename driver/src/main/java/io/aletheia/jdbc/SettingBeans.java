package io.aletheia.jdbc;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.query.Setting;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * The settings as bean properties, one each, under the keys that URLs use. Setting a value that is not allowed throws
 * IllegalArgumentException. Not thread-safe: a data source is set up before it is shared.
 */
abstract sealed class SettingBeans implements Serializable permits AletheiaDataSource {
    private static final long serialVersionUID = 1L;

    private final EnumMap<Setting, String> values = new EnumMap<>(Setting.class);

    SettingBeans() {}

    /** The values given so far, as a driver takes them. */
    final Properties properties() {
        Properties properties = new Properties();
        values.forEach((setting, value) -> properties.setProperty(setting.key(), value));
        return properties;
    }

    /** The values given so far. */
    final Map<Setting, String> values() {
        return Map.copyOf(values);
    }

    final String value(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    final void set(Setting setting, String value) {
        try {
            values.put(setting, setting.canonical(value));
        } catch (DatabaseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The value of {@link Setting#DURABILITY}. */
    public final String getDurability() {
        return value(Setting.DURABILITY);
    }

    /** Gives a value of {@link Setting#DURABILITY}. */
    public final void setDurability(String value) {
        set(Setting.DURABILITY, value);
    }

    /** The value of {@link Setting#CREATE}. */
    public final boolean isCreate() {
        return Boolean.parseBoolean(value(Setting.CREATE));
    }

    /** Gives a value of {@link Setting#CREATE}. */
    public final void setCreate(boolean value) {
        set(Setting.CREATE, Boolean.toString(value));
    }

    /** The value of {@link Setting#READ_ONLY}. */
    public final boolean isReadOnly() {
        return Boolean.parseBoolean(value(Setting.READ_ONLY));
    }

    /** Gives a value of {@link Setting#READ_ONLY}. */
    public final void setReadOnly(boolean value) {
        set(Setting.READ_ONLY, Boolean.toString(value));
    }

    /** The value of {@link Setting#SCHEMA}. */
    public final String getSchema() {
        return value(Setting.SCHEMA);
    }

    /** Gives a value of {@link Setting#SCHEMA}. */
    public final void setSchema(String value) {
        set(Setting.SCHEMA, value);
    }

    /** The value of {@link Setting#SHOW_PERIOD_COLUMNS}. */
    public final boolean isShowPeriodColumns() {
        return Boolean.parseBoolean(value(Setting.SHOW_PERIOD_COLUMNS));
    }

    /** Gives a value of {@link Setting#SHOW_PERIOD_COLUMNS}. */
    public final void setShowPeriodColumns(boolean value) {
        set(Setting.SHOW_PERIOD_COLUMNS, Boolean.toString(value));
    }

    /** The value of {@link Setting#VALID_TIME_AS_OF}. */
    public final String getValidTimeAsOf() {
        return value(Setting.VALID_TIME_AS_OF);
    }

    /** Gives a value of {@link Setting#VALID_TIME_AS_OF}. */
    public final void setValidTimeAsOf(String value) {
        set(Setting.VALID_TIME_AS_OF, value);
    }

    /** The value of {@link Setting#SYSTEM_TIME_AS_OF}. */
    public final String getSystemTimeAsOf() {
        return value(Setting.SYSTEM_TIME_AS_OF);
    }

    /** Gives a value of {@link Setting#SYSTEM_TIME_AS_OF}. */
    public final void setSystemTimeAsOf(String value) {
        set(Setting.SYSTEM_TIME_AS_OF, value);
    }

    /** The value of {@link Setting#TIME_ZONE}. */
    public final String getTimeZone() {
        return value(Setting.TIME_ZONE);
    }

    /** Gives a value of {@link Setting#TIME_ZONE}. */
    public final void setTimeZone(String value) {
        set(Setting.TIME_ZONE, value);
    }

    /** The value of {@link Setting#ISOLATION}. */
    public final String getIsolation() {
        return value(Setting.ISOLATION);
    }

    /** Gives a value of {@link Setting#ISOLATION}. */
    public final void setIsolation(String value) {
        set(Setting.ISOLATION, value);
    }

    /** The value of {@link Setting#FETCH_SIZE}. */
    public final int getFetchSize() {
        return Integer.parseInt(value(Setting.FETCH_SIZE));
    }

    /** Gives a value of {@link Setting#FETCH_SIZE}. */
    public final void setFetchSize(int value) {
        set(Setting.FETCH_SIZE, Integer.toString(value));
    }

    /** The value of {@link Setting#QUERY_TIMEOUT}. */
    public final int getQueryTimeout() {
        return Integer.parseInt(value(Setting.QUERY_TIMEOUT));
    }

    /** Gives a value of {@link Setting#QUERY_TIMEOUT}. */
    public final void setQueryTimeout(int value) {
        set(Setting.QUERY_TIMEOUT, Integer.toString(value));
    }

    /** The value of {@link Setting#LOCK_TIMEOUT_MS}. */
    public final int getLockTimeoutMs() {
        return Integer.parseInt(value(Setting.LOCK_TIMEOUT_MS));
    }

    /** Gives a value of {@link Setting#LOCK_TIMEOUT_MS}. */
    public final void setLockTimeoutMs(int value) {
        set(Setting.LOCK_TIMEOUT_MS, Integer.toString(value));
    }

    /** The value of {@link Setting#BATCH_ERRORS}. */
    public final String getBatchErrors() {
        return value(Setting.BATCH_ERRORS);
    }

    /** Gives a value of {@link Setting#BATCH_ERRORS}. */
    public final void setBatchErrors(String value) {
        set(Setting.BATCH_ERRORS, value);
    }

    /** The value of {@link Setting#TIMESTAMP_TZ_TYPE}. */
    public final String getTimestampTzType() {
        return value(Setting.TIMESTAMP_TZ_TYPE);
    }

    /** Gives a value of {@link Setting#TIMESTAMP_TZ_TYPE}. */
    public final void setTimestampTzType(String value) {
        set(Setting.TIMESTAMP_TZ_TYPE, value);
    }

    /** The value of {@link Setting#APPLICATION_NAME}. */
    public final String getApplicationName() {
        return value(Setting.APPLICATION_NAME);
    }

    /** Gives a value of {@link Setting#APPLICATION_NAME}. */
    public final void setApplicationName(String value) {
        set(Setting.APPLICATION_NAME, value);
    }

    /** The value of {@link Setting#USER}. */
    public final String getUser() {
        return value(Setting.USER);
    }

    /** Gives a value of {@link Setting#USER}. */
    public final void setUser(String value) {
        set(Setting.USER, value);
    }

    /** Gives a value of {@link Setting#PASSWORD}. */
    public final void setPassword(String value) {
        set(Setting.PASSWORD, value);
    }

    /** The value of {@link Setting#GROUP_COMMIT_MAX_DELAY_MS}. */
    public final int getGroupCommitMaxDelayMs() {
        return Integer.parseInt(value(Setting.GROUP_COMMIT_MAX_DELAY_MS));
    }

    /** Gives a value of {@link Setting#GROUP_COMMIT_MAX_DELAY_MS}. */
    public final void setGroupCommitMaxDelayMs(int value) {
        set(Setting.GROUP_COMMIT_MAX_DELAY_MS, Integer.toString(value));
    }

    /** The value of {@link Setting#GROUP_COMMIT_MAX_BATCH}. */
    public final int getGroupCommitMaxBatch() {
        return Integer.parseInt(value(Setting.GROUP_COMMIT_MAX_BATCH));
    }

    /** Gives a value of {@link Setting#GROUP_COMMIT_MAX_BATCH}. */
    public final void setGroupCommitMaxBatch(int value) {
        set(Setting.GROUP_COMMIT_MAX_BATCH, Integer.toString(value));
    }

    /** The value of {@link Setting#FLUSH_INTERVAL_MS}. */
    public final int getFlushIntervalMs() {
        return Integer.parseInt(value(Setting.FLUSH_INTERVAL_MS));
    }

    /** Gives a value of {@link Setting#FLUSH_INTERVAL_MS}. */
    public final void setFlushIntervalMs(int value) {
        set(Setting.FLUSH_INTERVAL_MS, Integer.toString(value));
    }

    /** The value of {@link Setting#WAL_STRIPES}. */
    public final int getWalStripes() {
        return Integer.parseInt(value(Setting.WAL_STRIPES));
    }

    /** Gives a value of {@link Setting#WAL_STRIPES}. */
    public final void setWalStripes(int value) {
        set(Setting.WAL_STRIPES, Integer.toString(value));
    }

    /** The value of {@link Setting#WAL_STRIPE_CAPACITY}. */
    public final int getWalStripeCapacity() {
        return Integer.parseInt(value(Setting.WAL_STRIPE_CAPACITY));
    }

    /** Gives a value of {@link Setting#WAL_STRIPE_CAPACITY}. */
    public final void setWalStripeCapacity(int value) {
        set(Setting.WAL_STRIPE_CAPACITY, Integer.toString(value));
    }

    /** The value of {@link Setting#WAL_SEGMENT_SIZE}. */
    public final String getWalSegmentSize() {
        return value(Setting.WAL_SEGMENT_SIZE);
    }

    /** Gives a value of {@link Setting#WAL_SEGMENT_SIZE}. */
    public final void setWalSegmentSize(String value) {
        set(Setting.WAL_SEGMENT_SIZE, value);
    }

    /** The value of {@link Setting#WAL_SEGMENTS_RETAINED}. */
    public final int getWalSegmentsRetained() {
        return Integer.parseInt(value(Setting.WAL_SEGMENTS_RETAINED));
    }

    /** Gives a value of {@link Setting#WAL_SEGMENTS_RETAINED}. */
    public final void setWalSegmentsRetained(int value) {
        set(Setting.WAL_SEGMENTS_RETAINED, Integer.toString(value));
    }

    /** The value of {@link Setting#CHECKPOINT_INTERVAL_SECONDS}. */
    public final int getCheckpointIntervalSeconds() {
        return Integer.parseInt(value(Setting.CHECKPOINT_INTERVAL_SECONDS));
    }

    /** Gives a value of {@link Setting#CHECKPOINT_INTERVAL_SECONDS}. */
    public final void setCheckpointIntervalSeconds(int value) {
        set(Setting.CHECKPOINT_INTERVAL_SECONDS, Integer.toString(value));
    }

    /** The value of {@link Setting#CHECKPOINT_LOG_SIZE}. */
    public final String getCheckpointLogSize() {
        return value(Setting.CHECKPOINT_LOG_SIZE);
    }

    /** Gives a value of {@link Setting#CHECKPOINT_LOG_SIZE}. */
    public final void setCheckpointLogSize(String value) {
        set(Setting.CHECKPOINT_LOG_SIZE, value);
    }

    /** The value of {@link Setting#WAL_IO}. */
    public final String getWalIo() {
        return value(Setting.WAL_IO);
    }

    /** Gives a value of {@link Setting#WAL_IO}. */
    public final void setWalIo(String value) {
        set(Setting.WAL_IO, value);
    }

    /** The value of {@link Setting#RECOVERY}. */
    public final String getRecovery() {
        return value(Setting.RECOVERY);
    }

    /** Gives a value of {@link Setting#RECOVERY}. */
    public final void setRecovery(String value) {
        set(Setting.RECOVERY, value);
    }

    /** The value of {@link Setting#MAX_CLOCK_SKEW}. */
    public final int getMaxClockSkew() {
        return Integer.parseInt(value(Setting.MAX_CLOCK_SKEW));
    }

    /** Gives a value of {@link Setting#MAX_CLOCK_SKEW}. */
    public final void setMaxClockSkew(int value) {
        set(Setting.MAX_CLOCK_SKEW, Integer.toString(value));
    }

    /** The value of {@link Setting#ALLOW_CLOCK_SKEW}. */
    public final boolean isAllowClockSkew() {
        return Boolean.parseBoolean(value(Setting.ALLOW_CLOCK_SKEW));
    }

    /** Gives a value of {@link Setting#ALLOW_CLOCK_SKEW}. */
    public final void setAllowClockSkew(boolean value) {
        set(Setting.ALLOW_CLOCK_SKEW, Boolean.toString(value));
    }

    /** The value of {@link Setting#MAX_QUERY_MEMORY}. */
    public final String getMaxQueryMemory() {
        return value(Setting.MAX_QUERY_MEMORY);
    }

    /** Gives a value of {@link Setting#MAX_QUERY_MEMORY}. */
    public final void setMaxQueryMemory(String value) {
        set(Setting.MAX_QUERY_MEMORY, value);
    }

    /** The value of {@link Setting#QUERY_THREADS}. */
    public final int getQueryThreads() {
        return Integer.parseInt(value(Setting.QUERY_THREADS));
    }

    /** Gives a value of {@link Setting#QUERY_THREADS}. */
    public final void setQueryThreads(int value) {
        set(Setting.QUERY_THREADS, Integer.toString(value));
    }

    /** The value of {@link Setting#PLAN_CACHE_SIZE}. */
    public final int getPlanCacheSize() {
        return Integer.parseInt(value(Setting.PLAN_CACHE_SIZE));
    }

    /** Gives a value of {@link Setting#PLAN_CACHE_SIZE}. */
    public final void setPlanCacheSize(int value) {
        set(Setting.PLAN_CACHE_SIZE, Integer.toString(value));
    }

    /** The value of {@link Setting#CLOSE_DELAY}. */
    public final int getCloseDelay() {
        return Integer.parseInt(value(Setting.CLOSE_DELAY));
    }

    /** Gives a value of {@link Setting#CLOSE_DELAY}. */
    public final void setCloseDelay(int value) {
        set(Setting.CLOSE_DELAY, Integer.toString(value));
    }
}
