package io.aletheia.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.grammar.tree.Copy;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.Definition;
import io.aletheia.grammar.tree.LabelExpression;
import io.aletheia.grammar.tree.MatchClause;
import io.aletheia.grammar.tree.PathPattern;
import io.aletheia.grammar.tree.PatternElement;
import io.aletheia.grammar.tree.PeriodOperators;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SessionControl;
import io.aletheia.grammar.tree.SqlGraphTable;
import io.aletheia.grammar.tree.SqlMatchQuery;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TimeAxis;
import io.aletheia.grammar.tree.TransactionControl;
import io.aletheia.grammar.tree.TypeName;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.junit.jupiter.api.Test;

/** What the trees hold. */
class StatementTest {

    @Test
    void aStatementKnowsItsTextAndWhatItIs() {
        String sql = " SELECT '😀' ; \n INSERT INTO t VALUES (?) RETURNING * ;COMMIT";
        List<Statement> statements = AletheiaSql.parseAll(sql);
        assertThat(statements.get(0).source().text()).isEqualTo("SELECT '😀'");
        assertThat(statements.get(0).source().start()).isEqualTo(1);
        assertThat(statements.get(0).isQuery()).isTrue();
        assertThat(statements.get(1).source().text()).isEqualTo("INSERT INTO t VALUES (?) RETURNING *");
        assertThat(statements.get(1).isQuery()).isFalse();
        assertThat(statements.get(1).returnsRows()).isTrue();
        assertThat(statements.get(2)).isInstanceOf(TransactionControl.Commit.class);
        assertThat(statements.get(2).returnsRows()).isFalse();
        assertThat(statements.get(2).source().end()).isEqualTo(sql.length());
    }

    @Test
    void aTemporalTableIsATableReferenceWithItsBoundsAsOperands() {
        SqlSelect select = (SqlSelect)
                query("SELECT * FROM t x FOR SYSTEM_TIME AS OF ? FOR VALID_TIME FROM DATE '2020-01-01' TO b");
        SqlTemporalTable table = ((SqlCall) Objects.requireNonNull(select.getFrom())).operand(0);
        assertThat(table.getKind()).isEqualTo(SqlKind.TABLE_REF);
        SqlIdentifier name = table.operand(0);
        assertThat(name).isSameAs(table.table()).hasToString("t");
        assertThat(table.getOperandList()).hasSize(5);
        assertThat(Objects.requireNonNull(table.validTime()).kind()).isEqualTo(PeriodSpec.Kind.FROM_TO);
        assertThat(Objects.requireNonNull(table.validTime()).to()).hasToString("b");
        assertThat(Objects.requireNonNull(table.systemTime()).kind()).isEqualTo(PeriodSpec.Kind.AS_OF);
        SqlIdentifier other = new SqlIdentifier("c", table.getParserPosition());
        table.setOperand(2, other);
        assertThat(Objects.requireNonNull(table.validTime()).to()).isSameAs(other);
    }

