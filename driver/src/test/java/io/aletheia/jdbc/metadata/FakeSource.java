package io.aletheia.jdbc.metadata;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.Cursor;
import io.aletheia.query.Setting;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection to a catalog of three tables that keeps the rows of the last result. */
final class FakeSource implements MetadataSource {
    private static final TableDefinition PERSON = new TableDefinition(
            1,
            "PUBLIC",
            "Person",
            List.of(
                    new ColumnDefinition("id", ValueType.BIGINT, false, null, false),
                    new ColumnDefinition("name", ValueType.varchar(100), false, null, false),
                    new ColumnDefinition("born", ValueType.TIMESTAMP_TZ, true, null, false),
                    new ColumnDefinition("picture", ValueType.vector(3), true, null, false)),
            List.of(0),
            null);
    private static final TableDefinition PLACE = new TableDefinition(
            2,
            "PUBLIC",
            "place",
            List.of(
                    ColumnDefinition.generatedId(),
                    new ColumnDefinition("area", ValueType.decimal(12, 2), true, "0", false)),
            List.of(0),
            null);
    private static final TableDefinition LIVES_IN = new TableDefinition(
            3,
            "PUBLIC",
            "lives_in",
            List.of(
                    ColumnDefinition.generatedId(),
                    new ColumnDefinition("source", ValueType.BIGINT, false, null, false),
                    new ColumnDefinition("target", ValueType.BIGINT, false, null, false)),
            List.of(0),
            new TableDefinition.Endpoints(1, 2, List.of(1), List.of(2)));

    final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    List<String> columns = List.of();
    List<List<@Nullable Object>> rows = List.of();

    @Override
    public Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
    }

    @Override
    public String url() {
        return "jdbc:aletheia:mem:";
    }

    @Override
    public CatalogVersion catalog() {
        return CatalogVersion.of(7, List.of(PERSON, PLACE, LIVES_IN), List.of());
    }

    @Override
    public String setting(Setting setting) {
        return settings.getOrDefault(setting, setting.defaultValue());
    }

    @Override
    public ResultSet open(Cursor cursor) {
        columns = cursor.columns().stream()
                .map(column -> column.label() + " " + javaType(column.type()))
                .toList();
        rows = new ArrayList<>();
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            for (int row = 0; row < batch.size(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < columns.size(); column++) {
                    values.add(batch.column(column).object(row));
                }
                rows.add(values);
            }
        }
        return (ResultSet) Proxy.newProxyInstance(
                ResultSet.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static String javaType(ValueType type) {
        return switch (type.kind()) {
            case VARCHAR -> "String";
            case INTEGER -> "int";
            case SMALLINT -> "short";
            case BIGINT -> "long";
            case BOOLEAN -> "boolean";
            default -> throw new AssertionError(type);
        };
    }

    /** The values of one column of the last result. */
    List<@Nullable Object> column(String name) {
        int position = 0;
        while (!columns.get(position).startsWith(name + " ")) {
            position++;
        }
        int found = position;
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(found)));
        return values;
    }
}
