package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.SELECT;
import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AletheiaResultSetTest {
    private final FakeSession session = Fixture.people();
    private final AletheiaConnection connection = Fixture.connection(session);

    private ResultSet forward() throws SQLException {
        return connection.createStatement().executeQuery(SELECT);
    }

    private ResultSet scrollable() throws SQLException {
        return connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .executeQuery(SELECT);
    }

    // 41
    @Test
    void aForwardOnlyResultSetStreamsItsBatches() throws SQLException {
        var rows = forward();
        var names = new ArrayList<String>();
        while (rows.next()) {
            assertThat(rows.getRow()).isEqualTo(names.size() + 1);
            assertThat(rows.getLong(1)).isEqualTo(names.size() + 1);
            names.add(rows.getString("name"));
        }
        assertThat(names).containsExactly("Ada", "Bea", "Cleo", "Dora", null);
        assertThat(rows.getRow()).isZero();
        assertThat(rows.next()).isFalse();
        assertThat(session.openCursors).isZero();
        assertThat(rows.isClosed()).isFalse();
    }

    // 41
    @Test
    void aForwardOnlyResultSetRefusesEveryOtherMove() throws SQLException {
        var rows = forward();
        rows.next();
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertFails(ErrorCode.NOT_SCROLLABLE, rows::previous);
        assertFails(ErrorCode.NOT_SCROLLABLE, rows::first);
        assertFails(ErrorCode.NOT_SCROLLABLE, rows::last);
        assertFails(ErrorCode.NOT_SCROLLABLE, rows::beforeFirst);
        assertFails(ErrorCode.NOT_SCROLLABLE, rows::afterLast);
        assertFails(ErrorCode.NOT_SCROLLABLE, () -> rows.absolute(2));
        assertFails(ErrorCode.NOT_SCROLLABLE, () -> rows.relative(1));
        assertFails(ErrorCode.NOT_SCROLLABLE, () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
        assertThat(rows.getLong(1)).isEqualTo(1);
    }

    // 41
    @Test
    void aForwardOnlyResultSetKnowsWhereItIs() throws SQLException {
        var rows = forward();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.isFirst()).isFalse();
        for (int row = 1; row <= 5; row++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.isFirst()).isEqualTo(row == 1);
            assertThat(rows.isLast()).isEqualTo(row == 5);
            assertThat(rows.isBeforeFirst()).isFalse();
            assertThat(rows.isAfterLast()).isFalse();
            // Looking ahead must not have moved the row away.
            assertThat(rows.getLong(1)).isEqualTo(row);
            assertThat(rows.getRow()).isEqualTo(row);
        }
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.isLast()).isFalse();
    }

    // 41
    @Test
    void anEmptyResultSetIsNeitherBeforeNorAfterAnything() throws SQLException {
        session.onQuery("NONE", Fixture.PERSON);
        for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
            var rows =
                    connection.createStatement(type, ResultSet.CONCUR_READ_ONLY).executeQuery("NONE");
            assertThat(rows.isBeforeFirst()).isFalse();
            assertThat(rows.next()).isFalse();
            assertThat(rows.isAfterLast()).isFalse();
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
        }
    }

    // 41
    @Test
    void aScrollableResultSetMovesEverywhere() throws SQLException {
        var rows = scrollable();
        assertThat(session.openCursors).isZero();
        assertThat(rows.last()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(5);
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getString(2)).isEqualTo("Dora");
        assertThat(rows.absolute(2)).isTrue();
        assertThat(rows.getRow()).isEqualTo(2);
        assertThat(rows.absolute(-2)).isTrue();
        assertThat(rows.getRow()).isEqualTo(4);
        assertThat(rows.relative(-3)).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.previous()).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(1);
        assertThat(rows.absolute(9)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(5);
        assertThat(rows.absolute(0)).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        rows.afterLast();
        assertThat(rows.next()).isFalse();
        assertThat(rows.first()).isTrue();
        rows.beforeFirst();
        assertThat(rows.getRow()).isZero();
        assertThat(rows.relative(Integer.MAX_VALUE)).isFalse();
        assertThat(rows.relative(Integer.MAX_VALUE)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
    }

    // 41, 42
    @Test
    void sensitiveAndUpdatableResultSetsAreDowngraded() throws SQLException {
        var statement =
                connection.prepareStatement(SELECT, ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
        var rows = statement.executeQuery();
        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(rows.next()).isTrue();
        assertThat(rows.rowUpdated() || rows.rowInserted() || rows.rowDeleted()).isFalse();
        assertFails(ErrorCode.UNSUPPORTED, () -> rows.updateString(2, "x"));
        assertFails(ErrorCode.UNSUPPORTED, rows::insertRow);
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> connection.createStatement(1, ResultSet.CONCUR_READ_ONLY));
    }

    // 43
    @Test
    void readingWithoutARowIsRefused() throws SQLException {
        var rows = forward();
        assertFails(ErrorCode.CURSOR_STATE, () -> rows.getLong(1)).hasMessageContaining("next()");
        while (rows.next()) {
            assertThat(rows.getLong(1)).isPositive();
        }
        assertFails(ErrorCode.CURSOR_STATE, () -> rows.getObject("name")).hasMessageContaining("after its last row");
        rows.close();
        rows.close();
        assertFails(ErrorCode.CURSOR_STATE, () -> rows.getString(1)).hasMessageContaining("closed");
        assertFails(ErrorCode.CURSOR_STATE, rows::next);
        assertFails(ErrorCode.CURSOR_STATE, rows::getMetaData);
    }

    // 43
    @Test
    void columnsAreFoundByPositionOrLabelWithoutRegardToCase() throws SQLException {
        session.onQuery(
                "DUPLICATES",
                List.of(
                        ResultColumn.of("Id", ValueType.BIGINT),
                        ResultColumn.of("ID", ValueType.BIGINT),
                        ResultColumn.of("other", ValueType.BIGINT)),
                new Object[] {1L, 2L, 3L});
        var rows = connection.createStatement().executeQuery("DUPLICATES");
        rows.next();
        assertThat(rows.findColumn("id")).isEqualTo(1);
        assertThat(rows.getLong("ID")).isEqualTo(1);
        assertThat(rows.getLong("OTHER")).isEqualTo(3);
        assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> rows.getLong(0));
        assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> rows.getLong(4));
        assertFails(ErrorCode.UNKNOWN_COLUMN, () -> rows.getLong("nothing")).hasMessageContaining("Id, ID, other");
        assertFails(ErrorCode.UNKNOWN_COLUMN, () -> rows.getLong(null));
    }

    // 46
    @Test
    void resultSetsCloseWithTheirStatement() throws SQLException {
        var statement = connection.createStatement();
        var rows = statement.executeQuery(SELECT);
        assertThat(rows.getStatement()).isSameAs(statement);
        assertThat(rows.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        statement.close();
        assertThat(rows.isClosed()).isTrue();
        assertThat(session.openCursors).isZero();
    }

    // 20
    @Test
    void resultSetsSurviveACommit() throws SQLException {
        connection.setAutoCommit(false);
        var rows = forward();
        rows.next();
        connection.commit();
        assertThat(rows.isClosed()).isFalse();
        assertThat(rows.next()).isTrue();
    }

    @Test
    void aFailingFetchEndsTheRows() throws SQLException {
        var rows = forward();
        rows.next();
        rows.next();
        session.duringFetch = execution -> {
            throw new DatabaseException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        };
        assertFails(ErrorCode.DIVISION_BY_ZERO, rows::next);
        session.duringFetch = execution -> {};
        assertThat(rows.next()).isFalse();
        rows.close();
    }

    // 52
    @Test
    void metadataTellsWhereColumnsComeFrom() throws SQLException {
        session.onQuery(
                "META",
                List.of(
                        new ResultColumn("key", "id", ValueType.BIGINT, false, true, "PUBLIC", "person"),
                        new ResultColumn("price", "price", ValueType.decimal(12, 2), true, false, "PUBLIC", "person"),
                        ResultColumn.of("at", ValueType.TIMESTAMP),
                        ResultColumn.of("name", ValueType.varchar(30)),
                        ResultColumn.of("v", ValueType.vector(3))));
        var meta = connection.createStatement().executeQuery("META").getMetaData();
        assertThat(meta.getColumnLabel(1)).isEqualTo("key");
        assertThat(meta.getColumnName(1)).isEqualTo("id");
        assertThat(meta.getTableName(1)).isEqualTo("person");
        assertThat(meta.getSchemaName(1)).isEqualTo("PUBLIC");
        assertThat(meta.getCatalogName(1)).isEmpty();
        assertThat(meta.isAutoIncrement(1)).isTrue();
        assertThat(meta.isNullable(1)).isEqualTo(java.sql.ResultSetMetaData.columnNoNulls);
        assertThat(meta.isSigned(1)).isTrue();
        assertThat(meta.isReadOnly(1)).isFalse();
        assertThat(meta.isReadOnly(3)).isTrue();
        assertThat(meta.getPrecision(2)).isEqualTo(12);
        assertThat(meta.getScale(2)).isEqualTo(2);
        assertThat(meta.getColumnDisplaySize(2)).isEqualTo(14);
        assertThat(meta.getColumnType(3)).isEqualTo(Types.TIMESTAMP);
        assertThat(meta.getPrecision(3)).isEqualTo(26);
        assertThat(meta.getScale(3)).isEqualTo(6);
        assertThat(meta.getTableName(3)).isEmpty();
        assertThat(meta.getPrecision(4)).isEqualTo(30);
        assertThat(meta.isCaseSensitive(4)).isTrue();
        assertThat(meta.getColumnType(5)).isEqualTo(Types.ARRAY);
        assertThat(meta.getColumnTypeName(5)).isEqualTo("VECTOR");
        assertFails(ErrorCode.INDEX_OUT_OF_RANGE, () -> meta.getColumnName(6));
    }

    // 52
    @Test
    void theClassNameIsThatOfWhatGetObjectReturns() throws SQLException {
        var session = new FakeSession();
        for (var sample : Samples.ALL) {
            var rows = Fixture.one(session, sample.type(), sample.value());
            var object = rows.getObject(1);
            assertThat(object)
                    .as(sample.type().toString())
                    .isInstanceOf(classOf(rows.getMetaData().getColumnClassName(1)));
        }
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