    @Test
    void aPatternHasItsPartsByName() {
        SqlMatchQuery match = (SqlMatchQuery) query(
                "MATCH p = ANY SHORTEST TRAIL (a:person|company {id: 1} WHERE a.x > 2)<-[e IS !knows]-{1,3}(b), (b)-(c) FOR VALID_TIME ALL"
                        + " WHERE b.y = 1 OPTIONAL MATCH (c)->(d) RETURN DISTINCT a.name AS n, d.*");
        assertThat(match.isDistinct()).isTrue();
        assertThat(match.graph()).isNull();
        assertThat(match.times().validTime()).isEqualTo(PeriodSpec.ALL);
        assertThat(match.items()).hasSize(2);
        assertThat(match.clauses()).extracting(MatchClause::optional).containsExactly(false, true);
        PathPattern path = match.clauses().get(0).paths().get(0);
        assertThat(path.isFixed()).isFalse();
        assertThat(path.variable()).hasToString("p");
        assertThat(path.mode()).isEqualTo(PathPattern.PathMode.TRAIL);
        assertThat(Objects.requireNonNull(path.selector()).kind())
                .isEqualTo(PathPattern.PathSelector.Kind.ANY_SHORTEST);
        PatternElement.Node a = (PatternElement.Node) path.elements().get(0);
        assertThat(((LabelExpression.Or) Objects.requireNonNull(a.label())).operands())
                .hasSize(2);
        assertThat(a.properties().get(0).name()).hasToString("id");
        assertThat(a.where()).isNotNull();
        PatternElement.Edge e = (PatternElement.Edge) path.elements().get(1);
        assertThat(e.direction()).isEqualTo(PatternElement.Direction.LEFT);
        assertThat(e.quantifier()).isEqualTo(new PatternElement.Quantifier(1, 3));
        assertThat(e.label()).isInstanceOf(LabelExpression.Not.class);
        assertThat(match.clauses().get(0).paths().get(1).isFixed()).isTrue();
    }

    @Test
    void aGraphTableStandsInFromUnderItsAlias() {
        SqlSelect select = (SqlSelect)
                query(
                        "SELECT * FROM t, LATERAL GRAPH_TABLE (g MATCH (a)->(b) ONE ROW PER STEP (x, y, z) COLUMNS (a.id)) AS gt");
        SqlJoin join = (SqlJoin) Objects.requireNonNull(select.getFrom());
        SqlCall alias = (SqlCall) join.getRight();
        SqlGraphTable table = ((SqlCall) alias.operand(0)).operand(0);
        assertThat(table.graph()).hasToString("g");
        assertThat(table.rowsPer().unit()).isEqualTo(SqlGraphTable.RowsPer.Unit.STEP);
        assertThat(table.rowsPer().variables()).hasSize(3);
        assertThat(table.items()).hasSize(1);
    }

    @Test
    void theGroupsOfAPatternAreTheItemsWithoutAggregate() {
        SqlMatchQuery match = (SqlMatchQuery)
                ((SqlOrderBy) query("MATCH (a)->(b) RETURN a.city AS c, COUNT(*) + 1 AS n, b.x ORDER BY n")).query;
        SqlNodeList groups =
                match.impliedGroupBy(call -> call.getOperator().getName().equals("COUNT"));
        assertThat(groups).hasToString("`a`.`city`, `b`.`x`");
        SqlMatchQuery windowed =
                (SqlMatchQuery) query("MATCH (a)->(b) RETURN a.x, COUNT(*) OVER (PARTITION BY a.y) AS n");
        assertThat(windowed.impliedGroupBy(call -> call.getOperator().getName().equals("COUNT")))
                .isNull();
    }

    @Test
    void aChangeHasItsPartsByName() {
        DataChange.Insert insert = (DataChange.Insert)
                AletheiaSql.parse(
                        "UPSERT INTO s.t FOR VALID_TIME FROM ? (a, b) VALUES (1, DEFAULT), (2, 3) RETURNING a, _valid_from AS f");
        assertThat(insert.kind()).isEqualTo(DataChange.InsertKind.UPSERT);
        assertThat(insert.target()).hasToString("s.t");
        assertThat(Objects.requireNonNull(insert.portion()).to()).isNull();
        assertThat(Objects.requireNonNull(insert.rows()).getKind()).isEqualTo(SqlKind.VALUES);
        SqlBasicCall row = ((SqlBasicCall) insert.rows()).operand(0);
        assertThat(row.operand(1).getKind()).isEqualTo(SqlKind.DEFAULT);
        assertThat(insert.returning()).hasSize(2);
        DataChange.Update update = (DataChange.Update) AletheiaSql.parse(
                "UPDATE t FOR PORTION OF VALID_TIME FROM 1 TO 2 AS x SET (a, b) = (1, 2), c = DEFAULT WHERE x.id = 1");
        assertThat(update.alias()).hasToString("x");
        assertThat(update.assignments()).hasSize(3);
        assertThat(Objects.requireNonNull(update.portion()).kind()).isEqualTo(PeriodSpec.Kind.FROM_TO);
        DataChange.Delete delete = (DataChange.Delete) AletheiaSql.parse("DETACH DELETE FROM t FOR ALL VALID_TIME");
        assertThat(delete.detach()).isTrue();
        assertThat(delete.portion()).isEqualTo(PeriodSpec.ALL);
        assertThat(delete.where()).isNull();
        DataChange.Merge merge = (DataChange.Merge)
                AletheiaSql.parse(
                        "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED AND u.b THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1)");
        assertThat(merge.branches()).extracting(DataChange.MergeBranch::matched).containsExactly(true, false);
        DataChange.Erase erase = (DataChange.Erase) AletheiaSql.parse("ERASE FROM t WHERE id = 1 CASCADE");
        assertThat(erase.cascade()).isTrue();
        assertThat(erase.before()).isNull();
    }

