package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.grammar.SyntaxException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorTest {

    @Test
    void showsTheLineWithACaretUnderThePlace() {
        SyntaxException error = error("SELECT a\n\tFROM t\n\tWHERE a = = 2");
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(12);
        assertThat(error.lineText()).isEqualTo("\tWHERE a = = 2");
        assertThat(error.kind()).isEqualTo(Kind.SYNTAX);
        assertThat(error).hasMessageEndingWith("(line 3, column 12)\n\tWHERE a = = 2\n\t          ^");
        assertThat(error.problem()).contains("expected an expression").contains("equality is written with one =");
    }

    @Test
    void pointsBehindTheTextWhenItEndsTooEarly() {
        SyntaxException error = error("SELECT a\nFROM t WHERE \n\n");
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(13);
        assertThat(error.problem()).isEqualTo("the statement ends too early: expected an expression");
    }

    @Test
    void countsColumnsInCharactersNotInUtf16Units() {
        SyntaxException error = error("SELECT '😀😀' FROM WHERE");
        assertThat(error.column()).isEqualTo(18);
        assertThat(error).hasMessageEndingWith("\nSELECT '😀😀' FROM WHERE\n                 ^");
    }

    @Test
    void placesAnErrorInTheSecondStatementOfAScript() {
        SyntaxException error = catchThrowableOfType(
                SyntaxException.class, () -> AletheiaSql.parseAll("SELECT 1;\nSELECT 2;\nSELEC 3"));
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(1);
        assertThat(error.problem()).startsWith("unexpected \"SELEC\": expected a statement: SELECT, MATCH, INSERT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT * FORM t                        | 10 | did you mean FROM?
            SELECT a FROM t WHRE a = 1             | 22 | did you mean WHERE?
            SELECT a, FROM t                       | 11 | the comma before it is one too many
            SELECT a FROM t ORDER a                | 23 | expected BY
            SELECT a FROM t LIMIT x                | 23 | a whole number
            SELECT 'abc                            | 8  | this string is not closed: expected ' at its end
            SELECT "abc                            | 8  | this quoted name is not closed
            SELECT "" FROM t                       | 8  | a quoted name must not be empty
            SELECT /* abc                          | 8  | this comment is not closed
            SELECT 1abc                            | 8  | a number must not end with a letter: 1abc
            SELECT @x                              | 8  | the character @ has no meaning here
            SELECT table FROM t                    | 8  | table is a reserved word, as a name it is written "table"
            SELECT a FROM t WHERE a = 'x' "y"      | 31 | a string is written in single quotes
            SELECT (a FROM t                       | 11 | expected ")"
            SELECT a FROM (SELECT 1                | 24 | a "(" is not closed
            SELECT CAST(a AS FOO)                  | 18 | unknown type FOO; the types are BOOLEAN
            SELECT CAST(a AS INT(3))               | 18 | takes no number in parentheses
            SELECT CAST(a AS VECTOR)               | 18 | VECTOR needs its number of dimensions
            SELECT X'0'                            | 8  | an even number of hexadecimal digits
            SELECT UUID 'x'                        | 8  | not a UUID: 'x'
            SELECT U&'\\00'                        | 8  | 4 hexadecimal digits
            SELECT 1e9999999                       | 8  | the exponent of the number
            SELECT INTERVAL '1' MONTH TO DAY       | 21 | an interval runs from YEAR TO MONTH
            SELECT EXTRACT(FOO FROM a)             | 16 | expected a unit of time such as DAY
            SELECT {x '2020-01-01'}                | 9  | expected one of the JDBC escapes
            SELECT {fx ABS(1)}                     | 9  | expected the JDBC escape {fn ...}
            SELECT * FROM a JOIN b                 | 17 | expected ON or USING
            SELECT * FROM t FOR VALID_TIME ALL FOR VALID_TIME ALL | 36 | a second clause FOR VALID_TIME
            SELECT CASE WHEN 1, 2 THEN 3 END       | 13 | a WHEN with several values needs an operand
            INSERT t VALUES (1)                    | 8  | expected INTO
            DELETE t WHERE x = 1                   | 8  | expected FROM
            UPDATE t v = 1                         | 12 | expected SET
            UPDATE t SET (a, b) = (1)              | 14 | 2 columns are set to 1 values
            UPSERT INTO t VALUES (1) ON CONFLICT DO NOTHING | 26 | ON CONFLICT belongs to INSERT only
            MERGE INTO t USING u ON a = b WHEN MATCHED THEN INSERT VALUES (1) | 49 | INSERT belongs to WHEN NOT MATCHED
            CREATE TABLE t (a INT,)                | 23 | expected a name
            CREATE EDGE TABLE e (a INT)            | 1  | an edge table names the tables it connects
            CREATE TABLE e (FROM a, TO b)          | 1  | FROM and TO belong to CREATE EDGE TABLE only
            CREATE EDGE TABLE e (FROM a, FROM b)   | 30 | one FROM and one TO
            DROP t                                 | 6  | EDGE, INDEX, NODE, SCHEMA, TABLE, VERTEX or VIEW
            COPY t FROM file.csv                   | 13 | expected a string
            BEGIN READ ONLY READ WRITE             | 17 | the access mode is given twice
            SELECT 1; SELECT 2                     | 11 | expected the end of the statement
            GRAPH_TABLE (MATCH (a))                | 1  | expected a statement
            MATCH (a)(b) RETURN a.x                | 10 | two nodes need an edge between them
            MATCH (a)-[e]-> RETURN a.x             | 10 | a path must end with a node
            MATCH (a)-[e]->-[f]->(b) RETURN a.x    | 16 | an edge must stand between two nodes
            MATCH (a)->{3,2}(b) RETURN a.x         | 12 | a quantifier {n,m} needs n <= m
            MATCH (a)-[k*1..2]->+(b) RETURN a.x    | 21 | already has a quantifier
            OPTIONAL MATCH (a) RETURN a.x          | 1  | the first MATCH of a pattern must not be OPTIONAL
            MATCH SHORTEST 0 (a)->+(b) RETURN a.x  | 16 | the number of paths kept must be from 1
            SELECT a->b FROM t                     | 10 | -> is an edge of a pattern
            """)
    void saysInWordsWhatIsWrong(String sql, int column, String words) {
        SyntaxException error = error(sql);
        assertThat(error.problem()).contains(words);
        assertThat(error.line()).isEqualTo(1);
        assertThat(error.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MATCH (a)-->(b) RETURN a.x             | 10
            MATCH (a)--(b) RETURN a.x              | 10
            MATCH (a)<--(b) RETURN a.x             | 11
            MATCH (a)-[e]-->(b) RETURN a.x         | 14
            MATCH (a) -->(b) RETURN a.x            | 11
            MATCH (a) --[e]->(b) RETURN a.x        | 11
            SELECT * FROM GRAPH_TABLE (MATCH (a)-->(b) COLUMNS (a.x)) | 37
            """)
    void namesTheArrowWhereACommentWasMeantAsOne(String sql, int column) {
        SyntaxException error = error(sql);
        assertThat(error.problem()).contains("\"--\" begins a comment in SQL: write -> or <-");
        assertThat(error.column()).isEqualTo(column);
    }

    @Test
    void refusesAnArrowReadAsACommentEvenIfTheRestWouldBeAStatement() {
        assertThat(error("MATCH (a)-->(b)\nRETURN a.x").problem()).contains("write ->");
        assertThat(error("MATCH (a)--(b)\nWHERE a.x = 1 RETURN a.x").problem()).contains("write ->");
        assertThat(error("MATCH (a)-- (b)\nRETURN a.x").problem()).contains("write ->");
    }

    @Test
    void leavesCommentsWithinAPatternAloneThatLookLikeNothingElse() {
        assertThat(SqlPrinter.print(AletheiaSql.parse("MATCH (a) -- the start\n -[e]->(b) -- the end\nRETURN a.x")))
                .isEqualTo(SqlPrinter.print(AletheiaSql.parse("MATCH (a)-[e]->(b) RETURN a.x")));
    }

    @Test
    void namesAtMostAFewOfTheTokensThatWereExpected() {
        String problem = error("SELECT a FROM t x y").problem();
        assertThat(problem).contains("WHERE", "GROUP BY").endsWith(", ...");
        assertThat(problem.split(", ")).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void refusesAnEmptyTextAndMoreThanOneStatement() {
        assertThat(error("").problem()).isEqualTo("expected a statement");
        assertThat(error(" ; ").problem()).isEqualTo("expected a statement");
        assertThat(error("-- only a comment").problem()).isEqualTo("expected a statement");
    }

    private static SyntaxException error(String sql) {
        SyntaxException error = catchThrowableOfType(SyntaxException.class, () -> AletheiaSql.parse(sql));
        assertThat(error).as(sql).isNotNull();
        return error;
    }
}
