package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The values of one column of variable length in a chunk file.
 *
 * <pre>
 * width     field
 * varying   number of distinct values, a variable-length number
 * varying   each value: its length, a variable-length number, and its bytes as {@link ValueCodec} makes them
 * 4 a row   index of the row's value from 0; 0 where the value is null
 * </pre>
 */
final class BytesDictionary {
    private BytesDictionary() {}

    /** Writes the values of columns one after the other, of each as many as its entry of {@code counts} says. */
    static void write(ByteWriter out, List<BytesColumn> columns, int[] counts) {
        var codes = new HashMap<ByteBuffer, Integer>();
        var values = new ArrayList<ByteBuffer>();
        var rows = new ByteWriter(64);
        for (int page = 0; page < counts.length; page++) {
            BytesColumn column = columns.get(page);
            for (int offset = 0; offset < counts[page]; offset++) {
                int code = 0;
                if (!column.isNull(offset)) {
                    ByteBuffer bytes = column.bytesAt(offset);
                    Integer known = codes.putIfAbsent(bytes, values.size());
                    code = known == null ? values.size() : known;
                    if (known == null) {
                        values.add(bytes);
                    }
                }
                rows.putInt(code);
            }
        }
        out.putVarLong(values.size());
        for (ByteBuffer value : values) {
            out.putVarLong(value.remaining());
            out.putBytes(value.array(), value.arrayOffset() + value.position(), value.remaining());
        }
        out.putBytes(rows.array(), 0, rows.length());
    }

    /** Counterpart of {@link #write}; nulls are known already. */
    static void read(ByteReader in, List<BytesColumn> columns, int[] counts) {
        byte[][] values = new byte[in.readCount()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readBytes(in.readCount());
        }
        for (int page = 0; page < counts.length; page++) {
            BytesColumn column = columns.get(page);
            for (int offset = 0; offset < counts[page]; offset++) {
                int code = in.readInt();
                if (!column.isNull(offset)) {
                    if (code < 0 || code >= values.length) {
                        throw in.corrupt("value " + code + " of " + values.length);
                    }
                    column.putBytes(offset, values[code]);
                }
            }
        }
    }
}
