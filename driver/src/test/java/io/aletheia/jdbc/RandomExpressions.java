package io.aletheia.jdbc;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Expressions by chance over the columns of {@link RandomQueries}'s tables. */
final class RandomExpressions {
    /** Where the two dialects have different texts both stand, between these. */
    private static final String OWN = "\u00ab";

    private static final String H2 = "\u00a6";
    private static final String END = "\u00bb";

    private final SplittableRandom random;
    private int nested;

    RandomExpressions(SplittableRandom random) {
        this.random = random;
    }

    String any(int depth, List<String> names) {
        return switch (random.nextInt(4)) {
            case 0 -> text(depth, names);
            case 1 -> column(names, "d");
            default -> integer(depth, names);
        };
    }

    String integer(int depth, List<String> names) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextInt(4) == 0 ? String.valueOf(random.nextInt(6)) : column(names, pick("a", "b", "id"));
        }
        String x = integer(depth - 1, names);
        String y = integer(depth - 1, names);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + x + " + " + y + ")";
            case 1 -> "(" + x + " - " + y + ")";
            case 2 -> "(" + x + " * 2)";
            case 3 -> "ABS(" + x + ")";
            case 4 -> "COALESCE(" + x + ", " + y + ")";
            case 5 -> "NULLIF(" + x + ", " + y + ")";
            case 6 -> "CHAR_LENGTH(" + text(depth - 1, names) + ")";
            default -> "CASE WHEN " + condition(depth - 1, names, null) + " THEN " + x + " ELSE " + y + " END";
        };
    }

    String text(int depth, List<String> names) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextInt(4) == 0 ? "'" + pick("a", "b", "ab", "B ", "") + "'" : column(names, "s");
        }
        String x = text(depth - 1, names);
        return switch (random.nextInt(5)) {
            case 0 -> "UPPER(" + x + ")";
            case 1 -> "(" + x + " || " + text(depth - 1, names) + ")";
            case 2 -> "COALESCE(" + x + ", 'z')";
            case 3 -> "SUBSTRING(" + x + " FROM 1 FOR 1)";
            default -> "CASE " + integer(0, names) + " WHEN 1 THEN " + x + " WHEN 2 THEN 'two' END";
        };
    }

    /**
     * A condition.
     *
     * @param around what sub-queries are named by; null for none
     */
    String condition(int depth, List<String> names, @Nullable String around) {
        if (around != null && !around.isEmpty() && random.nextInt(3) == 0) {
            return subQuery(depth, names);
        }
        if (depth > 0) {
            String x = condition(depth - 1, names, around);
            int form = random.nextInt(8);
            if (form < 2) {
                return "(" + x + " AND " + condition(depth - 1, names, around) + ")";
            } else if (form < 4) {
                return "(" + x + " OR " + condition(depth - 1, names, around) + ")";
            } else if (form == 4) {
                return "NOT (" + x + ")";
            } else if (form == 5) {
                return "(" + x + ") IS " + pick("", "NOT ") + pick("TRUE", "FALSE", "UNKNOWN");
            }
        }
        String x = integer(Math.min(depth, 1), names);
        return switch (random.nextInt(9)) {
            case 0 -> column(names, "o");
            case 1 -> x + " IS " + pick("", "NOT ") + "NULL";
            case 2 -> x + " " + pick("", "NOT ") + "BETWEEN " + integer(0, names) + " AND " + integer(0, names);
            case 3 -> x + pick(" IN (", " NOT IN (") + random.nextInt(4) + ", " + pick("NULL", "2", "5") + ")";
            case 4 -> x + " IS " + pick("", "NOT ") + "DISTINCT FROM " + integer(0, names);
            case 5 -> column(names, "s") + pick(" LIKE ", " NOT LIKE ") + "'" + pick("a%", "%b", "_", "%") + "'";
            case 6 -> text(1, names) + comparison() + text(0, names);
            case 7 -> column(names, "d") + comparison() + integer(0, names);
            default -> x + comparison() + integer(0, names);
        };
    }

    /** A condition with a sub-query that may name the rows around it. */
    private String subQuery(int depth, List<String> names) {
        String name = "n" + ++nested;
        String table = pick("t", "u", "v") + " " + name;
        String where = switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> " WHERE " + condition(0, List.of(name), null);
            case 2 -> " WHERE " + name + "." + pick("a", "b") + " " + pick("<", ">=") + " " + integer(0, names);
            case 3 ->
                " WHERE " + name + "." + pick("a", "id") + " = " + column(names, pick("a", "b")) + " AND "
                        + condition(Math.max(0, depth - 1), List.of(name), depth > 0 ? "" : null);
            default -> " WHERE " + name + "." + pick("a", "b") + " = " + column(names, pick("a", "b", "id"));
        };
        String from = " FROM " + table + where;
        String column = name + "." + pick("a", "b");
        String x = integer(1, names);
        return switch (random.nextInt(8)) {
            case 0 -> pick("", "NOT ") + "EXISTS (SELECT 1" + from + ")";
            case 1, 2 -> x + pick(" IN", " NOT IN") + " (SELECT " + column + from + ")";
            case 3, 4 -> x + comparison() + pick("ANY", "ALL") + " (SELECT " + column + from + ")";
            case 5 -> rowIn(x, column(names, "b"), column, name + ".a", from);
            case 6 -> x + comparison() + "(SELECT COUNT(*)" + from + ")";
            default -> x + comparison() + "(SELECT " + pick("MAX", "MIN", "SUM") + "(" + column + ")" + from + ")";
        };
    }

    /** To H2 (1, 2) = (NULL, 3) is unknown, although whatever NULL stands for it is false: it is asked row by row. */
    private String rowIn(String x, String y, String first, String second, String from) {
        String equal = x + " = " + first + " AND " + y + " = " + second;
        String not = pick("", "NOT ");
        String own = "(" + x + ", " + y + ") " + not + "IN (SELECT " + first + ", " + second + from + ")";
        String h2 = not + "(SELECT CASE WHEN BOOL_OR(" + equal + ") THEN TRUE WHEN COUNT(*) > COUNT(" + equal
                + ") THEN NULL ELSE FALSE END" + from + ")";
        return OWN + own + H2 + h2 + END;
    }

    /** The text as one of the two dialects. */
    static String dialect(String text, boolean own) {
        return text.replaceAll(OWN + "([^" + H2 + "]*)" + H2 + "([^" + END + "]*)" + END, own ? "$1" : "$2");
    }

    private String comparison() {
        return pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
    }

    private String column(List<String> names, String column) {
        String name = names.get(random.nextInt(names.size()));
        return name.isEmpty() ? column : name + "." + column;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
