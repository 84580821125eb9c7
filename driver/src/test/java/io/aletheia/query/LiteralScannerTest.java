package io.aletheia.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.grammar.generated.AletheiaLexer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralScannerTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/sql");
    private static final long SEED = 20261124;
    private static final String[] PIECES = {
        "'",
        "''",
        "\"",
        "--",
        "/*",
        "*/",
        "\n",
        "\r",
        "1",
        "23",
        ".5",
        "1.",
        "..",
        "1e5",
        "x",
        "N",
        "X'",
        "U&'",
        "&",
        "?",
        "$",
        "_",
        "é",
        "\uD83D\uDE00",
        "\u0001",
        " ",
        "\t",
        "\u00A0",
        ";",
        "-",
        "@",
        "{",
        "}",
        "::",
        "!",
        "'a'",
        "'it''s'",
        "2.50"
    };

    private final LiteralScanner scanner = new LiteralScanner();

    @Test
    void findsTheLiteralsThatTheLexerFindsInEveryStatementOfTheScripts() throws IOException {
        int found = 0;
        for (String text : texts()) {
            found += check(text);
        }
        assertThat(found).as("literals found").isGreaterThan(5_000);
    }

    @Test
    void findsTheLiteralsThatTheLexerFindsInWhatIsNoStatementAnyMore() throws IOException {
        List<String> texts = texts();
        var random = new Random(SEED);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int n = random.nextInt(3) + 1; n > 0; n--) {
                int at = random.nextInt(text.length() + 1);
                if (random.nextInt(3) == 0) {
                    text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                } else {
                    text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                }
            }
            found += check(text.toString());
        }
        assertThat(found).as("literals found; seed %d", SEED).isGreaterThan(5_000);
    }

    /** How many literals there were; none if the scanner gave up. */
    private int check(String text) {
        TextShape shape = scanner.scan(text);
        if (shape == null) {
            return 0;
        }
        var lexer = new AletheiaLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        var starts = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        for (Token token : lexer.getAllTokens()) {
            int type = token.getType();
            if (type == AletheiaLexer.STRING || type == AletheiaLexer.INTEGER || type == AletheiaLexer.DECIMAL) {
                int start = text.offsetByCodePoints(0, token.getStartIndex());
                starts.add(start);
                ends.add(text.offsetByCodePoints(start, token.getStopIndex() + 1 - token.getStartIndex()));
                Object value = shape.values()[Math.min(starts.size(), shape.count()) - 1];
                assertThat(value)
                        .as(text)
                        .isEqualTo(
                                switch (type) {
                                    case AletheiaLexer.STRING ->
                                        token.getText()
                                                .substring(1, token.getText().length() - 1)
                                                .replace("''", "'");
                                    case AletheiaLexer.INTEGER -> Long.valueOf(token.getText());
                                    default -> new BigDecimal(token.getText());
                                });
            } else {
                assertThat(type)
                        .as("%s in %s", token, text)
                        .isNotIn(
                                AletheiaLexer.UNCLOSED_STRING,
                                AletheiaLexer.UNCLOSED_IDENTIFIER,
                                AletheiaLexer.UNCLOSED_COMMENT,
                                AletheiaLexer.NATIONAL_STRING,
                                AletheiaLexer.UNICODE_STRING,
                                AletheiaLexer.BINARY_STRING,
                                AletheiaLexer.INTEGER_RANGE,
                                AletheiaLexer.APPROXIMATE,
                                AletheiaLexer.BAD_NUMBER,
                                AletheiaLexer.QUESTION,
                                AletheiaLexer.UNEXPECTED);
            }
        }
        assertThat(shape.starts())
                .as(text)
                .isEqualTo(starts.stream().mapToInt(Integer::intValue).toArray());
        assertThat(shape.ends())
                .as(text)
                .isEqualTo(ends.stream().mapToInt(Integer::intValue).toArray());
        return shape.count();
    }

    private static List<String> texts() throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.sorted().toList()) {
                texts.addAll(StatementTexts.split(Files.readString(file)));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t",
                "SELECT ? FROM t WHERE a = 5",
                "SELECT 1e5",
                "SELECT 5x",
                "SELECT 1..3",
                "SELECT 'open",
                "SELECT 5 /* open",
                "SELECT N'a', 5",
                "SELECT X'00', 5",
                "SELECT U&'a', 5",
                "SELECT 5 AS ä",
                "SELECT 1234567890123456789",
                "SELECT 5 AS \"\u0001\"",
                "SELECT 5. FROM t"
            })
    void givesUpWhatHasNoLiteralsOrOnlyTheLexerCanTell(String sql) {
        assertThat(scanner.scan(sql)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "a = 1|a = 22|true",
                "a = 1|a =  1|false",
                "a = 1|A = 1|false",
                "a = 1|a = 1.0|false",
                "a = 1|a = '1'|false",
                "a = 'x'|a = 'it''s'|true",
                "a = 1 -- 1|a = 1 -- 2|false",
                "a = 1 /* 'x' */|a = 1 /* 'y' */|false"
            })
    void textsThatDifferInTheValuesOfLiteralsOnlyHaveOneSkeleton(String one, String other, boolean same) {
        assertThat(skeleton(one).equals(skeleton(other))).isEqualTo(same);
    }

    private String skeleton(String sql) {
        TextShape shape = scanner.scan(sql);
        if (shape == null) {
            throw new AssertionError("given up: " + sql);
        }
        return shape.skeleton();
    }
}
