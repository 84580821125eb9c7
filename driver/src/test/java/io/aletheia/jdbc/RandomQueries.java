package io.aletheia.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Queries by chance over the tables {@code t}, {@code u} and {@code v}, each with {@code id} (unique), {@code a}, {@code b} (INTEGER),
 * {@code d} (DECIMAL), {@code f} (DOUBLE), {@code s} (VARCHAR) and {@code o} (BOOLEAN). Every query has only one right result up to
 * the order of its rows.
 */
final class RandomQueries {
    /** A query in both dialects; {@code inOrder} if its rows have an order. */
    record Query(String own, String h2, boolean inOrder) {
        Query {
            own = RandomExpressions.dialect(own, true);
            h2 = RandomExpressions.dialect(h2, false);
        }

        static Query same(String sql) {
            return new Query(sql, sql, false);
        }
    }

    static final List<String> TABLES = List.of("t", "u", "v");

    private final SplittableRandom random;
    private final RandomExpressions expressions;
    private int aliases;

    RandomQueries(SplittableRandom random) {
        this.random = random;
        this.expressions = new RandomExpressions(random);
    }

    Query next() {
        aliases = 0;
        return switch (random.nextInt(10)) {
            case 0, 1 -> rows();
            case 2, 3 -> Query.same(groups());
            case 4 -> groupingSets();
            case 5, 6 -> Query.same(windows());
            case 7 -> sets();
            case 8 -> fullJoin();
            default -> Query.same(recursion());
        };
    }

    /** A FROM clause and the names in it. */
    private record From(String text, List<String> names) {}

    private String table() {
        return pick(TABLES);
    }

    private From from() {
        String first = alias();
        var names = new ArrayList<>(List.of(first));
        var text = new StringBuilder(table() + " " + first);
        int joins = random.nextInt(3);
        for (int i = 0; i < joins; i++) {
            String name = alias();
            String source = random.nextInt(4) == 0
                    ? "(SELECT id, a, b, d, f, s, o FROM " + table() + " WHERE "
                            + expressions.condition(1, List.of(""), "") + ") " + name
                    : table() + " " + name;
            var both = new ArrayList<>(names);
            both.add(name);
            String on = pick(names) + "." + pick("a", "b", "id") + " = " + name + "." + pick("a", "b", "id");
            if (random.nextInt(3) == 0) {
                on += " AND " + expressions.condition(1, both, null);
            } else if (random.nextInt(6) == 0) {
                on = expressions.condition(1, both, null);
            }
            String kind = pick(" JOIN ", " JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " CROSS JOIN ");
            text.append(kind).append(source);
            if (!kind.contains("CROSS")) {
                text.append(" ON ").append(on);
            }
            names.add(name);
        }
        return new From(text.toString(), names);
    }

    private String alias() {
        return "q" + ++aliases;
    }

    private Query rows() {
        From from = from();
        int columns = 1 + random.nextInt(4);
        var items = new ArrayList<String>();
        for (int i = 0; i < columns; i++) {
            items.add(expressions.any(2, from.names) + " AS c" + i);
        }
        String sql = "SELECT " + (random.nextInt(5) == 0 ? "DISTINCT " : "") + String.join(", ", items) + " FROM "
                + from.text + where(from, 2);
        if (random.nextInt(3) > 0) {
            return Query.same(sql);
        }
        // All columns are ordered by, so that rows that tie are the same.
        String order = IntStream.rangeClosed(1, columns)
                .mapToObj(i -> i + pick("", " DESC", " NULLS FIRST", " NULLS LAST", " DESC NULLS LAST"))
                .collect(Collectors.joining(", "));
        sql += " ORDER BY " + order;
        if (random.nextBoolean()) {
            sql += pick(
                    " LIMIT " + random.nextInt(6),
                    " OFFSET " + random.nextInt(4) + " ROWS",
                    " OFFSET " + random.nextInt(3) + " ROWS FETCH NEXT " + (1 + random.nextInt(5)) + " ROWS ONLY");
        }
        return new Query(sql, sql, true);
    }

    private String where(From from, int depth) {
        return random.nextInt(3) == 0 ? "" : " WHERE " + expressions.condition(depth, from.names, alias());
    }

    private String groups() {
        From from = from();
        int keys = random.nextInt(3);
        var grouped = new ArrayList<String>();
        for (int i = 0; i < keys; i++) {
            grouped.add(pick(from.names) + "." + pick("a", "b", "s", "o", "d"));
        }
        var items = new ArrayList<>(grouped);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            items.add(aggregate(from));
        }
        String sql = "SELECT " + aliased(items) + " FROM " + from.text + where(from, 1);
        if (!grouped.isEmpty()) {
            sql += " GROUP BY " + String.join(", ", grouped);
        }
        return random.nextInt(3) == 0 ? sql + " HAVING " + having(from) : sql;
    }

