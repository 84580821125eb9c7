package io.aletheia.engine.store;

import io.aletheia.engine.model.ValueType;
import java.nio.ByteBuffer;

/** A column of a {@link SealedPage}, read from the page's packed bytes. Immutable. */
abstract class SealedColumn extends ColumnValues {
    private final SealedPage page;
    private final boolean hasNulls;
    private final int nullBits;

    SealedColumn(SealedPage page, int directory, ValueType type) {
        super(type);
        ByteBuffer bytes = page.packed();
        this.page = page;
        this.hasNulls = bytes.get(directory + SealedLayout.COLUMN_NULLS) != 0;
        this.nullBits = bytes.getInt(directory + SealedLayout.COLUMN_NULL_BITS);
    }

    static SealedColumn of(SealedPage page, int directory, ValueType type) {
        return isOfVariableLength(type)
                ? new SealedDictionary(page, directory, type)
                : new SealedNumbers(page, directory, type);
    }

    final ByteBuffer packed() {
        return page.packed();
    }

    @Override
    final boolean hasNulls() {
        return hasNulls;
    }

    @Override
    final boolean isNull(int offset) {
        return hasNulls && ((packed().get(nullBits + (offset >>> 3)) >>> (offset & 7)) & 1) != 0;
    }
}
