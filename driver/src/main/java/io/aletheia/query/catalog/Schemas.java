package io.aletheia.query.catalog;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ViewDefinition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * The schemas PUBLIC, HISTORY and INFORMATION_SCHEMA over one version of the catalog. Names match without regard to case and keep
 * theirs. Thread-safe; made once per version of the catalog.
 */
public final class Schemas {
    /** The schemas that there always are. */
    public static final List<String> NAMES = List.of(CatalogVersion.PUBLIC, SystemTable.HISTORY, SystemTable.SCHEMA);

    /** Where the rows stand that a statement wrote, under the name of their table of PUBLIC; no statement can name it. */
    public static final String WRITTEN = "$written";

    private static final CalciteConnectionConfig CONFIG = new CalciteConnectionConfigImpl(new Properties());

    private final CatalogVersion catalog;
    private final Statistics statistics;
    private final Map<List<String>, TableDefinition> given;
    private final Map<EngineTable.Shape, CalciteSchema> roots = new EnumMap<>(EngineTable.Shape.class);

    /** The schemas over a version of the catalog, of whose tables' contents nothing is known. */
    public Schemas(CatalogVersion catalog) {
        this(catalog, Statistics.NONE);
    }

    /** The schemas over a version of the catalog. */
    public Schemas(CatalogVersion catalog, Statistics statistics) {
        this(catalog, statistics, Map.of());
    }

    private Schemas(CatalogVersion catalog, Statistics statistics, Map<List<String>, TableDefinition> given) {
        this.catalog = catalog;
        this.statistics = statistics;
        this.given = given;
    }

    /** The same with tables whose rows are given to each run. A name stands alone or behind {@link #WRITTEN}. */
    public Schemas withGiven(Map<List<String>, TableDefinition> tables) {
        return new Schemas(catalog, statistics, Map.copyOf(tables));
    }

    /** The same without tables whose rows are given, as views see it. */
    public Schemas stored() {
        return given.isEmpty() ? this : new Schemas(catalog, statistics);
    }

    /** The version of the catalog. */
    public CatalogVersion catalog() {
        return catalog;
    }

    /** What planning may ask about the tables' contents. */
    public Statistics statistics() {
        return statistics;
    }

    /** The spelling of a schema's name; null if there is no such schema. */
    public static @Nullable String find(String name) {
        for (String schema : NAMES) {
            if (schema.equalsIgnoreCase(name)) {
                return schema;
            }
        }
        return null;
    }

    /** What the validator asks for tables. Names without a schema are looked for in the schema given. */
    public CalciteCatalogReader reader(AletheiaTypeFactory typeFactory, EngineTable.Shape shape, String schema) {
        CalciteSchema root;
        synchronized (roots) {
            root = roots.computeIfAbsent(shape, this::makeRoot);
        }
        return new Reader(root, schema, typeFactory);
    }

    private CalciteSchema makeRoot(EngineTable.Shape shape) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false, "", new AbstractSchema());
        CalciteSchema publicSchema = root.add(CatalogVersion.PUBLIC, new AbstractSchema());
        CalciteSchema history = root.add(SystemTable.HISTORY, new AbstractSchema());
        for (TableDefinition table : catalog.tables()) {
            publicSchema.add(table.name(), new EngineTable(table, shape));
            history.add(table.name(), new EngineTable(table, EngineTable.Shape.HISTORY));
        }
        for (ViewDefinition view : catalog.views()) {
            publicSchema.add(view.name(), new ViewTable(view));
        }
        CalciteSchema information = root.add(SystemTable.SCHEMA, new AbstractSchema());
        for (SystemTable.Name name : SystemTable.Name.values()) {
            information.add(name.name(), new SystemTable(name, catalog));
        }
        for (HistoryFunction function : HistoryFunction.values()) {
            CalciteSchema rowTypes = root.add(function.schema(), new AbstractSchema());
            for (TableDefinition table : catalog.tables()) {
                rowTypes.add(table.name(), new HistoryTable(function, table));
            }
        }
        CalciteSchema written = root.add(WRITTEN, new AbstractSchema());
        given.forEach((name, definition) -> {
            EngineTable.Shape wide = shape == EngineTable.Shape.DECLARED ? EngineTable.Shape.WIDE : shape;
            (name.size() == 1 ? root : written)
                    .add(name.get(name.size() - 1), EngineTable.ofGivenRows(definition, wide));
        });
        return root;
    }

    private static final class Reader extends CalciteCatalogReader {
        Reader(CalciteSchema root, String schema, AletheiaTypeFactory typeFactory) {
            super(
                    root,
                    SqlNameMatchers.withCaseSensitive(false),
                    List.of(List.of(schema), List.of()),
                    typeFactory,
                    CONFIG);
        }
    }
}
