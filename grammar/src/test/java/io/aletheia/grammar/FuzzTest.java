package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aletheia.grammar.tree.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is read, it is a statement or a SyntaxException; and what is a statement can be printed and read again. */
class FuzzTest {
    private static final int MUTATIONS = 3_000;
    private static final String SIGNS = "()[]{}<>=-+*/%|&!?.,:;'\"\\@#$^`~ \n\t0aZ_é😀\u0000";

    @Test
    void mutatedCharactersMakeAStatementOrASyntaxException() throws IOException {
        long seed = 20_240_611L;
        Random random = new Random(seed);
        List<String> corpus = RoundTripTest.statements();
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder sql = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
            for (int n = 1 + random.nextInt(3); n > 0 && sql.length() > 0; n--) {
                mutate(sql, random);
            }
            check(sql.toString(), seed);
        }
    }

    @Test
    void mutatedWordsMakeAStatementOrASyntaxException() throws IOException {
        long seed = 77L;
        Random random = new Random(seed);
        List<String> corpus = RoundTripTest.statements();
        for (int i = 0; i < MUTATIONS; i++) {
            List<String> words = new ArrayList<>(words(corpus.get(random.nextInt(corpus.size()))));
            List<String> others = words(corpus.get(random.nextInt(corpus.size())));
            for (int n = 1 + random.nextInt(3); n > 0 && !words.isEmpty(); n--) {
                int at = random.nextInt(words.size());
                switch (random.nextInt(4)) {
                    case 0 -> words.remove(at);
                    case 1 -> words.add(at, others.get(random.nextInt(others.size())));
                    case 2 -> words.set(at, others.get(random.nextInt(others.size())));
                    default -> words.add(words.remove(random.nextInt(words.size())));
                }
            }
            check(String.join(" ", words), seed);
        }
    }

    private static List<String> words(String sql) {
        return List.of(sql.split("(?<=\\W)|(?=\\W)"));
    }

    private static void mutate(StringBuilder sql, Random random) {
        int at = random.nextInt(sql.length());
        char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
        switch (random.nextInt(4)) {
            case 0 -> sql.deleteCharAt(at);
            case 1 -> sql.insert(at, sign);
            case 2 -> sql.setCharAt(at, sign);
            default -> sql.delete(at, Math.min(sql.length(), at + random.nextInt(12)));
        }
    }

    private static void check(String sql, long seed) {
        Statement statement;
        try {
            statement = AletheiaSql.parse(sql);
        } catch (SyntaxException expected) {
            assertThat(expected.line()).isPositive();
            assertThat(expected.column()).isPositive();
            return;
        } catch (Throwable other) {
            fail("seed " + seed + ", statement: " + sql, other);
            return;
        }
        String printed = SqlPrinter.print(statement);
        try {
            assertThat(SqlPrinter.print(AletheiaSql.parse(printed)))
                    .as("seed %d, statement: %s", seed, sql)
                    .isEqualTo(printed);
        } catch (SyntaxException unreadable) {
            fail("seed " + seed + ", statement: " + sql + ", printed: " + printed, unreadable);
        }
    }
}
