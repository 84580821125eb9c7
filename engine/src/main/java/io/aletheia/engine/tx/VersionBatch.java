package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.store.Strip;
import org.jspecify.annotations.Nullable;

/** Collects versions, one row each, in the columns of a projection, with the position of a probe in front if there is one. */
final class VersionBatch {
    private final TableDefinition table;
    private final PeriodFilter system;
    private final int[] projection;
    private final int offset;
    private final ColumnVector[] columns;
    private final Batch batch;
    private int size;

    /**
     * An empty batch.
     *
     * @param system the times of knowledge that are asked for
     * @param withPosition whether column 0 is the position that a row answers
     */
    VersionBatch(TableDefinition table, PeriodFilter system, int[] projection, boolean withPosition) {
        this.table = table;
        this.system = system;
        this.projection = projection;
        this.offset = withPosition ? 1 : 0;
        this.columns = new ColumnVector[projection.length + offset];
        if (withPosition) {
            columns[0] = ColumnVector.of(ValueType.BIGINT);
        }
        for (int i = 0; i < projection.length; i++) {
            int column = projection[i];
            columns[i + offset] = ColumnVector.of(
                    column < 0
                            ? PseudoColumn.type(column)
                            : table.columns().get(column).type());
        }
        this.batch = new Batch(columns);
    }

    boolean isFull() {
        return size == Batch.ROWS;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Begins anew. */
    void clear() {
        size = 0;
        for (ColumnVector column : columns) {
            column.clear();
        }
    }

    /** The rows so far. */
    Batch batch() {
        batch.setSize(size);
        return batch;
    }

    /** Adds a version. */
    void add(long position, long entityId, Strip strip, long sourceId, long targetId) {
        if (offset == 1) {
            columns[0].setObject(size, position);
        }
        for (int i = 0; i < projection.length; i++) {
            int column = projection[i];
            columns[i + offset].setObject(
                    size,
                    switch (column) {
                        case PseudoColumn.VALID_FROM -> (Long) strip.validFrom();
                        case PseudoColumn.VALID_TO -> (Long) strip.validTo();
                        case PseudoColumn.SYSTEM_FROM -> (Long) strip.systemFrom();
                        case PseudoColumn.SYSTEM_TO -> (Long) strip.systemTo();
                        case PseudoColumn.ENTITY_ID -> (Long) entityId;
                        case PseudoColumn.SOURCE_ID -> (Long) sourceId;
                        case PseudoColumn.TARGET_ID -> (Long) targetId;
                        default -> value(strip, column);
                    });
        }
        size++;
    }

    /** The value of a column; null where the column was not there yet when the version was known or is asked for. */
    private @Nullable Object value(Strip strip, int column) {
        ColumnDefinition.Addition addition = table.columns().get(column).addition();
        boolean unknown = addition != null
                && (system.fromMax() < addition.systemTime() || strip.systemTo() <= addition.systemTime());
        return unknown ? null : table.value(strip.row(), column);
    }

    /** Adds a row of a batch that has at least the same columns. */
    void copy(Batch source, int row) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].copyFrom(source.column(i), row, size);
        }
        size++;
    }
}
