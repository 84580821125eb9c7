package io.aletheia.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.temporal.TimeRewriter;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans as text: what the tables are asked for. */
class PlannerTest {
    private static final CatalogVersion CATALOG = CatalogVersion.EMPTY
            .with(new TableDefinition(
                    1,
                    "PUBLIC",
                    "person",
                    List.of(
                            column("id", ValueType.BIGINT, false),
                            column("name", ValueType.varchar(80), false),
                            column("city", ValueType.VARCHAR, true)),
                    List.of(0),
                    null))
            .with(new TableDefinition(
                    2,
                    "PUBLIC",
                    "knows",
                    List.of(
                            ColumnDefinition.generatedId(),
                            column("source", ValueType.BIGINT, false),
                            column("target", ValueType.BIGINT, false),
                            column("since", ValueType.INTEGER, true)),
                    List.of(0),
                    new TableDefinition.Endpoints(1, 1, List.of(1), List.of(2))));

    private static ColumnDefinition column(String name, ValueType type, boolean nullable) {
        return new ColumnDefinition(name, type, nullable, null, false);
    }

    private static QueryPlan plan(String sql) {
        Statement.Query query = (Statement.Query) AletheiaSql.parse(sql);
        var rewritten = RewrittenQuery.of(query.query(), CATALOG, new TimeRewriter(ZoneOffset.UTC), TimeSpecs.NONE);
        return new Planner(new Schemas(CATALOG), "PUBLIC", false, ZoneOffset.UTC)
                .plan(
                        rewritten,
                        query.parameterCount(),
                        List.of(),
                        ValueType.VARCHAR,
                        query.defaults().times());
    }

    private static void assertPlan(String sql, String... lines) {
        assertThat(plan(sql).text()).isEqualTo(String.join("\n", lines));
    }

    private static ErrorCode error(String sql) {
        Throwable thrown = catchThrowable(() -> plan(sql));
        assertThat(thrown).as(sql).isNotNull();
        RuntimeException translated = PlanErrors.of(thrown, sql, CATALOG);
        return translated instanceof StatementError error
                ? error.error().code()
                : ((DatabaseException) translated).code();
    }

    @Test
    void keyEqualityBecomesALookupOfTheUsedColumns() {
        assertPlan(
                "SELECT name FROM person WHERE id = ? AND city = 'Oslo'",
                "LogicalProject(name=[$0])",
                "  LogicalFilter(condition=[=($1, _UTF-8'Oslo')])",
                "    TableRead(table=[PUBLIC.person], columns=[[name, city]], valid=[NOW], system=[NOW], key=[[?0]])");
    }

    @Test
    void aKeyThatWouldHaveToBeRoundedIsComparedInstead() {
        assertThat(plan("SELECT name FROM person WHERE id = 1.5").text()).doesNotContain("key=");
    }

    @Test
    void everyTableIsReadNowUnlessItSaysOtherwise() {
        assertPlan(
                "SELECT p.id FROM person p FOR VALID_TIME AS OF DATE '2020-01-01', person FOR SYSTEM_TIME ALL q",
                "LogicalProject(id=[$0])",
                "  LogicalJoin(condition=[true], joinType=[inner])",
                "    TableRead(table=[PUBLIC.person], columns=[[id]],"
                        + " valid=[AS OF CAST(2020-01-01):TIMESTAMP_WITH_LOCAL_TIME_ZONE(6)], system=[NOW])",
                "    TableRead(table=[PUBLIC.person], columns=[[id]], valid=[NOW], system=[ALL])");
    }

    @Test
    void periodColumnsCanBeNamedButStarLeavesThemOut() {
        assertThat(plan("SELECT * FROM person").columns())
                .extracting(PlannedColumn::label)
                .containsExactly("id", "name", "city");
        assertThat(plan("SELECT p.*, _valid_from FROM person p").columns())
                .extracting(PlannedColumn::label)
                .containsExactly("id", "name", "city", "_valid_from");
        assertThat(plan("SELECT * FROM (SELECT id, _valid_to FROM person) AS s").columns())
                .extracting(PlannedColumn::label)
                .containsExactly("id", "_valid_to");
    }

