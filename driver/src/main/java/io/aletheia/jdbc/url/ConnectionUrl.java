package io.aletheia.jdbc.url;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.query.DatabaseLocation;
import io.aletheia.query.Setting;
import io.aletheia.query.Settings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a connection is asked for: a database and checked settings. Immutable.
 *
 * @param location the database
 * @param settings values from the URL and from the properties given beside it
 * @param text the URL as given, without the password
 */
public record ConnectionUrl(DatabaseLocation location, Settings settings, String text) {
    /** What every URL of the driver begins with. */
    public static final String PREFIX = "jdbc:aletheia:";

    /** The valid forms of a URL, for messages and help. */
    public static final List<String> FORMS = List.of(
            "jdbc:aletheia:file:<directory>[;key=value...]",
            "jdbc:aletheia:mem:[name][;key=value...]",
            "jdbc:aletheia://host[:port]/database[?key=value&...]");

    /** Whether a URL is meant for this driver, be it well formed or not. */
    public static boolean isOurs(String url) {
        return url.startsWith(PREFIX);
    }

    /**
     * Reads a URL of the driver together with the properties given beside it.
     *
     * @throws DatabaseException BAD_URL, UNKNOWN_PROPERTY, BAD_PROPERTY_VALUE (08001); PROPERTY_CONFLICT (HY024) if a key is
     *     given twice or two values contradict each other
     */
    public static ConnectionUrl parse(String url, Properties properties) {
        UrlScanner scanner = new UrlScanner(url);
        DatabaseLocation location = scanner.location();
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (UrlScanner.Entry entry : scanner.entries()) {
            Setting setting = setting(entry.key());
            if (values.put(setting, setting.canonical(entry.value())) != null) {
                throw new DatabaseException(
                        ErrorCode.PROPERTY_CONFLICT, "the URL gives property " + setting.key() + " twice");
            }
        }
        addProperties(properties, values);
        refuseContradictions(values);
        return new ConnectionUrl(location, Settings.of(values), scanner.withoutPassword());
    }

    private static void addProperties(Properties properties, Map<Setting, String> values) {
        properties.forEach((key, value) -> {
            if (!(key instanceof String) || !(value instanceof String)) {
                throw new DatabaseException(
                        ErrorCode.BAD_PROPERTY_VALUE,
                        "property " + key + " must be given as text, with a String for a value");
            }
        });
        for (String key : properties.stringPropertyNames()) {
            Setting setting = setting(key);
            String value = setting.canonical(properties.getProperty(key));
            String other = values.put(setting, value);
            if (other != null && !other.equals(value)) {
                String both = setting == Setting.PASSWORD ? "" : ": '" + other + "' and '" + value + "'";
                throw new DatabaseException(
                        ErrorCode.PROPERTY_CONFLICT,
                        "property " + setting.key() + " is given twice, with different values" + both);
            }
        }
    }

    /** A read-only database is never made, so {@code create} follows {@code readOnly} unless both are given. */
    private static void refuseContradictions(Map<Setting, String> values) {
        if (!"true".equals(values.get(Setting.READ_ONLY))) {
            return;
        }
        String create = values.putIfAbsent(Setting.CREATE, "false");
        if ("true".equals(create)) {
            throw new DatabaseException(
                    ErrorCode.PROPERTY_CONFLICT, "create=true contradicts readOnly=true: leave one of them out");
        }
    }

    static Setting setting(String key) {
        Setting setting = Setting.find(key);
        if (setting == null) {
            List<String> keys =
                    Arrays.stream(Setting.values()).map(Setting::key).toList();
            String suggestion = NearestName.suggestion(key, keys);
            throw new DatabaseException(
                    ErrorCode.UNKNOWN_PROPERTY,
                    "unknown property '" + key + "'" + (suggestion.isEmpty() ? "." : suggestion)
                            + " The properties are " + String.join(", ", keys));
        }
        return setting;
    }
}
