package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls every method of every interface of java.sql that the driver implements, with ordinary, odd and null arguments. */
class EveryMethodTest {
    private static final long SEED = 20_240_501L;
    private static final int ROUNDS = 12;

    /** What H2 refuses always, and changing rows through a result set. */
    private static final Set<String> MAY_REFUSE = Set.of(
            "Connection.createStruct",
            "Connection.setShardingKey",
            "Connection.setShardingKeyIfValid",
            "Statement.setCursorName",
            "PreparedStatement.setCursorName",
            "CallableStatement.setCursorName",
            "PreparedStatement.setRef",
            "PreparedStatement.setRowId",
            "PreparedStatement.setURL",
            "PreparedStatement.setUnicodeStream",
            "CallableStatement.setRef",
            "CallableStatement.setRowId",
            "CallableStatement.setURL",
            "CallableStatement.setUnicodeStream",
            "CallableStatement.getRef",
            "CallableStatement.getRowId",
            "CallableStatement.getURL",
            "ResultSet.getRef",
            "ResultSet.getRowId",
            "ResultSet.getURL",
            "ResultSet.getUnicodeStream",
            "ResultSet.getCursorName",
            "ResultSet.insertRow",
            "ResultSet.deleteRow",
            "ResultSet.refreshRow",
            "ResultSet.cancelRowUpdates",
            "ResultSet.moveToInsertRow",
            "ResultSet.moveToCurrentRow");

    private interface Maker {
        Object make() throws SQLException;
    }

    private record Subject(Class<?> type, String state, Maker maker) {}

    private static FakeSession session() {
        var session = new FakeSession();
        var columns = List.of(ResultColumn.of("id", ValueType.BIGINT), ResultColumn.of("name", ValueType.VARCHAR));
        session.onQuery("SELECT 1", columns, new Object[] {1L, "a"}, new Object[] {2L, "b"}, new Object[] {3L, "c"});
        session.onQuery("SELECT f(?)", columns, new Object[] {1L, "a"}).parameters(ValueType.BIGINT);
        session.onUpdate("UPDATE t SET a = ?", 1).parameters(ValueType.BIGINT);
        return session;
    }

    private static AletheiaConnection connection() {
        return new AletheiaConnection(session(), "jdbc:aletheia:mem:");
    }

    private static <C extends AutoCloseable> C closed(C object) throws SQLException {
        try {
            object.close();
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return object;
    }

    private static ResultSet rows(int type) throws SQLException {
        return connection().createStatement(type, ResultSet.CONCUR_READ_ONLY).executeQuery("SELECT 1");
    }

    private static ResultSet onFirst(int type) throws SQLException {
        var rows = rows(type);
        rows.next();
        return rows;
    }

    private static CallableStatement called() throws SQLException {
        var call = connection().prepareCall("{? = call f(?)}");
        call.registerOutParameter(1, 4);
        call.setLong(2, 7);
        call.execute();
        return call;
    }

    private static List<Subject> subjects() {
        int forward = ResultSet.TYPE_FORWARD_ONLY;
        int scroll = ResultSet.TYPE_SCROLL_INSENSITIVE;
        return List.of(
                new Subject(Connection.class, "open", EveryMethodTest::connection),
                new Subject(Connection.class, "in transaction", () -> {
                    var connection = connection();
                    connection.setAutoCommit(false);
                    connection.setSavepoint();
                    return connection;
                }),
                new Subject(Connection.class, "closed", () -> closed(connection())),
                new Subject(Statement.class, "open", () -> connection().createStatement()),
                new Subject(Statement.class, "closed", () -> closed(connection().createStatement())),
                new Subject(PreparedStatement.class, "open", () -> connection().prepareStatement("UPDATE t SET a = ?")),
                new Subject(
                        PreparedStatement.class,
                        "closed",
                        () -> closed(connection().prepareStatement("UPDATE t SET a = ?"))),
                new Subject(CallableStatement.class, "called", EveryMethodTest::called),
                new Subject(CallableStatement.class, "open", () -> connection().prepareCall("{? = call f(?)}")),
                new Subject(
                        CallableStatement.class,
                        "closed",
                        () -> closed(connection().prepareCall("{? = call f(?)}"))),
                new Subject(ResultSet.class, "on a row", () -> onFirst(forward)),
                new Subject(ResultSet.class, "on a row, scrollable", () -> onFirst(scroll)),
                new Subject(ResultSet.class, "before its first row", () -> rows(forward)),
                new Subject(ResultSet.class, "closed", () -> closed(onFirst(forward))),
                new Subject(ResultSetMetaData.class, "", () -> rows(forward).getMetaData()),
                new Subject(
                        ParameterMetaData.class,
                        "",
                        () -> connection().prepareStatement("SELECT f(?)").getParameterMetaData()),
                new Subject(Savepoint.class, "", () -> new AletheiaSavepoint(connection(), 1, "a")),
                new Subject(Array.class, "", () -> connection().createArrayOf("INTEGER", new Object[] {1, null, 3})),
                new Subject(Array.class, "freed", () -> {
                    var array = connection().createArrayOf("INTEGER", new Object[] {1});
                    array.free();
                    return array;
                }),
                new Subject(Blob.class, "", () -> new AletheiaBlob(new byte[] {1, 2, 3})),
                new Subject(Blob.class, "freed", () -> {
                    var blob = new AletheiaBlob(new byte[] {1, 2, 3});
                    blob.free();
                    return blob;
                }),
                new Subject(NClob.class, "", () -> new AletheiaClob("abc")),
                new Subject(SQLXML.class, "", () -> new AletheiaSqlXml("<a/>")),
                new Subject(SQLXML.class, "to be written", AletheiaSqlXml::new));
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    /** An ordinary argument in round 0; one of several odd ones in later rounds. */
    private static @Nullable Object argument(Class<?> type, int round, Random random) throws SQLException {
        if (round > 0 && !type.isPrimitive() && random.nextInt(4) == 0) {
            return null;
        }
        if (type == int.class || type == long.class || type == short.class || type == byte.class) {
            return number(
                    type,
                    round == 0
                            ? 1
                            : List.of(0, 1, 2, 3, -1, 1004, 1008, 2, 93, 2014, 1 << 30)
                                    .get(random.nextInt(11)));
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == float.class) {
            return 1.5f;
        }
        if (type == double.class) {
            return 1.5d;
        }
        if (type == String.class) {
            return round == 0
                    ? "id"
                    : List.of("id", "ApplicationName", "P1", "nothing", "SELECT 1", "'", "2024-05-01", "\0")
                            .get(random.nextInt(8));
        }
        return reference(type, round, random);
    }

    private static Object number(Class<?> type, int value) {
        if (type == long.class) {
            return (long) value;
        }
        if (type == short.class) {
            return (short) value;
        }
        return type == byte.class ? (Object) (byte) value : (Object) value;
    }

    private static @Nullable Object reference(Class<?> type, int round, Random random) throws SQLException {
        if (type == Object.class) {
            return round == 0
                    ? 1
                    : List.of(1, "x", new Object(), new float[] {1}, Map.of("a", 1), new int[0])
                            .get(random.nextInt(6));
        }
        if (type == Class.class) {
            return round == 0
                    ? String.class
                    : List.of(Long.class, Thread.class, int.class, byte[].class, Connection.class)
                            .get(random.nextInt(5));
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == Calendar.class) {
            return new GregorianCalendar();
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {65});
        }
        if (type == Reader.class) {
            return new StringReader("a");
        }
        if (type == Savepoint.class) {
            return new AletheiaSavepoint(connection(), 1, null);
        }
        if (type.isInterface() && type != java.sql.SQLType.class) {
            return of(type);
        }
        if (type == BigDecimal.class) {
            return BigDecimal.ONE;
        }
        if (type == java.sql.Date.class) {
            return new java.sql.Date(0);
        }
        if (type == java.sql.Time.class) {
            return new java.sql.Time(0);
        }
        if (type == java.sql.Timestamp.class) {
            return new java.sql.Timestamp(0);
        }
        if (type == java.sql.SQLType.class) {
            return java.sql.JDBCType.INTEGER;
        }
        if (type == Properties.class) {
            return new Properties();
        }
        if (type.isArray()) {
            return java.lang.reflect.Array.newInstance(type.getComponentType(), random.nextInt(3));
        }
        return null;
    }

    private static @Nullable Object of(Class<?> type) {
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Blob.class) {
            return new AletheiaBlob(new byte[1]);
        }
        if (type == Clob.class || type == NClob.class) {
            return new AletheiaClob("a");
        }
        return type == SQLXML.class ? new AletheiaSqlXml("<a/>") : null;
    }

