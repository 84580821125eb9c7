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
    public static final CatalogVersion EMPTY = new CatalogVersion(0, new LinkedHashMap<>(), new LinkedHashMap<>());

    private final long number;
    private final Map<Integer, TableDefinition> byId;
    private final Map<String, TableDefinition> byName = new TreeMap<>();
    private final Map<Integer, ViewDefinition> views;

    private CatalogVersion(long number, Map<Integer, TableDefinition> byId, Map<Integer, ViewDefinition> views) {
        this.number = number;
        this.byId = Collections.unmodifiableMap(byId);
        this.views = Collections.unmodifiableMap(views);
        byId.values().forEach(table -> byName.put(nameKey(table.schema(), table.name()), table));
    }

    /** A catalog with the tables and views given, for recovery. */
    public static CatalogVersion of(long number, Collection<TableDefinition> tables, Collection<ViewDefinition> views) {
        var byId = new LinkedHashMap<Integer, TableDefinition>();
        tables.forEach(table -> byId.put(table.id(), table));
        var viewsById = new LinkedHashMap<Integer, ViewDefinition>();
        views.forEach(view -> viewsById.put(view.id(), view));
        return new CatalogVersion(number, byId, viewsById);
    }

    /** The next version, with a table more, or with another definition in the place of the table's of the same id. */
    public CatalogVersion with(TableDefinition table) {
        var next = new LinkedHashMap<>(byId);
        next.put(table.id(), table);
        return new CatalogVersion(number + 1, next, views);
    }

    /** The next version, with a view more. */
    public CatalogVersion with(ViewDefinition view) {
        var next = new LinkedHashMap<>(views);
        next.put(view.id(), view);
        return new CatalogVersion(number + 1, byId, next);
    }

    /** The next version, with a view less. */
    public CatalogVersion withoutView(int viewId) {
        var next = new LinkedHashMap<>(views);
        next.remove(viewId);
        return new CatalogVersion(number + 1, byId, next);
    }

    /** The next version, with a table less. */
    public CatalogVersion without(int tableId) {
        var next = new LinkedHashMap<>(byId);
        next.remove(tableId);
        return new CatalogVersion(number + 1, next, views);
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

    /** All views in the order of their creation. */
    public Collection<ViewDefinition> views() {
        return views.values();
    }

    /** The view by id; null if there is none. */
    public @Nullable ViewDefinition view(int id) {
        return views.get(id);
    }

    /** The view by schema and name without regard to case; null if there is none. */
    public @Nullable ViewDefinition view(String schema, String name) {
        for (ViewDefinition view : views.values()) {
            if (view.schema().equalsIgnoreCase(schema) && view.name().equalsIgnoreCase(name)) {
                return view;
            }
        }
        return null;
    }

    private static String nameKey(String schema, String name) {
        return schema.toLowerCase(Locale.ROOT) + '\0' + name.toLowerCase(Locale.ROOT);
    }
}
