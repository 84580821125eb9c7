package io.aletheia.engine.wal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes log segments of version 1 as docs/formats/wal-segment-1.md says, with the numbers of that page and without the codec of the
 * code, so that one holds the other.
 */
public final class Version1Writer {
    /** The end of a period that has none. */
    public static final long OPEN = Long.MAX_VALUE;

    private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
    private long lsn;

    /** A segment whose first entry has the LSN. */
    public Version1Writer(long firstLsn) {
        lsn = firstLsn;
        segment.writeBytes(new byte[] {'G', 'W', 'A', 'L', 1});
    }

    /** A node, valid from a time on. */
    public Version1Writer createNode(long time, long id, String label, Map<String, ?> properties, long... valid) {
        return entry(time, 1, out -> {
            out.longs(id);
            out.text(label);
            out.properties(properties);
            out.period(time, valid);
        });
    }

    /** An edge, valid from a time on. */
    public Version1Writer createEdge(
            long time, long id, long source, long target, String label, Map<String, ?> properties, long... valid) {
        return entry(time, 2, out -> {
            out.longs(id, source, target);
            out.text(label);
            out.properties(properties);
            out.period(time, valid);
        });
    }

    /** A node, otherwise. */
    public Version1Writer updateNode(
            long time, long id, long version, String label, Map<String, ?> properties, long... valid) {
        return entry(time, 3, out -> {
            out.longs(id, version);
            out.text(label);
            out.properties(properties);
            out.period(time, valid);
        });
    }

    /** An edge, otherwise. */
    public Version1Writer updateEdge(
            long time, long id, long version, String label, Map<String, ?> properties, long... valid) {
        return entry(time, 4, out -> {
            out.longs(id, version);
            out.text(label);
            out.properties(properties);
            out.period(time, valid);
        });
    }

    /** A checkpoint. */
    public Version1Writer checkpoint(long time, long checkpointLsn) {
        return entry(time, 5, out -> out.longs(checkpointLsn, time));
    }

    /** No node any more. */
    public Version1Writer deleteNode(long time, long id, long... valid) {
        return entry(time, 6, out -> {
            out.longs(id);
            out.period(time, valid);
        });
    }

    /** No edge any more. */
    public Version1Writer deleteEdge(long time, long id, long... valid) {
        return entry(time, 7, out -> {
            out.longs(id);
            out.period(time, valid);
        });
    }

    /** An entry with bytes of one's own behind the type. */
    public Version1Writer raw(long time, int type, byte[] operation) {
        return entry(time, type, out -> out.bytes(operation));
    }

    /** Leaves LSNs out. */
    public Version1Writer skip(int count) {
        lsn += count;
        return this;
    }

    /** Length so far. */
    public int size() {
        return segment.size();
    }

    /** LSN of the next entry. */
    public long nextLsn() {
        return lsn;
    }

    /** The segment. */
    public byte[] bytes() {
        return segment.toByteArray();
    }

    private Version1Writer entry(long time, int type, Consumer<Fields> operation) {
        Fields head = new Fields();
        head.longs(lsn++, time);
        Fields rest = new Fields();
        rest.bytes((byte) type);
        operation.accept(rest);
        CRC32 crc = new CRC32();
        crc.update(head.out.toByteArray());
        crc.update(rest.out.toByteArray());
        head.ints((int) crc.getValue());
        segment.writeBytes(head.out.toByteArray());
        segment.writeBytes(rest.out.toByteArray());
        return this;
    }

    /** Little-endian fields. */
    private static final class Fields {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void bytes(byte... values) {
            out.writeBytes(values);
        }

        void ints(int... values) {
            for (int value : values) {
                out.writeBytes(buffer(4).putInt(value).array());
            }
        }

        void longs(long... values) {
            for (long value : values) {
                out.writeBytes(buffer(8).putLong(value).array());
            }
        }

        void floats(float... values) {
            for (float value : values) {
                out.writeBytes(buffer(4).putFloat(value).array());
            }
        }

        void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ints(bytes.length);
            bytes(bytes);
        }

        void period(long time, long... valid) {
            longs(valid.length > 0 ? valid[0] : time, valid.length > 1 ? valid[1] : OPEN);
            longs(valid.length > 2 ? valid[2] : time, valid.length > 3 ? valid[3] : OPEN);
        }

        void properties(Map<String, ?> properties) {
            ints(properties.size());
            properties.forEach((name, value) -> {
                text(name);
                value(value);
            });
        }

        private void value(@Nullable Object value) {
            if (value == null) {
                bytes((byte) 0);
            } else if (value instanceof Boolean bool) {
                bytes((byte) 1, (byte) (bool ? 1 : 0));
            } else if (value instanceof Long number) {
                bytes((byte) 2);
                longs(number);
            } else if (value instanceof Double number) {
                bytes((byte) 3);
                longs(Double.doubleToRawLongBits(number));
            } else if (value instanceof String text) {
                bytes((byte) 4);
                text(text);
            } else if (value instanceof byte[] bytes) {
                bytes((byte) 5);
                ints(bytes.length);
                bytes(bytes);
            } else if (value instanceof List<?> list) {
                bytes((byte) 6);
                ints(list.size());
                list.forEach(this::value);
            } else if (value instanceof float[] vector) {
                bytes((byte) 7);
                ints(vector.length);
                floats(vector);
            } else if (value instanceof Version1SparseVector sparse) {
                bytes((byte) 8);
                ints(sparse.dimension(), sparse.places().size());
                sparse.places().forEach(this::ints);
                sparse.values().forEach(this::floats);
            } else {
                throw new IllegalArgumentException("a value of " + value.getClass());
            }
        }

        private static ByteBuffer buffer(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
