package io.aletheia.query.catalog;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of the engine as Calcite sees it: which of its columns can be named, and which of them {@code *} leaves out. Immutable. */
public final class EngineTable extends AbstractTable {
    /** Which columns a statement can name. */
    public enum Shape {
        /** The declared ones: enough for statements that name no other. */
        DECLARED,
        /** Also the four period columns and the ids that patterns join on; all of these hidden from {@code *}. */
        WIDE,
        /** As WIDE, but {@code *} shows the period columns. */
        WIDE_SHOWN,
        /** The view HISTORY.t: all versions, the four period columns as ordinary ones. */
        HISTORY
    }

    private final TableDefinition definition;
    private final Shape shape;
    private final boolean given;
    private final List<Integer> columns;

    /** A table in one of its shapes. */
    public EngineTable(TableDefinition definition, Shape shape) {
        this(definition, shape, false);
    }

    private EngineTable(TableDefinition definition, Shape shape, boolean given) {
        this.definition = definition;
        this.shape = shape;
        this.given = given;
        var positions = new ArrayList<Integer>();
        boolean wide = shape == Shape.WIDE || shape == Shape.WIDE_SHOWN;
        for (int i = 0; i < definition.columns().size(); i++) {
            // A changed row is read as a whole, with what is dropped.
            boolean there = wide || !definition.columns().get(i).dropped();
            if (there && !(shape == Shape.DECLARED && isHiddenKey(i))) {
                positions.add(i);
            }
        }
        if (shape != Shape.DECLARED) {
            positions.addAll(PseudoColumns.PERIODS);
            positions.add(PseudoColumns.TRANSACTION);
        }
        if (shape == Shape.WIDE || shape == Shape.WIDE_SHOWN) {
            positions.add(PseudoColumn.ENTITY_ID);
            if (definition.isEdge()) {
                positions.add(PseudoColumn.SOURCE_ID);
                positions.add(PseudoColumn.TARGET_ID);
            }
        }
        this.columns = List.copyOf(positions);
    }

    /** A table of the same columns whose rows are not stored but given to each run: those that a statement writes, say. */
    public static EngineTable ofGivenRows(TableDefinition definition, Shape shape) {
        return new EngineTable(definition, shape, true);
    }

    /** Whether its rows are given to each run. */
    public boolean isGiven() {
        return given;
    }

    /** The engine's table. */
    public TableDefinition definition() {
        return definition;
    }

    /** Whether this is the read-only view of all versions. */
    public boolean isHistory() {
        return shape == Shape.HISTORY;
    }

    /** Positions and pseudo column numbers of the row type's fields. */
    public List<Integer> columns() {
        return columns;
    }

    private boolean isHiddenKey(int position) {
        return definition.hasHiddenKey() && definition.primaryKey().contains(position);
    }

    /** Whether {@code *} leaves the column out. */
    public boolean isHidden(String columnName) {
        for (int position : columns) {
            if (position >= 0
                    && shape != Shape.HISTORY
                    && isHiddenKey(position)
                    && definition.columns().get(position).name().equalsIgnoreCase(columnName)) {
                return true;
            }
            if (position >= 0
                    && definition.columns().get(position).dropped()
                    && definition.columns().get(position).name().equalsIgnoreCase(columnName)) {
                return true;
            }
            if (position < 0 && PseudoColumns.name(position).equalsIgnoreCase(columnName)) {
                return position < PseudoColumn.SYSTEM_TO || shape == Shape.WIDE;
            }
        }
        return false;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        var factory = (AletheiaTypeFactory) typeFactory;
        RelDataTypeFactory.Builder builder = factory.builder();
        for (int position : columns) {
            if (position < 0) {
                builder.add(PseudoColumns.name(position), TypeMapping.pseudoType(factory, definition, position));
            } else {
                ColumnDefinition column = definition.columns().get(position);
                builder.add(column.name(), TypeMapping.columnType(factory, column));
            }
        }
        return builder.build();
    }
}
