package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every keyword that is no reserved word is a name; every reserved word is one in double quotes. */
class KeywordTest {

    private static List<String> keywords(boolean names) {
        List<String> result = new ArrayList<>();
        for (int type = 1; type <= AletheiaParser.VOCABULARY.getMaxTokenType(); type++) {
            String word = AletheiaParser.VOCABULARY.getSymbolicName(type);
            String literal = AletheiaParser.VOCABULARY.getLiteralName(type);
            boolean keyword = isUnit(word) || (literal != null && Character.isLetter(literal.charAt(1)));
            if (keyword && Words.isNonReserved(type) == names) {
                result.add(word);
            }
        }
        return result;
    }

    private static boolean isUnit(String word) {
        return List.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND")
                .contains(word);
    }

    static List<String> names() {
        return keywords(true);
    }

    static List<String> reserved() {
        return keywords(false);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isANameWhereverOneMayStand(String word) {
        String w = word.toLowerCase(java.util.Locale.ROOT);
        for (String sql : List.of(
                "SELECT %s FROM t",
                "SELECT t.%s, %s.a FROM t AS %s",
                "SELECT a AS %s FROM %s",
                "SELECT a FROM %s WHERE %s = 1 AND %s.%s > 2 GROUP BY %s ORDER BY %s",
                "SELECT a FROM s.%s JOIN b USING (%s)",
                "WITH %s (%s) AS (SELECT 1) SELECT * FROM %s",
                "SELECT SUM(a) OVER %s FROM t WINDOW %s AS (PARTITION BY a)",
                "INSERT INTO %s (%s) VALUES (1)",
                "UPDATE %s SET %s = 1 WHERE %s = 2",
                "DELETE FROM %s WHERE %s = 2",
                "CREATE TABLE %s (%s INT PRIMARY KEY, b INT)",
                "CREATE TABLE t (a INT, PRIMARY KEY (%s))",
                "CREATE EDGE TABLE %s (FROM %s, TO %s)",
                "ALTER TABLE %s RENAME COLUMN %s TO x",
                "CREATE INDEX %s ON %s (%s)",
                "MATCH (%s:%s {%s: 1})-[e]->(b) RETURN %s.%s",
                "SELECT * FROM GRAPH_TABLE (MATCH (%s IS %s WHERE %s.a = 1) COLUMNS (%s.a))",
                "SAVEPOINT %s",
                "COPY %s (%s) FROM 'f'")) {
            String text = sql.replace("%s", w);
            String printed = SqlPrinter.print(AletheiaSql.parse(text));
            assertThat(printed).contains(w);
            assertThat(SqlPrinter.print(AletheiaSql.parse(printed))).isEqualTo(printed);
        }
    }

    @ParameterizedTest
    @MethodSource("reserved")
    void isANameInDoubleQuotes(String word) {
        String sql = "SELECT t.\"%s\" AS \"%s\" FROM \"%s\" AS t".replace("%s", word);
        assertThat(SqlPrinter.print(AletheiaSql.parse(sql))).isEqualTo(sql);
    }

    @ParameterizedTest
    @MethodSource("reserved")
    void isNoNameWithoutQuotes(String word) {
        assertThatThrownBy(() -> AletheiaSql.parse("SELECT a FROM " + word + " AS x WHERE x.a = 1"))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void thereAreKeywordsOfBothKinds() {
        assertThat(names()).hasSizeGreaterThan(150).contains("VALID_TIME", "NODE", "MATCH", "RETURN", "DAY");
        assertThat(reserved()).hasSizeGreaterThan(60).contains("SELECT", "FROM", "FOR");
    }

    @Test
    void wordsOfOldSchemasAreNames() {
        assertThat(AletheiaSql.parse(
                                "SELECT id, name, value, date, time, timestamp, type, key, source, target, user, count, position, status,"
                                        + " language, year, month, day, start, level, text, data, role, password, comment FROM node")
                        .isQuery())
                .isTrue();
    }
}
