package io.aletheia.engine.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables as they are at one moment. Immutable, so plans and statements may keep it. */
public final class CatalogVersion {
    /** The schema that tables are in unless they say otherwise. */
    public static final String PUBLIC = "PUBLIC";

    /** The catalog of a new database. */
    public static final CatalogVersion EMPTY = new CatalogVersion(0, new LinkedHashMap<>());

    private final long number;
    private final Map<Integer, TableDefinition> byId;
    private final Map<String, TableDefinition> byName = new TreeMap<>();

    private CatalogVersion(long number, Map<Integer, TableDefinition> byId) {
        this.number = number;
        this.byId = Collections.unmodifiableMap(byId);
        byId.values().forEach(table -> byName.put(nameKey(table.schema(), table.name()), table));
    }

    /** A catalog with the tables given, for recovery. */
    public static CatalogVersion of(long number, Collection<TableDefinition> tables) {
        var byId = new LinkedHashMap<Integer, TableDefinition>();
        tables.forEach(table -> byId.put(table.id(), table));
        return new CatalogVersion(number, byId);
    }

    /** The next version, with a table more. */
    public CatalogVersion with(TableDefinition table) {
        var next = new LinkedHashMap<>(byId);
        next.put(table.id(), table);
        return new CatalogVersion(number + 1, next);
    }

    /** The next version, with a table less. */
    public CatalogVersion without(int tableId) {
        var next = new LinkedHashMap<>(byId);
        next.remove(tableId);
        return new CatalogVersion(number + 1, next);
    }

    /** Counts the changes; plans made for another number are void. */
    public long number() {
        return number;
    }

    /** All tables in the order of their creation. */
    public Collection<TableDefinition> tables() {
        return byId.values();
    }

    /** The table by id; null if there is none. */
    public @Nullable TableDefinition table(int id) {
        return byId.get(id);
    }

    /** The table by schema and name without regard to case; null if there is none. */
    public @Nullable TableDefinition table(String schema, String name) {
        return byName.get(nameKey(schema, name));
    }

    private static String nameKey(String schema, String name) {
        return schema.toLowerCase(Locale.ROOT) + '\0' + name.toLowerCase(Locale.ROOT);
    }
}
