package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.jdbc.types.JdbcType;
import io.aletheia.jdbc.types.ParameterForm;
import io.aletheia.jdbc.types.RowsCursor;
import io.aletheia.jdbc.types.Texts;
import io.aletheia.query.ResultColumn;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array or vector in memory; elements are counted from 1. Immutable until it is freed; after that every method is HY010. */
public final class AletheiaArray extends Unwrappable implements Array {
    private final AletheiaConnection connection;
    private final ValueType element;
    private @Nullable List<@Nullable Object> elements;

    /** Elements in the engine's form. */
    AletheiaArray(AletheiaConnection connection, ValueType element, List<@Nullable Object> elements) {
        this.connection = connection;
        this.element = element;
        this.elements = elements;
    }

    /** An array of what a user gives as elements. */
    static AletheiaArray of(AletheiaConnection connection, String typeName, @Nullable Object[] objects) {
        var element = JdbcType.named(typeName);
        var elements = new ArrayList<@Nullable Object>();
        for (Object object : objects) {
            elements.add(object == null ? null : ParameterForm.element(object, element, connection.zone()));
        }
        return new AletheiaArray(connection, element, elements);
    }

    /** The elements as getObject gives them; arrays in arrays as Java arrays. */
    static @Nullable Object[] objects(
            AletheiaConnection connection, ValueType element, List<@Nullable Object> elements) {
        boolean nested = element.kind() == Kind.ARRAY || element.kind() == Kind.VECTOR;
        var objects = nested
                ? new @Nullable Object[elements.size()]
                : (@Nullable Object[])
                        java.lang.reflect.Array.newInstance(JdbcType.javaClass(element), elements.size());
        ZoneId zone = connection.zone();
        for (int i = 0; i < objects.length; i++) {
            Object value = elements.get(i);
            if (value != null) {
                objects[i] = nested
                        ? objects(connection, Texts.elementType(element), ObjectForm.elements(element, value))
                        : JdbcType.javaClass(element)
                                .cast(ObjectForm.as(JdbcType.javaClass(element), element, value, zone, connection));
            }
        }
        return objects;
    }

    /** The elements in the engine's form. */
    List<@Nullable Object> elements() throws SQLException {
        if (elements == null) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the array was freed");
        }
        return elements;
    }

    ValueType element() {
        return element;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        elements();
        return JdbcType.name(element);
    }

    @Override
    public int getBaseType() throws SQLException {
        elements();
        return JdbcType.code(element);
    }

    @Override
    public Object getArray() throws SQLException {
        return array(elements());
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> types) throws SQLException {
        checkNoTypes(types);
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return array(range(index, count));
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> types) throws SQLException {
        checkNoTypes(types);
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return rows(1, elements());
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> types) throws SQLException {
        checkNoTypes(types);
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return rows(index, range(index, count));
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> types) throws SQLException {
        checkNoTypes(types);
        return getResultSet(index, count);
    }

    @Override
    public void free() {
        elements = null;
    }

    @Override
    public String toString() {
        return elements == null
                ? "a freed array"
                : Texts.toText(ValueType.array(element), Collections.unmodifiableList(elements), connection.zone());
    }

    private Object array(List<@Nullable Object> part) throws SQLException {
        try {
            return objects(connection, element, part);
        } catch (RuntimeException e) {
            throw SqlErrors.toSqlException(e);
        }
    }

    private ResultSet rows(long firstIndex, List<@Nullable Object> part) throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < part.size(); i++) {
            rows.add(new @Nullable Object[] {firstIndex + i, part.get(i)});
        }
        var columns = List.of(ResultColumn.of("INDEX", ValueType.BIGINT), ResultColumn.of("VALUE", element));
        return connection.resultOf(new RowsCursor(columns, rows));
    }

    private List<@Nullable Object> range(long index, int count) throws SQLException {
        var all = elements();
        if (index < 1 || count < 0 || index - 1 + count > all.size()) {
            throw SqlErrors.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "an array of " + all.size() + " elements has no " + count + " elements from " + index + " on");
        }
        return all.subList((int) index - 1, (int) index - 1 + count);
    }

    private static void checkNoTypes(@Nullable Map<String, Class<?>> types) throws SQLException {
        if (types != null && !types.isEmpty()) {
            throw SqlErrors.of(ErrorCode.UNSUPPORTED, "a mapping of user-defined types is not supported yet");
        }
    }
}