    private String having(From from) {
        return pick(
                "COUNT(*) > " + random.nextInt(4),
                "MAX(" + pick(from.names) + ".a) " + pick("<", ">=", "<>") + " " + random.nextInt(5),
                "SUM(" + pick(from.names) + ".b) IS NOT NULL",
                "COUNT(*) IN (SELECT a FROM " + table() + ")");
    }

    private String aggregate(From from) {
        List<String> names = from.names;
        String number =
                random.nextInt(3) == 0 ? expressions.integer(1, names) : pick(names) + "." + pick("a", "b", "d");
        String call = switch (random.nextInt(12)) {
            case 0 -> "COUNT(*)";
            case 1 -> "COUNT(" + expressions.any(1, names) + ")";
            case 2 -> "COUNT(DISTINCT " + pick(names) + "." + pick("a", "s", "d", "o") + ")";
            case 3 -> "SUM(" + pick("", "DISTINCT ") + number + ")";
            case 4 -> "AVG(" + pick("", "DISTINCT ") + number + ")";
            case 5 -> "MIN(" + expressions.any(1, names) + ")";
            case 6 -> "MAX(" + expressions.any(1, names) + ")";
            case 7 -> "EVERY(" + expressions.condition(1, names, null) + ")";
            case 8 -> "BOOL_OR(" + expressions.condition(1, names, null) + ")";
            case 9, 10 ->
                pick("STDDEV_POP", "STDDEV_SAMP", "VAR_POP", "VAR_SAMP") + "(" + pick(names) + "." + pick("a", "b")
                        + ")";
            default -> {
                String text = pick(names) + ".s";
                yield "LISTAGG(" + text + ", '+') WITHIN GROUP (ORDER BY " + text + pick("", " DESC") + ")";
            }
        };
        return random.nextInt(4) == 0 ? call + " FILTER (WHERE " + expressions.condition(1, names, null) + ")" : call;
    }

    /** H2 has no grouping sets: it is asked for the union of the groupings. */
    private Query groupingSets() {
        From from = from();
        String x = pick(from.names) + ".a";
        String y = pick(from.names) + ".s";
        String aggregates = aggregate(from) + " AS n, " + aggregate(from) + " AS m";
        String where = where(from, 1);
        String having = random.nextInt(3) == 0 ? " HAVING " + having(from) : "";
        String both = x + ", " + y;
        record Sets(String clause, List<List<String>> sets) {}
        Sets sets = switch (random.nextInt(4)) {
            case 0 -> new Sets("ROLLUP (" + both + ")", List.of(List.of(x, y), List.of(x), List.of()));
            case 1 -> new Sets("CUBE (" + both + ")", List.of(List.of(x, y), List.of(x), List.of(y), List.of()));
            case 2 -> new Sets("GROUPING SETS ((" + x + "), (" + y + "))", List.of(List.of(x), List.of(y)));
            default -> new Sets("GROUPING SETS ((" + both + "), ())", List.of(List.of(x, y), List.of()));
        };
        String tail = " FROM " + from.text + where;
        String own =
                "SELECT " + x + " AS x, " + y + " AS y, " + aggregates + tail + " GROUP BY " + sets.clause + having;
        String h2 = sets.sets.stream()
                .map(set -> "SELECT " + (set.contains(x) ? x : "CAST(NULL AS INTEGER)") + " AS x, "
                        + (set.contains(y) ? y : "CAST(NULL AS VARCHAR)") + " AS y, " + aggregates + tail
                        + (set.isEmpty() ? "" : " GROUP BY " + String.join(", ", set)) + having)
                .collect(Collectors.joining(" UNION ALL "));
        return new Query(own, h2, false);
    }