    @Test
    void anEdgeTableHasEndpointsColumnsAndConstraintsInOnePlaceEach() {
        Definition.CreateTable table = (Definition.CreateTable)
                AletheiaSql.parse(
                        "CREATE EDGE TABLE e (id BIGINT PRIMARY KEY, FROM a, TO s.b, w DECIMAL(12,2) NOT NULL DEFAULT 0 CHECK (w >= 0),"
                                + " n BIGINT GENERATED ALWAYS AS IDENTITY, UNIQUE (w, n)) WITH (ENDPOINT_POLICY = 'CLIP', VALID_TIME = OFF)");
        assertThat(table.kind()).isEqualTo(Definition.TableKind.EDGE);
        assertThat(Objects.requireNonNull(table.endpoints()).to()).hasToString("s.b");
        assertThat(table.columns()).hasSize(3);
        assertThat(table.columns().get(1).type()).hasToString("DECIMAL(12, 2)");
        assertThat(table.columns().get(1).notNull()).isTrue();
        assertThat(table.constraints())
                .extracting(constraint -> constraint.getClass().getSimpleName())
                .containsExactly("PrimaryKey", "Check", "Unique");
        assertThat(table.options())
                .extracting(option -> option.name())
                .containsExactly("ENDPOINT_POLICY", "VALID_TIME");
        assertThat(table.options().get(1).value()).hasToString("OFF");
    }

    @Test
    void synonymsOfTypesAreOneType() {
        Definition.CreateTable table = (Definition.CreateTable) AletheiaSql.parse(
                "CREATE TABLE t (a INT, b TEXT, c BYTEA, d TIMESTAMPTZ, e FLOAT(24), f REAL ARRAY, g DATETIME)");
        assertThat(table.columns())
                .extracting(column -> column.type().toString())
                .containsExactly(
                        "INTEGER",
                        "VARCHAR",
                        "VARBINARY",
                        "TIMESTAMP WITH TIME ZONE",
                        "REAL",
                        "REAL ARRAY",
                        "TIMESTAMP");
        assertThat(table.columns().get(5).type().element()).isEqualTo(TypeName.of(TypeName.Base.REAL));
    }

    @Test
    void prefixesOfAQueryAreKeptApartFromIt() {
        Statement.Query query = (Statement.Query) AletheiaSql.parse(
                "SETTING DEFAULT VALID_TIME AS OF ?, CLOCK_TIME = ? SEQUENCED VALID_TIME FROM ? TO ? SELECT 1");
        assertThat(Objects.requireNonNull(query.defaults().times().validTime()).kind())
                .isEqualTo(PeriodSpec.Kind.AS_OF);
        assertThat(query.defaults().options().get(0).name()).isEqualTo("CLOCK_TIME");
        assertThat(Objects.requireNonNull(query.sequenced()).window()).isNotNull();
        assertThat(query.query()).isInstanceOf(SqlSelect.class);
    }

