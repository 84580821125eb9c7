package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.MatchClause;
import io.aletheia.grammar.tree.PatternElement;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlMatchQuery;
import io.aletheia.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parameters are numbered in the order they stand in the text. */
class ParameterTest {

    @Test
    void aCommonTableComesBeforeTheBody() {
        SqlWith with = (SqlWith) query("WITH x AS (SELECT ? AS a) SELECT * FROM x WHERE a = ? AND b = ?");
        assertThat(parameters(((SqlWithItem) with.withList.get(0)).query)).containsExactly(0);
        assertThat(parameters(with.body)).containsExactly(1, 2);
    }

    @Test
    void positionsInTheTextRuleNotTheOrderOfTheTree() {
        SqlOrderBy order =
                (SqlOrderBy) query("SELECT ? FROM t FOR VALID_TIME AS OF ? WHERE ? BETWEEN ? AND ? LIMIT ? OFFSET ?");
        assertThat(index(order.fetch)).isEqualTo(5);
        assertThat(index(order.offset)).isEqualTo(6);
        assertThat(parameters(order.query)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void limitWithAnOffsetFirstKeepsTheNumbers() {
        SqlOrderBy order = (SqlOrderBy) query("SELECT a FROM t LIMIT ?, ?");
        assertThat(index(order.offset)).isEqualTo(0);
        assertThat(index(order.fetch)).isEqualTo(1);
    }

    @Test
    void aQuantifierIsNoParameter() {
        Statement statement =
                AletheiaSql.parse("MATCH (a {id: ?})->?(b)-[e WHERE e.x = ?]->?(c) FOR VALID_TIME AS OF ? RETURN ?");
        assertThat(statement.parameterCount()).isEqualTo(4);
        SqlMatchQuery match = (SqlMatchQuery) ((Statement.Query) statement).query();
        MatchClause clause = match.clauses().get(0);
        List<PatternElement> elements = clause.paths().get(0).elements();
        assertThat(index(((PatternElement.Node) elements.get(0))
                        .properties()
                        .get(0)
                        .value()))
                .isEqualTo(0);
        assertThat(((PatternElement.Edge) elements.get(1)).quantifier()).isEqualTo(new PatternElement.Quantifier(0, 1));
        assertThat(parameters(((PatternElement.Edge) elements.get(3)).where())).containsExactly(1);
        assertThat(index(Objects.requireNonNull(match.times().validTime()).from()))
                .isEqualTo(2);
        assertThat(index(match.items().get(0))).isEqualTo(3);
    }

    @Test
    void aQuestionMarkInAStringNameOrCommentIsNone() {
        assertThat(AletheiaSql.parse("SELECT '?', \"?\" /* ? */ FROM t -- ?").parameterCount())
                .isZero();
    }

    @Test
    void everyStatementOfAScriptBeginsAtZero() {
        List<Statement> statements = AletheiaSql.parseAll("SELECT ?, ?; UPDATE t SET a = ?;;\n SELECT 1;");
        assertThat(statements).extracting(Statement::parameterCount).containsExactly(2, 1, 0);
        DataChange.Update update = (DataChange.Update) statements.get(1);
        assertThat(index(update.assignments().get(0).value())).isEqualTo(0);
    }

    @Test
    void aSecondAttemptOfTheParserDoesNotCountTwice() {
        // The portion's bound and the columns behind it can be told apart only far to the right.
        DataChange.Insert insert = (DataChange.Insert)
                AletheiaSql.parse("INSERT INTO t FOR VALID_TIME FROM ? TO END_OF_TIME (id, v) VALUES (?, ?)");
        assertThat(insert.parameterCount()).isEqualTo(3);
        assertThat(insert.columns()).hasSize(2);
        PeriodSpec portion = Objects.requireNonNull(insert.portion());
        assertThat(index(portion.from())).isEqualTo(0);
        assertThat(portion.to()).hasToString("END_OF_TIME");
        assertThat(parameters(insert.rows())).containsExactly(1, 2);
    }

    private static SqlNode query(String sql) {
        return ((Statement.Query) AletheiaSql.parse(sql)).query();
    }

    private static int index(@Nullable SqlNode node) {
        return ((SqlDynamicParam) Objects.requireNonNull(node)).getIndex();
    }

    private static List<Integer> parameters(@Nullable SqlNode node) {
        List<Integer> found = new ArrayList<>();
        Objects.requireNonNull(node).accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
                found.add(parameter.getIndex());
                return null;
            }
        });
        return found;
    }
}
