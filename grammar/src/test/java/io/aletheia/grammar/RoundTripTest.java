package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.grammar.tree.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is parsed and printed parses again and prints the same. */
class RoundTripTest {

    static List<String> statements() throws IOException {
        List<String> all = new ArrayList<>(Corpus.lines("/corpus.sql"));
        all.addAll(Corpus.lines("/shared-subset.sql"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("statements")
    void whatIsPrintedParsesToTheSameTree(String sql) {
        Statement first = AletheiaSql.parse(sql);
        String printed = SqlPrinter.print(first);
        Statement second = AletheiaSql.parse(printed);
        assertThat(SqlPrinter.print(second)).isEqualTo(printed);
        assertThat(second.getClass()).isEqualTo(first.getClass());
        assertThat(second.parameterCount()).isEqualTo(first.parameterCount());
        assertThat(second.returnsRows()).isEqualTo(first.returnsRows());
    }

    @Test
    void theCorpusIsLargeEnoughToMeanSomething() throws IOException {
        assertThat(Corpus.lines("/corpus.sql")).hasSizeGreaterThanOrEqualTo(250);
    }
}
