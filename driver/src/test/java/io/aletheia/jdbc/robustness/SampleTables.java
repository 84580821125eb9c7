package io.aletheia.jdbc.robustness;

import io.aletheia.query.Language;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A small database with a table of every sort, and the names, types and literals of which statements by chance are made. */
final class SampleTables {
    /** What the columns and literals of a statement are of, so that some of its expressions have a type. */
    enum Family {
        NUMBERS,
        TEXTS,
        TIMES,
        ANYTHING
    }

    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b BIGINT, d DECIMAL(10, 2), f DOUBLE, s VARCHAR(20),"
                    + " o BOOLEAN, w DATE, m TIMESTAMP)",
            "CREATE TABLE u (id INTEGER PRIMARY KEY, a SMALLINT, b BIGINT, d DECIMAL(30, 10), f REAL, s VARCHAR,"
                    + " o BOOLEAN, w DATE, m TIMESTAMP WITH TIME ZONE, h TIME, x VARBINARY, g UUID, l INTEGER ARRAY)",
            "CREATE TABLE plain (a INTEGER, s VARCHAR, id BIGINT) WITH (VALID_TIME = OFF)",
            "CREATE NODE TABLE p (id BIGINT PRIMARY KEY, s VARCHAR NOT NULL, a INTEGER)",
            "CREATE EDGE TABLE e (FROM p, TO p, a INTEGER, w DATE)",
            "CREATE INDEX t_a ON t (a)",
            "CREATE UNIQUE INDEX u_b ON u (b)",
            "CREATE VIEW v AS SELECT id, a, s, w FROM t WHERE a IS NOT NULL",
            "INSERT INTO t VALUES (1, 1, 10, 1.50, 0.5, 'one', TRUE, DATE '2024-01-01', TIMESTAMP '2024-01-01 10:00:00'),"
                    + " (2, 2, 20, -2.25, -1e10, 'Two', FALSE, DATE '2024-02-29', TIMESTAMP '2023-12-31 23:59:59.999999'),"
                    + " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, -4, 9223372036854775807, 0, 1e300, '', TRUE,"
                    + " DATE '1969-07-20', TIMESTAMP '1582-10-10 00:00:00')",
            "INSERT INTO t FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2021-01-01' (id, a, s) VALUES (7, 7, 'past')",
            "UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2024-01-01' TO DATE '2030-01-01' SET a = 5 WHERE id = 2",
            "INSERT INTO u (id, a, b, s, l) VALUES (1, 1, 10, 'one', ARRAY[1, 2]), (2, 3, 30, '%_\\', NULL)",
            "INSERT INTO plain VALUES (1, 'x', 1), (NULL, NULL, 2)",
            "INSERT INTO p VALUES (1, 'Ann', 30), (2, 'Bob', NULL), (3, 'Cat', 5)",
            "INSERT INTO e (source, target, a) VALUES (1, 2, 1), (2, 3, 2), (3, 1, 3), (1, 1, NULL)");

    private static final List<String> TABLES =
            List.of("t", "u", "plain", "p", "e", "v", "HISTORY.t", "t", "t", "t", "u", "u", "p", "p", "e");
    private static final List<String> COLUMNS =
            List.of("id", "a", "b", "d", "f", "s", "o", "w", "m", "h", "x", "g", "l");
    private static final Map<String, List<String>> COLUMNS_OF = Map.of(
            "t", List.of("id", "a", "b", "d", "f", "s", "o", "w", "m", "_valid_from", "_system_to"),
            "HISTORY.t", List.of("id", "a", "b", "d", "f", "s", "o", "w", "m", "_valid_from", "_system_to"),
            "u", List.of("id", "a", "b", "d", "f", "s", "o", "w", "m", "h", "x", "g", "l", "_valid_from"),
            "plain", List.of("id", "a", "s"),
            "p", List.of("id", "a", "s", "_valid_to"),
            "e", List.of("a", "w", "_id", "source", "target", "_valid_from"),
            "v", List.of("id", "a", "s", "w"));
    private static final List<String> NAMES =
            List.of("q", "r", "k", "n", "a", "b", "s", "id", "w", "t", "p", "\"Q q\"");
    private static final List<String> TYPES = List.of(
            "INTEGER",
            "SMALLINT",
            "BIGINT",
            "DECIMAL(10, 2)",
            "DECIMAL",
            "DOUBLE",
            "REAL",
            "BOOLEAN",
            "VARCHAR",
            "VARCHAR(3)",
            "CHAR(4)",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP(0)",
            "TIMESTAMP WITH TIME ZONE",
            "UUID",
            "VARBINARY",
            "INTEGER ARRAY",
            "VECTOR(3)");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "3",
            "7",
            "10",
            "0.5",
            "2.25",
            "1e3",
            "1e-7",
            "1e308",
            "9223372036854775807",
            "2147483648",
            "99999999999999999999",
            "123456789012345678901234567890.123456789",
            "NULL");
    private static final List<String> TEXTS = List.of(
            "'one'",
            "''",
            "'a%'",
            "'%_'",
            "' '",
            "'1'",
            "'-2.5'",
            "'2024-02-29'",
            "'10:30'",
            "'TRUE'",
            "'é😀'",
            "'[a-z]+'",
            "'{\"a\": [1, null]}'",
            "'$.a[0]'",
            "U&'\\0041'",
            "X'00ff'",
            "'YYYY-MM-DD'",
            "'UTC'",
            "NULL");
    private static final List<String> TIMES = List.of(
            "DATE '2024-01-01'",
            "DATE '0001-01-01'",
            "DATE '9999-12-30'",
            "TIMESTAMP '2024-01-01 12:00:00'",
            "TIMESTAMP '9999-12-30 00:00:00'",
            "TIME '23:59:59.999'",
            "TIMESTAMP WITH TIME ZONE '2024-06-01 00:00:00+02:00'",
            "INTERVAL '1' DAY",
            "INTERVAL '1-2' YEAR TO MONTH",
            "INTERVAL '999' HOUR",
            "CURRENT_TIMESTAMP",
            "CURRENT_DATE",
            "NULL");
    private static final List<String> OTHERS = List.of(
            "TRUE", "FALSE", "UNKNOWN", "NULL", "ARRAY[1, 2]", "UUID '00000000-0000-0000-0000-000000000001'", "X'0a'");
    private static final List<String> AGGREGATES =
            List.of("COUNT", "SUM", "AVG", "MIN", "MAX", "LISTAGG", "ARRAY_AGG", "STDDEV_POP", "EVERY", "ANY_VALUE");
    private static final List<String> WINDOWS = List.of("ROW_NUMBER", "RANK", "LAG", "LEAD", "NTILE", "FIRST_VALUE");
    private static final List<String> PROPERTIES = List.of("schema", "timeZone", "fetchSize", "isolation", "readOnly");

    private SampleTables() {}

    /** Makes the tables. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : DEFINITIONS) {
                statement.execute(sql);
            }
        }
    }

    static String table(SplittableRandom random) {
        return pick(TABLES, random);
    }

    static String name(SplittableRandom random) {
        return pick(NAMES, random);
    }

    static String type(SplittableRandom random) {
        return pick(TYPES, random);
    }

    static String property(SplittableRandom random) {
        return pick(PROPERTIES, random);
    }

    static String text(SplittableRandom random) {
        return pick(TEXTS.subList(0, 14), random);
    }

    static String instant(SplittableRandom random) {
        return pick(TIMES.subList(0, 5), random);
    }

    static String column(Family family, SplittableRandom random) {
        return switch (family) {
            case NUMBERS -> pick(List.of("id", "a", "a", "id", "a", "b", "d", "f"), random);
            case TEXTS -> "s";
            case TIMES -> pick(List.of("w", "w", "m", "_valid_from", "_valid_to", "_system_from"), random);
            case ANYTHING -> pick(COLUMNS, random);
        };
    }

    /** A column that the table has, if it has one of the family; the wanted one otherwise, and now and then. */
    static String column(String wanted, String table, Family family, SplittableRandom random) {
        List<String> all = COLUMNS_OF.getOrDefault(table, List.of());
        if (all.isEmpty() || all.contains(wanted) || random.nextInt(15) == 0) {
            return wanted;
        }
        List<String> fitting = all.stream()
                .filter(column -> switch (family) {
                    case NUMBERS -> "id a b d f".contains(column);
                    case TEXTS -> column.equals("s");
                    case TIMES -> column.equals("w");
                    case ANYTHING -> true;
                })
                .toList();
        return fitting.isEmpty() ? wanted : pick(fitting, random);
    }

    static String literal(Family family, SplittableRandom random) {
        return switch (family) {
            case NUMBERS -> pick(NUMBERS, random);
            case TEXTS -> pick(TEXTS, random);
            case TIMES -> pick(TIMES, random);
            case ANYTHING -> pick(List.of(NUMBERS, TEXTS, TIMES, OTHERS).get(random.nextInt(4)), random);
        };
    }

    static String function(Family family, SplittableRandom random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return pick(AGGREGATES, random);
        } else if (kind == 1) {
            return pick(WINDOWS, random);
        } else if (kind == 2) {
            return pick(Language.functions(Language.Subject.SYSTEM), random);
        }
        return switch (family) {
            case NUMBERS -> pick(Language.functions(Language.Subject.NUMERIC), random);
            case TEXTS -> pick(Language.functions(Language.Subject.STRING), random);
            case TIMES -> pick(Language.functions(Language.Subject.TIMEDATE), random);
            case ANYTHING -> pick(everyFunction(), random);
        };
    }

    private static List<String> everyFunction() {
        List<String> all = new ArrayList<>();
        Arrays.stream(Language.Subject.values()).forEach(subject -> all.addAll(Language.functions(subject)));
        return all;
    }

    static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