    @Test
    void historyShowsAllVersionsWithTheirPeriods() {
        assertPlan(
                "SELECT * FROM HISTORY.knows",
                "TableRead(table=[PUBLIC.knows], columns=[[_id, source, target, since, _valid_from, _valid_to, _system_from,"
                        + " _system_to]], valid=[ALL], system=[ALL])");
    }

    @Test
    void patternsFollowAdjacency() {
        assertPlan(
                "MATCH (a:person)-[k:knows WHERE k.since > 2000]->(b) WHERE a.id = 1 RETURN b.name",
                "LogicalProject(name=[$3])",
                "  Fetch(at=[$2], table=[PUBLIC.person], columns=[[name]], valid=[NOW], system=[NOW])",
                "    LogicalFilter(condition=[>($1, 2000)])",
                "      Expand(at=[$0], table=[PUBLIC.knows], columns=[[since, $target]], valid=[NOW], system=[NOW],"
                        + " direction=[OUTGOING])",
                "        TableRead(table=[PUBLIC.person], columns=[[$entity]], valid=[NOW], system=[NOW], key=[[1:BIGINT]])");
    }

    @Test
    void aPatternIsFollowedFromTheNodeWhoseKeyIsGiven() {
        assertThat(plan("MATCH (a)-[:knows]->(b {id: 7}) RETURN a.name").text())
                .contains("direction=[INCOMING]")
                .contains("key=[[7:BIGINT]]");
    }

    @Test
    void thePatternsTimeHoldsForAllItsElements() {
        assertThat(plan("MATCH (a)-[:knows]->(b) FOR VALID_TIME AS OF ? RETURN a.name")
                        .text())
                .contains("TableRead(table=[PUBLIC.person], columns=[[name, $entity]], valid=[AS OF ?0], system=[NOW])")
                .contains("columns=[[$source, $target]], valid=[AS OF ?0]")
                .contains("TableRead(table=[PUBLIC.person], columns=[[$entity]], valid=[AS OF ?0], system=[NOW])");
    }

    @Test
    void aPatternOverARangeHoldsTogetherAtSomeInstant() {
        assertThat(plan("MATCH (a)-[:knows]->(b) FOR VALID_TIME ALL RETURN a.name")
                        .text())
                .contains("_valid_from, _valid_to")
                .contains("<(");
    }

    @Test
    void subQueriesBecomeJoins() {
        assertThat(plan("SELECT name FROM person p WHERE EXISTS (SELECT 1 FROM knows k WHERE k.source = p.id)")
                        .text())
                .contains("joinType=[semi]")
                .doesNotContain("EXISTS");
    }

    @Test
    void anAggregateOfAnOuterRowIsGroupedAndJoinedFromTheLeft() {
        assertThat(plan("SELECT p.name, k.n FROM person p, LATERAL"
                                + " (SELECT COUNT(*) AS n FROM knows k WHERE k.source = p.id) AS k")
                        .text())
                .contains("LogicalJoin(condition=[=($0, $3)], joinType=[left])")
                .contains("CASE(IS NULL($2), 0")
                .doesNotContain("Correlate");
    }

    @Test
    void aLimitForEachOuterRowIsARank() {
        assertThat(plan("SELECT p.name, k.since FROM person p, LATERAL"
                                + " (SELECT since FROM knows k WHERE k.source = p.id ORDER BY since LIMIT 2) AS k")
                        .text())
                .contains("ROW_NUMBER()")
                .doesNotContain("Correlate");
    }