    private String windows() {
        String name = alias();
        int count = 1 + random.nextInt(3);
        var items = new ArrayList<>(List.of(name + ".id"));
        for (int i = 0; i < count; i++) {
            items.add(window(name));
        }
        return "SELECT " + aliased(items) + " FROM " + table() + " " + name + where(new From("", List.of(name)), 1);
    }

    private String window(String name) {
        String partition = pick("", "", "PARTITION BY " + name + "." + pick("a", "s", "o") + " ");
        String key =
                name + "." + pick("a", "b", "d", "s") + pick("", " DESC") + pick("", " NULLS FIRST", " NULLS LAST");
        String total = "ORDER BY " + key + ", " + name + ".id" + pick("", " DESC");
        String value = pick(name + ".a", name + ".b", name + ".s", name + ".d");
        String number = pick(name + ".a", name + ".b", name + ".d");
        return switch (random.nextInt(8)) {
            case 0 -> "ROW_NUMBER() OVER (" + partition + total + ")";
            case 1 ->
                pick("RANK()", "DENSE_RANK()", "PERCENT_RANK()", "CUME_DIST()") + " OVER (" + partition + "ORDER BY "
                        + key + ")";
            case 2 -> "NTILE(" + (1 + random.nextInt(4)) + ") OVER (" + partition + total + ")";
            case 3 ->
                pick("LAG", "LEAD") + "(" + pick(number, number + ", 2", number + ", 1, -7") + ") OVER (" + partition
                        + total + ")";
            case 4 ->
                pick("FIRST_VALUE", "LAST_VALUE") + "(" + value + ") OVER (" + partition + total + rowsFrame() + ")";
            case 5 ->
                "NTH_VALUE(" + value + ", " + (1 + random.nextInt(3)) + ") OVER (" + partition + total + rowsFrame()
                        + ")";
            case 6 -> over(name, number) + " OVER (" + partition + total + rowsFrame() + ")";
            default ->
                over(name, number) + " OVER (" + partition
                        + pick("", "ORDER BY " + key, "ORDER BY " + name + ".a" + pick("", " DESC") + rangeFrame())
                        + ")";
        };
    }

    private String over(String name, String number) {
        return pick(
                "SUM(" + number + ")",
                "COUNT(*)",
                "COUNT(" + number + ")",
                "AVG(" + number + ")",
                "MIN(" + name + ".s)",
                "MAX(" + number + ")",
                "EVERY(" + name + ".o)");
    }