    private static void call(Subject subject, Method method, int round, Random random, List<String> faults)
            throws ReflectiveOperationException, SQLException {
        var arguments = new @Nullable Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(method.getParameterTypes()[i], round, random);
        }
        String what = subject.type.getSimpleName() + " " + subject.state + ": " + method + Arrays.toString(arguments);
        try {
            method.invoke(subject.maker.make(), arguments);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof SQLException error)) {
                faults.add(what + " threw " + e.getCause());
            } else if (error.getSQLState() == null || error.getSQLState().equals("XX000")) {
                faults.add(what + " has SQLSTATE " + error.getSQLState() + ": " + error);
            }
        }
    }

    @Test
    void nothingButSqlExceptionsWithAStateLeavesTheDriver() throws Exception {
        var random = new Random(SEED);
        var faults = new ArrayList<String>();
        for (var subject : subjects()) {
            for (var method : methods(subject.type)) {
                for (int round = 0; round < ROUNDS; round++) {
                    call(subject, method, round, random, faults);
                }
            }
        }
        assertThat(faults).as("seed %d", SEED).isEmpty();
    }

    @Test
    void onlyWhatH2RefusesTooIsRefused() throws Exception {
        var refused = new TreeSet<String>();
        for (var subject : subjects()) {
            if (subject.state.contains("closed") || subject.state.contains("freed")) {
                continue;
            }
            for (var method : methods(subject.type)) {
                if (isRefused(subject, method)) {
                    refused.add(subject.type.getSimpleName() + "." + method.getName());
                }
            }
        }
        refused.removeIf(name -> MAY_REFUSE.contains(name) || name.startsWith("ResultSet.update"));
        assertThat(refused).isEmpty();
    }

    private static boolean isRefused(Subject subject, Method method) throws Exception {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var arguments = new @Nullable Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = argument(method.getParameterTypes()[i], round, random);
            }
            try {
                method.invoke(subject.maker.make(), arguments);
                return false;
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof SQLException error) || !"HYC00".equals(error.getSQLState())) {
                    return false;
                }
            }
        }
        return true;
    }

    // 12
    @Test
    void aClosedConnectionRefusesEveryMethodButAFew() throws Exception {
        var exempt = Set.of("close", "isClosed", "isValid", "abort", "unwrap", "isWrapperFor");
        var wrong = new ArrayList<String>();
        for (var method : methods(Connection.class)) {
            var arguments = new @Nullable Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = argument(method.getParameterTypes()[i], 0, new Random(SEED));
            }
            if (exempt.contains(method.getName())) {
                continue;
            }
            try {
                method.invoke(closed(connection()), arguments);
                wrong.add(method + " returned");
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof SQLException error) || !"08003".equals(error.getSQLState())) {
                    wrong.add(method + " threw " + e.getCause());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
