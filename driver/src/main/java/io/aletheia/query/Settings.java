package io.aletheia.query;

import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** Checked values of settings as text; a setting without a value has its default. Immutable. */
public final class Settings {
    /** No values: all defaults. */
    public static final Settings DEFAULTS = new Settings(new EnumMap<>(Setting.class));

    private final Map<Setting, String> given;

    private Settings(EnumMap<Setting, String> given) {
        this.given = Collections.unmodifiableMap(given);
    }

    /**
     * Settings with the values given.
     *
     * @throws io.aletheia.engine.model.DatabaseException BAD_PROPERTY_VALUE (08001) if one of them is not allowed
     */
    public static Settings of(Map<Setting, String> values) {
        var given = new EnumMap<Setting, String>(Setting.class);
        values.forEach((setting, value) -> given.put(setting, setting.canonical(value)));
        return new Settings(given);
    }

    /** These settings with one value changed. */
    public Settings with(Setting setting, String value) {
        var next = new EnumMap<Setting, String>(Setting.class);
        next.putAll(given);
        next.put(setting, setting.canonical(value));
        return new Settings(next);
    }

    /** The value, given or default. */
    public String get(Setting setting) {
        return given.getOrDefault(setting, setting.defaultValue());
    }

    /** Whether somebody gave a value. */
    public boolean isGiven(Setting setting) {
        return given.containsKey(setting);
    }

    /** The given values. */
    public Map<Setting, String> given() {
        return given;
    }

    /** A whole number, or a size in bytes; the values were checked when they were given. */
    public long number(Setting setting) {
        return Long.parseLong(setting.canonical(get(setting)));
    }

    /** An instant in microseconds, resolved in the time zone of these settings; empty for CURRENT. */
    public OptionalLong instantMicros(Setting setting) {
        String value = get(setting);
        return value.equals(SettingFormat.Moment.CURRENT)
                ? OptionalLong.empty()
                : OptionalLong.of(SettingFormat.Moment.micros(value, ZoneId.of(get(Setting.TIME_ZONE))));
    }

    /** A truth value. */
    public boolean isTrue(Setting setting) {
        return Boolean.parseBoolean(get(setting));
    }
}
