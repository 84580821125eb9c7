package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import java.util.List;

/** Tables whose rows a statement gives to its own plans: the declared columns, the four bounds, the ids. */
final class GivenRows {
    private static final int PERIODS = 4;
    private static final int NODE_IDS = 1;
    private static final int EDGE_IDS = 3;

    private GivenRows() {}

    /** How many values a row has. */
    static int width(TableDefinition table) {
        return number(table) + (table.isEdge() ? EDGE_IDS : NODE_IDS);
    }

    /** Where the entity id stands, which a statement may use for a number of its own. */
    static int number(TableDefinition table) {
        return table.columns().size() + PERIODS;
    }

    /** The qualified name under which the rows stand for those of the table. */
    static List<String> inPlaceOf(TableDefinition table) {
        return List.of(table.schema(), table.name());
    }
}