    @Test
    void aRowByItsKeyNeedsNoAggregate() {
        assertThat(plan("SELECT (SELECT p.name FROM person p WHERE p.id = k.source) AS name FROM knows k")
                        .text())
                .doesNotContain("Aggregate")
                .doesNotContain("Correlate");
    }

    @Test
    void whatIsNotCertainlyAJoinIsRunForEachRow() {
        assertThat(plan("SELECT p.name, k.n FROM person p, LATERAL"
                                + " (SELECT COUNT(*) AS n FROM knows k WHERE k.since > p.id) AS k")
                        .text())
                .contains("LogicalCorrelate");
        assertThat(plan("SELECT p.name, k.n FROM person p, LATERAL"
                                + " (SELECT ROW_NUMBER() OVER (ORDER BY since) AS n FROM knows k WHERE k.source = p.id) AS k")
                        .text())
                .contains("LogicalCorrelate");
    }

    @Test
    void windowsBecomeAnOperatorOfTheirOwn() {
        assertThat(plan("SELECT name, ROW_NUMBER() OVER (PARTITION BY city ORDER BY id) AS n FROM person")
                        .text())
                .contains("LogicalWindow(");
    }

    @Test
    void parametersTakeTheTypesOfTheirPlaces() {
        assertThat(plan("SELECT name FROM person WHERE id = ? AND name LIKE ? LIMIT ?")
                        .parameters()
                        .planned())
                .containsExactly(ValueType.BIGINT, ValueType.varchar(80), ValueType.INTEGER);
    }

    @Test
    void aParameterWithoutContextIsOpen() {
        ParameterTypes parameters = plan("SELECT ?, id FROM person").parameters();
        assertThat(parameters.anyOpen()).isTrue();
        assertThat(parameters.told()).containsExactly((ValueType) null);
    }

    @Test
    void parametersAreNumberedByTheirPlaceInTheText() {
        assertThat(plan("WITH c AS (SELECT ? AS x FROM person WHERE id = ?) SELECT x FROM c WHERE x = 'a' LIMIT ?")
                        .parameters()
                        .planned())
                .element(1)
                .isEqualTo(ValueType.BIGINT);
    }

    @Test
    void textsAreNotReadAsNumbersOrTimes() {
        assertThat(error("SELECT name + 1 FROM person")).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(error("SELECT id FROM person WHERE name = 1")).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(error("SELECT id FROM person WHERE name > DATE '2020-01-01'"))
                .isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(error("SELECT id FROM person WHERE name IN (1, 2)")).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(error("SELECT id FROM person UNION SELECT name FROM person")).isEqualTo(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void errorsHaveTheirCodes() {
        assertThat(error("SELECT nam FROM person")).isEqualTo(ErrorCode.UNKNOWN_COLUMN);
        assertThat(error("SELECT x.name FROM person")).isEqualTo(ErrorCode.UNKNOWN_TABLE);
        assertThat(error("SELECT * FROM persn")).isEqualTo(ErrorCode.UNKNOWN_TABLE);
        assertThat(error("SELECT id FROM person a, person b")).isEqualTo(ErrorCode.AMBIGUOUS_COLUMN);
        assertThat(error("SELECT name, COUNT(*) FROM person")).isEqualTo(ErrorCode.GROUPING_ERROR);
        assertThat(error("SELECT nofunction(1)")).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
        assertThat(error("SELECT * FROM person FOR VALID_TIME AS OF NULL")).isEqualTo(ErrorCode.PERIOD_BOUND_NULL);
        assertThat(error("SELECT * FROM person FOR VALID_TIME AS OF 5")).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(error("MATCH (a:knows) RETURN 1")).isEqualTo(ErrorCode.WRONG_OBJECT);
        assertThat(error("MATCH (a:persons) RETURN 1")).isEqualTo(ErrorCode.UNKNOWN_TABLE);
        assertThat(error("MATCH (a:person)-[:knows]->{1,2}(b) RETURN 1")).isEqualTo(ErrorCode.UNSUPPORTED);
    }
}