    @Test
    void relationsOfPeriodsAreOperatorsOfOurs() {
        SqlSelect select = (SqlSelect) query("SELECT 1 FROM t WHERE p IMMEDIATELY PRECEDES PERIOD(a, b)");
        SqlCall call = (SqlCall) Objects.requireNonNull(select.getWhere());
        assertThat(PeriodOperators.isRelation(call)).isTrue();
        assertThat(PeriodOperators.relation(call)).isEqualTo(PeriodOperators.Relation.PRECEDES);
        assertThat(PeriodOperators.strictness(call)).isEqualTo(PeriodOperators.Strictness.IMMEDIATELY);
        assertThat(((SqlCall) call.operand(1)).getOperator()).isSameAs(PeriodOperators.PERIOD);
    }

    @Test
    void copyNamesItsFileAndOptions() {
        Copy.From copy = (Copy.From) AletheiaSql.parse(
                "COPY t (a, b) FOR VALID_TIME FROM vf TO vt FROM 'it''s.csv' (HEADER, DELIMITER ';', NULL '')");
        assertThat(copy.file()).isEqualTo("it's.csv");
        assertThat(copy.columns()).hasSize(2);
        assertThat(Objects.requireNonNull(copy.portion()).from()).hasToString("vf");
        assertThat(copy.options()).extracting(option -> option.name()).containsExactly("HEADER", "DELIMITER", "NULL");
        assertThat(copy.options().get(0).value()).isNull();
        assertThat(((Copy.To) AletheiaSql.parse("COPY t (a) TO 'f'")).query()).isInstanceOf(SqlSelect.class);
    }

    @Test
    void theSessionsSettingsAreStatementsOfTheirOwn() {
        assertThat(((SessionControl.SetDurability) AletheiaSql.parse("SET DURABILITY = GROUP_COMMIT")).mode())
                .isEqualTo("GROUP_COMMIT");
        SessionControl.SetTime time = (SessionControl.SetTime)
                AletheiaSql.parse("SET SESSION SYSTEM_TIME TO AS OF TIMESTAMP '2024-01-01 00:00:00'");
        assertThat(time.axis()).isEqualTo(TimeAxis.SYSTEM_TIME);
        assertThat(((SessionControl.Show) AletheiaSql.parse("SHOW TRANSACTION ISOLATION LEVEL")).name())
                .isEqualTo("TRANSACTION ISOLATION LEVEL");
        TransactionControl.SetTransaction set = (TransactionControl.SetTransaction)
                AletheiaSql.parse("SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00'");
        assertThat(set.systemTime()).isNotNull();
        TransactionControl.Begin begin = (TransactionControl.Begin)
                AletheiaSql.parse("BEGIN READ ONLY ISOLATION LEVEL SNAPSHOT WITH (VALID_TIME = ?)");
        assertThat(begin.characteristics().readOnly()).isTrue();
        assertThat(begin.characteristics().isolation()).isEqualTo(TransactionControl.Isolation.REPEATABLE_READ);
        assertThat(begin.defaults().times().validTime()).isNotNull();
    }

    @Test
    void aLateralItemThatIsJoinedFurtherSeesTheTablesBeforeTheComma() {
        SqlSelect select = (SqlSelect) query("SELECT * FROM p, LATERAL f(p.id) AS e JOIN b ON b.x = e.x");
        SqlJoin join = (SqlJoin) Objects.requireNonNull(select.getFrom());
        assertThat(join.getRight()).hasToString("b");
        assertThat(join.getLeft()).isInstanceOf(SqlJoin.class);
    }

    @Test
    void anExpressionCanBeReadAlone() {
        assertThat(AletheiaSql.parseExpression("a + 1 > ?")).hasToString("`a` + 1 > ?");
    }

    private static SqlNode query(String sql) {
        return ((Statement.Query) AletheiaSql.parse(sql)).query();
    }
}
