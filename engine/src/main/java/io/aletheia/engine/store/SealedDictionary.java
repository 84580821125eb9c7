package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import java.nio.ByteBuffer;

/** Values of variable length of a sealed page: a code a row, and the bytes of each code's value. Immutable. */
final class SealedDictionary extends SealedColumn {
    private final int codes;
    private final int codeWidth;
    private final long codeMask;
    private final int ends;
    private final int endWidth;
    private final long endMask;
    private final int content;

    SealedDictionary(SealedPage page, int directory, ValueType type) {
        super(page, directory, type);
        ByteBuffer bytes = page.packed();
        int size = (int) bytes.getLong(directory + SealedLayout.COLUMN_BASE);
        this.codeWidth = bytes.getInt(directory + SealedLayout.COLUMN_WIDTH);
        this.codeMask = SealedLayout.maskOf(codeWidth);
        this.endWidth = bytes.getInt(directory + SealedLayout.COLUMN_END_WIDTH);
        this.endMask = SealedLayout.maskOf(endWidth);
        this.codes = bytes.getInt(directory + SealedLayout.COLUMN_VALUES);
        this.ends = codes + bytes.getInt(SealedLayout.ROWS) * codeWidth;
        this.content = ends + size * endWidth;
    }

    @Override
    int referenceAt(int offset) {
        return codeWidth == 0 ? offset + 1 : (int) (packed().getLong(codes + offset * codeWidth) & codeMask) + 1;
    }

    @Override
    Object valueAt(int reference) {
        byte[] value = bytesOf(reference - 1);
        return ValueCodec.decode(type, value, 0, value.length);
    }

    @Override
    ByteBuffer bytesAt(int offset) {
        return ByteBuffer.wrap(bytesOf(referenceAt(offset) - 1));
    }

    @Override
    Object value(int offset) {
        return valueAt(referenceAt(offset));
    }

    @Override
    void read(int offset, ColumnVector out, int at) {
        putObject(out, at, value(offset));
    }

    private byte[] bytesOf(int code) {
        ByteBuffer from = packed();
        int start = code == 0 ? 0 : endOf(from, code - 1);
        byte[] value = new byte[endOf(from, code) - start];
        from.get(content + start, value);
        return value;
    }

    private int endOf(ByteBuffer from, int code) {
        return (int) (from.getLong(ends + code * endWidth) & endMask);
    }
}
