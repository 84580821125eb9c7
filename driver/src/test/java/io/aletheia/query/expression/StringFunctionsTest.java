package io.aletheia.query.expression;

import static io.aletheia.query.expression.Rex.assertFails;
import static io.aletheia.query.expression.Rex.call;
import static io.aletheia.query.expression.Rex.lit;
import static io.aletheia.query.expression.Rex.nothing;
import static io.aletheia.query.expression.Rex.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.junit.jupiter.api.Test;

final class StringFunctionsTest {
    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void lettersChangeTheirCase() {
        assertThat(value(call("UPPER", "äb"))).isEqualTo("ÄB");
        assertThat(value(call("LOWER", "ÄB"))).isEqualTo("äb");
        assertThat(value(call("INITCAP", "hello wORLD-x"))).isEqualTo("Hello World-X");
    }

    @Test
    void stringsAreJoined() {
        assertThat(value(call("||", "a", "b"))).isEqualTo("ab");
        assertThat(value(call("||", "a", nothing(ValueType.VARCHAR)))).isNull();
        assertThat(value(call("CONCAT", "a", nothing(ValueType.VARCHAR), "b"))).isEqualTo("ab");
        assertThat(value(call("CONCAT_WS", "-", "a", nothing(ValueType.VARCHAR), "b")))
                .isEqualTo("a-b");
        assertThat(value(call("CONCAT_WS", nothing(ValueType.VARCHAR), "a"))).isNull();
    }

    @Test
    void partsAreTakenByCharacter() {
        assertThat(value(call("SUBSTRING", "hello", 2))).isEqualTo("ello");
        assertThat(value(call("SUBSTRING", "hello", 2, 3))).isEqualTo("ell");
        assertThat(value(call("SUBSTRING", "hello", -1, 3))).isEqualTo("h");
        assertThat(value(call("SUBSTRING", "hello", 9))).isEqualTo("");
        assertThat(value(call("SUBSTRING", SMILE + "ab", 2, 1))).isEqualTo("a");
        assertFails(ErrorCode.SUBSTRING_ERROR, call("SUBSTRING", "hello", 1, -1));
        assertThat(value(call("LEFT", "hello", 2))).isEqualTo("he");
        assertThat(value(call("LEFT", "hello", -2))).isEqualTo("hel");
        assertThat(value(call("RIGHT", "hello", 2))).isEqualTo("lo");
        assertThat(value(call("RIGHT", "hello", -2))).isEqualTo("llo");
        assertThat(value(call("SPLIT_PART", "a,b,c", ",", 2))).isEqualTo("b");
        assertThat(value(call("SPLIT_PART", "a,b,c", ",", -1))).isEqualTo("c");
        assertThat(value(call("SPLIT_PART", "a,b,c", ",", 4))).isEqualTo("");
    }

    @Test
    void lengthsAndPositionsCountCharacters() {
        assertThat(value(call("CHAR_LENGTH", SMILE + "ä"))).isEqualTo(2L);
        assertThat(value(call("OCTET_LENGTH", SMILE + "ä"))).isEqualTo(6L);
        assertThat(value(call("POSITION", "l", "hello"))).isEqualTo(3L);
        assertThat(value(call("POSITION", "x", "hello"))).isEqualTo(0L);
        assertThat(value(call("POSITION", "a", SMILE + "a"))).isEqualTo(2L);
    }

    @Test
    void endsAreTrimmedAndFilled() {
        RexNode both = Rex.BUILDER.makeFlag(SqlTrimFunction.Flag.BOTH);
        RexNode leading = Rex.BUILDER.makeFlag(SqlTrimFunction.Flag.LEADING);
        assertThat(value(call("TRIM", both, " ", "  a b  "))).isEqualTo("a b");
        assertThat(value(call("TRIM", leading, "x", "xxax"))).isEqualTo("ax");
        assertThat(value(call("RTRIM", "ab  "))).isEqualTo("ab");
        assertThat(value(call("LTRIM", "xyab", "xy"))).isEqualTo("ab");
        assertThat(value(call("LPAD", "7", 3, "0"))).isEqualTo("007");
        assertThat(value(call("RPAD", "abc", 2))).isEqualTo("ab");
        assertFails(ErrorCode.STRING_TOO_LONG, call("REPEAT", "ab", 2_000_000_000));
    }

    @Test
    void stringsAreRewritten() {
        assertThat(value(call("REPLACE", "banana", "an", "o"))).isEqualTo("booa");
        assertThat(value(call("OVERLAY", "hello", "XX", 2, 3))).isEqualTo("hXXo");
        assertThat(value(call("REVERSE", "ab" + SMILE))).isEqualTo(SMILE + "ba");
        assertThat(value(call("REPEAT", "ab", 2))).isEqualTo("abab");
        assertThat(value(call("STARTS_WITH", "hello", "he"))).isEqualTo(true);
    }

