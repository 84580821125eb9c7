package io.aletheia.engine.wal;

import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations in words. Keeps the names of tables that it has met; one that it does not know is named by its id. Not thread-safe. */
final class OperationText {
    private static final int VALUE_CHARACTERS_MAX = 80;

    private final Map<Integer, String> tables = new HashMap<>();

    /** Knows the names of tables that were made before. */
    OperationText(Collection<TableDefinition> known) {
        known.forEach(table -> tables.put(table.id(), table.name()));
    }

    /** What kind of operation it is, as {@code CREATE_TABLE}: the name of its class. */
    static String kind(Object operation) {
        return operation
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(java.util.Locale.ROOT);
    }

    /** What it says. */
    String of(Operation operation) {
        if (operation instanceof Operation.Put put) {
            String ends = put.sourceId() == 0 ? "" : " from " + put.sourceId() + " to " + put.targetId();
            String row = Arrays.stream(put.row()).map(OperationText::value).collect(Collectors.joining(", "));
            return table(put.tableId()) + " entity " + put.entityId() + ends + " " + portion(put.portion()) + ": "
                    + row;
        } else if (operation instanceof Operation.Delete delete) {
            return table(delete.tableId()) + " entity " + delete.entityId() + " " + portion(delete.portion());
        } else if (operation instanceof Operation.CreateTable create) {
            return definition(create.table());
        } else if (operation instanceof Operation.AlterTable alter) {
            return definition(alter.table());
        } else if (operation instanceof Operation.DropTable drop) {
            return table(drop.tableId());
        } else if (operation instanceof Operation.CreateView create) {
            return create.view().name() + " AS " + create.view().sql();
        } else if (operation instanceof Operation.DropView drop) {
            return "view " + drop.viewId();
        } else if (operation instanceof Operation.Erase erase) {
            return table(erase.tableId()) + " entity " + erase.entityId() + ", key hash " + erase.keyHash();
        } else if (operation instanceof Operation.Forget forget) {
            return table(forget.tableId()) + " before " + Time.toText(forget.before());
        }
        return operation.toString();
    }

    private String definition(TableDefinition table) {
        tables.put(table.id(), table.name());
        String columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
        return table.name() + " (" + columns + ")";
    }

    private String table(int id) {
        return tables.getOrDefault(id, "table " + id);
    }

    private static String portion(Portion portion) {
        return "[" + (portion.fromCommit() ? "commit" : Time.toText(portion.from())) + ", "
                + (portion.toCommit() ? "commit" : Time.toText(portion.to())) + ")";
    }

    /** A name: as it is, or in quotes if it has more than letters, digits and underscores. */
    static String name(String name) {
        boolean plain = !name.isEmpty() && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
        return plain ? shortened(name) : '"' + shortened(name.replace("\"", "\"\"")) + '"';
    }

    /** A value: a text in quotes, bytes by their number, of what is long the beginning. */
    static String value(@Nullable Object value) {
        String text;
        if (value instanceof byte[] bytes) {
            text = bytes.length + " bytes";
        } else if (value instanceof Object[] array) {
            text = list(Arrays.asList(array));
        } else if (value instanceof float[] vector) {
            text = Arrays.toString(vector);
        } else if (value instanceof String string) {
            String beginning = string.substring(0, Math.min(string.length(), VALUE_CHARACTERS_MAX + 1));
            text = "'" + beginning.replace("'", "''") + "'";
        } else if (value instanceof List<?> list) {
            text = list(list);
        } else {
            text = String.valueOf(value);
        }
        return shortened(text);
    }

    private static String list(List<?> values) {
        return values.stream()
                .limit(VALUE_CHARACTERS_MAX)
                .map(OperationText::value)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String shortened(String text) {
        return text.length() <= VALUE_CHARACTERS_MAX ? text : text.substring(0, VALUE_CHARACTERS_MAX) + "...";
    }
}
