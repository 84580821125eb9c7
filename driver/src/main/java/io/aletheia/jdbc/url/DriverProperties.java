package io.aletheia.jdbc.url;

import io.aletheia.query.Setting;
import java.sql.DriverPropertyInfo;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a tool shows to a person who is filling in a connection. */
public final class DriverProperties {
    private DriverProperties() {}

    /**
     * Every property with its present value, the most important first. Takes half-typed URLs and wrong values as they come and
     * never throws. Passwords are not shown.
     */
    public static DriverPropertyInfo[] offer(@Nullable String url, @Nullable Properties given) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        addFromUrl(url == null ? "" : url, values);
        if (given != null) {
            for (String key : given.stringPropertyNames()) {
                add(key, given.getProperty(key), values);
            }
        }
        Setting[] settings = Setting.values();
        DriverPropertyInfo[] offer = new DriverPropertyInfo[settings.length];
        for (int i = 0; i < settings.length; i++) {
            offer[i] = offer(settings[i], values);
        }
        return offer;
    }

    private static void addFromUrl(String url, Map<Setting, String> values) {
        String[] parts = url.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                add(parts[i].substring(0, equals).strip(), parts[i].substring(equals + 1), values);
            }
        }
    }

    private static void add(String key, String value, Map<Setting, String> values) {
        Setting setting = Setting.find(key);
        if (setting != null) {
            values.put(setting, value);
        }
    }

    private static DriverPropertyInfo offer(Setting setting, Map<Setting, String> values) {
        String value = setting == Setting.PASSWORD ? null : values.getOrDefault(setting, setting.defaultValue());
        DriverPropertyInfo property = new DriverPropertyInfo(setting.key(), value);
        property.description = setting.description();
        property.required = false;
        if (!setting.choices().isEmpty()) {
            property.choices = setting.choices().toArray(String[]::new);
        }
        return property;
    }
}