    @Test
    void likeMatchesAnyCharactersAndOneCharacter() {
        assertThat(like("hello", "h%o")).isTrue();
        assertThat(like("hello", "h_llo")).isTrue();
        assertThat(like("hello", "h_o")).isFalse();
        assertThat(like("hello", "%ell%")).isTrue();
        assertThat(like("hello", "hello")).isTrue();
        assertThat(like("hello ", "hello")).isFalse();
        assertThat(like("", "%")).isTrue();
        assertThat(like("aXbXc", "a%b%c")).isTrue();
        assertThat(like("ab", "a%a%b")).isFalse();
        assertThat(like("aab", "a%a%b")).isTrue();
        assertThat(like("a", "a%a")).isFalse();
        assertThat(like(SMILE, "_")).isTrue();
        assertThat(like("a\nb", "a_b")).isTrue();
        assertThat(value(call(SqlLibraryOperators.ILIKE, "HELLO", "h%O"))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.LIKE, "x", nothing(ValueType.VARCHAR))))
                .isNull();
    }

    @Test
    void anEscapeCharacterTakesTheMeaningAway() {
        assertThat(value(call(SqlStdOperatorTable.LIKE, "50%", "50!%", "!"))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.LIKE, "500", "50!%", "!"))).isEqualTo(false);
        assertThat(value(call(SqlStdOperatorTable.LIKE, "a!b", "a!!b", "!"))).isEqualTo(true);
        assertFails(ErrorCode.INVALID_ARGUMENT, call(SqlStdOperatorTable.LIKE, "a", "a!b", "!"));
        assertFails(ErrorCode.INVALID_ARGUMENT, call(SqlStdOperatorTable.LIKE, "a", "a", "xy"));
    }

    @Test
    void similarToKnowsAlternativesAndRepetition() {
        assertThat(value(call(SqlStdOperatorTable.SIMILAR_TO, "abab", "(ab)+"))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.SIMILAR_TO, "cat", "cat|dog")))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.SIMILAR_TO, "a.c", "a.c"))).isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.SIMILAR_TO, "abc", "a.c"))).isEqualTo(false);
        assertThat(value(call(SqlStdOperatorTable.SIMILAR_TO, "b5", "[a-c][0-9]")))
                .isEqualTo(true);
        assertThat(value(call(SqlStdOperatorTable.SIMILAR_TO, "x%", "x\\%", "\\")))
                .isEqualTo(true);
        assertFails(ErrorCode.INVALID_ARGUMENT, call(SqlStdOperatorTable.SIMILAR_TO, "a", "(a"));
    }

    @Test
    void inFindsPointsAndRanges() {
        RexNode inSet = Rex.BUILDER.makeIn(Rex.parameter(ValueType.INTEGER, 0), List.of(lit(1), lit(3), lit(5)));
        assertThat(value(inSet, 3L)).isEqualTo(true);
        assertThat(value(inSet, 4L)).isEqualTo(false);
        assertThat(value(inSet, new Object[] {null})).isNull();
        RexNode between = Rex.BUILDER.makeBetween(Rex.parameter(ValueType.VARCHAR, 0), lit("b"), lit("d"));
        assertThat(value(between, "c")).isEqualTo(true);
        assertThat(value(between, "da")).isEqualTo(false);
        RexNode texts = Rex.BUILDER.makeIn(Rex.parameter(ValueType.VARCHAR, 0), List.of(lit("b"), lit("d")));
        assertThat(value(texts, "d")).isEqualTo(true);
        assertThat(value(texts, "d ")).isEqualTo(false);
    }

    @Test
    void hashesAreHexadecimal() {
        assertThat(value(call("MD5", "abc"))).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat((String) value(call("SHA256", "abc"))).startsWith("ba7816bf");
    }

    @Test
    void aFunctionWithoutAnEvaluatorIsNamed() {
        assertFails(ErrorCode.UNSUPPORTED, call(SqlLibraryOperators.LEVENSHTEIN, "a", "b"));
    }

    private static boolean like(String text, String pattern) {
        Object constant = value(call(SqlStdOperatorTable.LIKE, text, pattern));
        Object bound = value(call(SqlStdOperatorTable.LIKE, text, Rex.parameter(ValueType.VARCHAR, 0)), pattern);
        assertThat(bound).isEqualTo(constant);
        return Boolean.TRUE.equals(constant);
    }
}
