package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.grammar.SyntaxException.Kind;
import io.aletheia.grammar.tree.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long chains make shallow trees, and what would make deep ones is refused before it overflows any stack. */
class ComplexityTest {

    @ParameterizedTest
    @ValueSource(strings = {"OR", "AND"})
    void fiveThousandOperandsMakeAShallowTree(String operator) {
        String condition =
                IntStream.range(0, 5_000).mapToObj(i -> "a = " + i).collect(Collectors.joining(" " + operator + " "));
        SqlSelect select = (SqlSelect) query("SELECT a FROM t WHERE " + condition);
        assertThat(depth(select.getWhere())).isLessThan(80);
        String printed = SqlPrinter.print(select);
        assertThat(SqlPrinter.print(query(printed))).isEqualTo(printed);
    }

    @Test
    void aThousandUnionsMakeAShallowTree() {
        String union = String.join(" UNION ALL ", Collections.nCopies(1_000, "SELECT 1"));
        assertThat(depth(query(union))).isLessThan(80);
    }

    @Test
    void aLongListOfRowsIsRead() {
        String rows = String.join(", ", Collections.nCopies(10_000, "(1, 'a', NULL)"));
        assertThat(AletheiaSql.parse("INSERT INTO t VALUES " + rows).parameterCount())
                .isZero();
    }

    @Test
    void bracketsMayNestUpToTheLimit() {
        int limit = StatementReader.DEPTH_MAX;
        assertThat(query("SELECT " + "(".repeat(limit) + "1" + ")".repeat(limit)))
                .isNotNull();
        assertTooComplex("SELECT " + "(".repeat(limit + 1) + "1" + ")".repeat(limit + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void deeperNestingIsRefusedWithoutOverflow(int depth) {
        assertTooComplex("SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth));
        assertTooComplex("SELECT " + "f(".repeat(depth) + "1" + ")".repeat(depth));
        assertTooComplex("SELECT " + "CASE WHEN a THEN ".repeat(depth) + "1" + " END".repeat(depth));
        assertTooComplex("SELECT * FROM " + "(SELECT * FROM ".repeat(depth) + "t" + ") AS x".repeat(depth));
        assertTooComplex("SELECT a" + "[".repeat(depth) + "1" + "]".repeat(depth));
        assertTooComplex("MATCH " + "(".repeat(depth) + ")".repeat(depth) + " RETURN a.x");
    }

    @Test
    void chainsThatCannotBeBalancedHaveALimit() {
        assertTooComplex("SELECT " + String.join(" + ", Collections.nCopies(1_000, "a")));
        assertTooComplex("SELECT " + "NOT ".repeat(1_000) + "a");
        assertTooComplex("SELECT " + "- ".repeat(1_000) + "a");
        assertTooComplex("SELECT a" + "[1]".repeat(1_000));
        assertTooComplex("SELECT a" + " IS NULL".repeat(1_000));
        assertTooComplex("SELECT * FROM t" + " CROSS JOIN t".repeat(1_000));
        assertTooComplex("SELECT * FROM t" + ", t".repeat(1_000));
        assertTooComplex("SELECT 1" + " EXCEPT SELECT 1 UNION SELECT 1".repeat(500));
    }

    @Test
    void aSmallStackIsEnoughForTheDeepestStatement() throws InterruptedException {
        int limit = StatementReader.DEPTH_MAX;
        String sql = "SELECT " + "(1 + f(".repeat(limit / 2) + "1" + "))".repeat(limit / 2) + " FROM t";
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(null, () -> result.set(attempt(sql)), "small-stack", 1 << 20);
        thread.start();
        thread.join();
        assertThat(result.get()).isInstanceOf(Statement.Query.class);
    }

    private static Object attempt(String sql) {
        try {
            return AletheiaSql.parse(sql);
        } catch (SyntaxException refused) {
            return refused;
        }
    }

    private static void assertTooComplex(String sql) {
        assertThatThrownBy(() -> AletheiaSql.parse(sql))
                .isInstanceOfSatisfying(
                        SyntaxException.class, error -> assertThat(error.kind()).isEqualTo(Kind.TOO_COMPLEX));
    }

    private static SqlNode query(String sql) {
        return ((Statement.Query) AletheiaSql.parse(sql)).query();
    }

    private static int depth(SqlNode node) {
        List<SqlNode> children = node instanceof SqlCall call
                ? call.getOperandList()
                : node instanceof SqlNodeList list ? list.getList() : List.of();
        int deepest = 0;
        for (SqlNode child : children) {
            if (child != null) {
                deepest = Math.max(deepest, depth(child));
            }
        }
        return deepest + 1;
    }
}
