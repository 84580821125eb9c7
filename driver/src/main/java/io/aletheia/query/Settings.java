package io.aletheia.query;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Checked values of settings as text; a setting without a value has its default. Immutable. */
public final class Settings {
    /** No values: all defaults. */
    public static final Settings DEFAULTS = new Settings(new EnumMap<>(Setting.class));

    private final Map<Setting, String> given;

    private Settings(EnumMap<Setting, String> given) {
        this.given = Collections.unmodifiableMap(given);
    }

    /** Settings with the values given. */
    public static Settings of(Map<Setting, String> values) {
        var given = new EnumMap<Setting, String>(Setting.class);
        given.putAll(values);
        return new Settings(given);
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

    /** A whole number; the values were checked when they were given. */
    public long number(Setting setting) {
        return Long.parseLong(get(setting));
    }

    /** A truth value. */
    public boolean isTrue(Setting setting) {
        return Boolean.parseBoolean(get(setting));
    }
}
