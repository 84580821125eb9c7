package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.shell.ScriptReader.Piece;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
    @Test
    void statementsEndAtSemicolons() {
        assertThat(ScriptReader.read("SELECT 1;\nSELECT 2 ;SELECT 3"))
                .containsExactly(
                        new Piece("SELECT 1", 1, false),
                        new Piece("SELECT 2", 2, false),
                        new Piece("SELECT 3", 2, false));
    }

    @Test
    void commentsStayWithTheStatementBehindThem() {
        assertThat(ScriptReader.read("-- one; two\n/* three;\n */ SELECT 1 -- four;\n;\n"))
                .containsExactly(new Piece("-- one; two\n/* three;\n */ SELECT 1 -- four;", 3, false));
    }

    @Test
    void quotedSemicolonsAndDashesAreText() {
        assertThat(ScriptReader.read("SELECT 'a;''--b' AS \"c;\"\"/*\" ; SELECT 2"))
                .containsExactly(
                        new Piece("SELECT 'a;''--b' AS \"c;\"\"/*\"", 1, false), new Piece("SELECT 2", 1, false));
    }

    @Test
    void aQuotedTextOverSeveralLinesCounts() {
        assertThat(ScriptReader.read("SELECT 'a\nb';\nSELECT 2;"))
                .extracting(Piece::line)
                .containsExactly(1, 3);
    }

    @Test
    void commentsAtTheEndAreNoStatement() {
        assertThat(ScriptReader.read("SELECT 1;\n-- the end\n"))
                .containsExactly(new Piece("SELECT 1", 1, false), new Piece("-- the end", 1, true));
    }

    @Test
    void whatIsNeverClosedReachesTheEnd() {
        assertThat(ScriptReader.read("SELECT 'a;")).containsExactly(new Piece("SELECT 'a;", 1, false));
        assertThat(ScriptReader.read("/* a;")).containsExactly(new Piece("/* a;", 1, true));
    }

    @Test
    void emptyStatementsAreLeftOut() {
        assertThat(ScriptReader.read(";; \n;")).isEmpty();
    }
}
