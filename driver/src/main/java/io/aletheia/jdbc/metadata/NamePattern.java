package io.aletheia.jdbc.metadata;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of names as DatabaseMetaData takes them: {@code %} is any text, {@code _} any character, {@code \} takes the special
 * meaning from the one that follows. Names match without regard to case, as everywhere in SQL. Immutable.
 */
final class NamePattern {
    /** Takes the special meaning from the character that follows. */
    static final String ESCAPE = "\\";

    private static final NamePattern ALL = new NamePattern("%");

    private final String pattern;

    private NamePattern(String pattern) {
        this.pattern = pattern;
    }

    /** The pattern; null matches every name. */
    static NamePattern of(@Nullable String pattern) {
        return pattern == null ? ALL : new NamePattern(pattern.toLowerCase(Locale.ROOT));
    }

    /** Exactly this name; null and {@code %} match every name, for tools that ask for all keys of a schema at once. */
    static NamePattern exactly(@Nullable String name) {
        if (name == null || name.equals("%")) {
            return ALL;
        }
        return of(name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
    }

    boolean matches(String name) {
        return matches(name.toLowerCase(Locale.ROOT), 0, 0);
    }

    private boolean matches(String name, int at, int from) {
        int nameAt = at;
        for (int i = from; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                return matchesSomewhere(name, nameAt, i + 1);
            }
            boolean any = c == '_';
            if (c == '\\' && i + 1 < pattern.length()) {
                c = pattern.charAt(++i);
            }
            if (nameAt == name.length() || !(any || c == name.charAt(nameAt))) {
                return false;
            }
            nameAt++;
        }
        return nameAt == name.length();
    }

    private boolean matchesSomewhere(String name, int at, int rest) {
        if (rest == pattern.length()) {
            return true;
        }
        for (int i = at; i <= name.length(); i++) {
            if (matches(name, i, rest)) {
                return true;
            }
        }
        return false;
    }
}
