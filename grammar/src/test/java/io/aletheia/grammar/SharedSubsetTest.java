package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.grammar.tree.Statement;
import java.io.IOException;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our trees against those of Calcite's own parser, statement by statement. */
class SharedSubsetTest {
    private static final SqlParser.Config CALCITE = SqlParser.config()
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withConformance(SqlConformanceEnum.LENIENT)
            .withIdentifierMaxLength(128);

    static List<String> statements() throws IOException {
        return Corpus.lines("/shared-subset.sql");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void buildsTheSameTreeAsCalcitesParser(String sql) throws SqlParseException {
        SqlNode theirs = SqlParser.create(sql, CALCITE).parseQuery();
        SqlNode ours = ((Statement.Query) AletheiaSql.parse(sql)).query();
        assertThat(text(ours)).isEqualTo(text(theirs));
    }

    @Test
    void theSubsetIsLargeEnoughToMeanSomething() throws IOException {
        assertThat(statements()).hasSizeGreaterThanOrEqualTo(120);
    }

    private static String text(SqlNode node) {
        return node.toSqlString(AnsiSqlDialect.DEFAULT).getSql();
    }
}
