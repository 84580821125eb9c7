package io.aletheia.jdbc.types;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;

/** How names and texts are written in SQL. */
public final class Identifiers {
    private static final int LENGTH_MAX = 128;

    private Identifiers() {}

    /** The text as a literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Whether a name can be written without quotes: letters, digits and underscores, no reserved word. */
    public static boolean isSimple(String name) {
        if (name.isEmpty() || name.length() > LENGTH_MAX || !isStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isStart(name.charAt(i)) && !isDigit(name.charAt(i))) {
                return false;
            }
        }
        return !ReservedWords.contains(name);
    }

    /**
     * The name as it is written in SQL, in quotes if it needs them or they are wanted. A name in quotes stays.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023) if it is empty, too long or has a zero character
     */
    public static String quoted(String name, boolean always) {
        boolean inQuotes = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        if (inQuotes && name.substring(1, name.length() - 1).replace("\"\"", "").indexOf('"') < 0) {
            return name;
        }
        if (name.isEmpty() || name.length() > LENGTH_MAX || name.indexOf('\0') >= 0) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    "an identifier has 1 to " + LENGTH_MAX + " characters, none of them zero: " + name.length());
        }
        return !always && isSimple(name) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static boolean isStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