    private String rowsFrame() {
        int n = random.nextInt(3);
        return pick(
                "",
                " ROWS UNBOUNDED PRECEDING",
                " ROWS BETWEEN " + n + " PRECEDING AND CURRENT ROW",
                " ROWS BETWEEN " + n + " PRECEDING AND " + random.nextInt(3) + " FOLLOWING",
                " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                " ROWS BETWEEN " + (n + 2) + " PRECEDING AND " + (n + 1) + " PRECEDING",
                " ROWS BETWEEN 1 FOLLOWING AND " + (n + 1) + " FOLLOWING",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");
    }

    private String rangeFrame() {
        int n = random.nextInt(3);
        return pick(
                "",
                " RANGE UNBOUNDED PRECEDING",
                " RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                " RANGE BETWEEN " + n + " PRECEDING AND " + random.nextInt(3) + " FOLLOWING",
                " RANGE BETWEEN UNBOUNDED PRECEDING AND " + n + " FOLLOWING",
                " RANGE BETWEEN " + (n + 1) + " PRECEDING AND " + n + " PRECEDING");
    }

    /** H2 has no INTERSECT ALL and EXCEPT ALL: it is asked for the sets of numbered duplicates. */
    private Query sets() {
        String left = side();
        String right = side();
        String operation = pick("UNION ALL", "UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL");
        String own = "(" + left + ") " + operation + " (" + right + ")";
        if (!operation.endsWith("T ALL")) {
            return Query.same(own);
        }
        String plain = operation.substring(0, operation.length() - 4);
        return new Query(own, "SELECT x, y FROM (" + numbered(left) + " " + plain + " " + numbered(right) + ")", false);
    }

    private static String numbered(String side) {
        return "(SELECT x, y, ROW_NUMBER() OVER (PARTITION BY x, y ORDER BY x) AS n FROM (" + side + "))";
    }

    private String side() {
        From from = from();
        return "SELECT " + pick(from.names) + "." + pick("a", "b") + " AS x, " + expressions.text(1, from.names)
                + " AS y FROM " + from.text + where(from, 1);
    }

    /** H2 has no full join: it is asked for a left join and the right rows without partner. */
    private Query fullJoin() {
        String l = table();
        String r = table();
        String on = "l." + pick("a", "b") + " = r." + pick("a", "b");
        if (random.nextInt(3) == 0) {
            on += " AND " + expressions.condition(1, List.of("l", "r"), null);
        } else if (random.nextInt(4) == 0) {
            on = expressions.condition(1, List.of("l", "r"), null);
        }
        String columns = "l.id AS c0, l.a AS c1, l.s AS c2";
        String nulls = "CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), CAST(NULL AS VARCHAR)";
        String others = ", r.id AS c3, r.s AS c4";
        String own = "SELECT " + columns + others + " FROM " + l + " l FULL JOIN " + r + " r ON " + on;
        String h2 = "SELECT " + columns + others + " FROM " + l + " l LEFT JOIN " + r + " r ON " + on
                + " UNION ALL SELECT " + nulls + ", r.id, r.s FROM " + r + " r WHERE NOT EXISTS (SELECT 1 FROM " + l
                + " l WHERE " + on + ")";
        if (random.nextBoolean()) {
            String condition = pick("c0 IS NULL", "c3 > 2", "c1 = 1 OR c4 IS NULL", "c2 <> 'a'", "c0 = c3");
            own = "SELECT * FROM (" + own + ") AS j WHERE " + condition;
            h2 = "SELECT * FROM (" + h2 + ") AS j WHERE " + condition;
        }
        return new Query(own, h2, false);
    }

    private String recursion() {
        String step = pick("c.n + 1", "c.n + w.a", "w.b", "w.id");
        String join = pick("w.a = c.n", "w.id = c.n", "w.b >= c.n");
        return "WITH RECURSIVE c(n, depth) AS (SELECT " + pick("a", "b", "id") + ", 0 FROM " + table() + " WHERE "
                + pick("id < 3", "a = 1", "b IS NOT NULL AND id < 4") + " UNION ALL SELECT " + step
                + ", c.depth + 1 FROM c JOIN " + table() + " w ON " + join + " WHERE c.depth < " + random.nextInt(3)
                + ") "
                + pick("SELECT n, depth FROM c", "SELECT depth, COUNT(*) AS k, SUM(n) AS m FROM c GROUP BY depth");
    }

    private static String aliased(List<String> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i) + " AS c" + i)
                .collect(Collectors.joining(", "));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
