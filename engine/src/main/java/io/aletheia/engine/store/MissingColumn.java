package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ColumnVector;
import java.nio.ByteBuffer;

/** A column in a page that was full before the column was added: one value for all rows. Immutable. */
final class MissingColumn extends ColumnValues {
    private final Column one;

    MissingColumn(ColumnDefinition column) {
        super(column.type());
        this.one = Column.of(column.type(), 1);
        one.set(0, column.missingValue());
    }

    @Override
    boolean isNull(int offset) {
        return one.isNull(0);
    }

    @Override
    boolean hasNulls() {
        return one.isNull(0);
    }

    @Override
    Object value(int offset) {
        return one.value(0);
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        one.read(0, out, at);
    }

    @Override
    long bits(int offset) {
        return one.bits(0);
    }

    @Override
    ByteBuffer bytesAt(int offset) {
        return one.bytesAt(0);
    }

    @Override
    int referenceAt(int offset) {
        return one.referenceAt(0);
    }

    @Override
    Object valueAt(int reference) {
        return one.valueAt(reference);
    }
}
