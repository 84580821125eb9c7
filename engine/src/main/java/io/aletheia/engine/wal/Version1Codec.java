package io.aletheia.engine.wal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry of a log of version 1. Everything is little-endian and in two's complement; times are microseconds since
 * 1970-01-01T00:00:00Z. The length is nowhere said: it follows from what is read.
 *
 * <pre>
 * offset  width  field
 *      0      8  LSN
 *      8      8  time at which the entry was logged
 *     16      4  CRC32 of the bytes 0 to 15 and of those from 20 to the end
 *     20      1  type of operation
 *     21         operation
 *
 * type  operation    fields
 *    1  create node  node id 8, label, properties, period
 *    2  create edge  edge id 8, source node id 8, target node id 8, label, properties, period
 *    3  update node  node id 8, version id 8, label, properties, period
 *    4  update edge  edge id 8, version id 8, label, properties, period
 *    5  checkpoint   LSN 8, time 8
 *    6  delete node  node id 8, period
 *    7  delete edge  edge id 8, period
 *
 * label       length in bytes 4, UTF-8
 * properties  count 4, then for each: length of its name in bytes 4, name in UTF-8, value
 * period      valid from 8, valid to 8, system from 8, system to 8; 2^63-1 is the open end
 *
 * tag  value   bytes behind the tag, which is 1
 *   0  null
 *   1  bool           1: 0 or 1
 *   2  int            8
 *   3  float          8, IEEE 754
 *   4  string         length in bytes 4, UTF-8
 *   5  bytes          length 4, bytes
 *   6  array          count 4, values
 *   7  vector         dimension 4, elements 4 each, IEEE 754
 *   8  sparse vector  dimension 4, count 4, places 4 each, elements 4 each
 * </pre>
 *
 * Counts and lengths are unsigned. Pure functions.
 */
final class Version1Codec {
    static final int LSN_OFFSET = 0;
    static final int TIME_OFFSET = 8;
    static final int CHECKSUM_OFFSET = 16;
    static final int TYPE_OFFSET = 20;
    static final int OPERATION_OFFSET = 21;

    static final int TYPE_CREATE_NODE = 1;
    static final int TYPE_CREATE_EDGE = 2;
    static final int TYPE_UPDATE_NODE = 3;
    static final int TYPE_UPDATE_EDGE = 4;
    static final int TYPE_CHECKPOINT = 5;
    static final int TYPE_DELETE_NODE = 6;
    static final int TYPE_DELETE_EDGE = 7;

    static final int TAG_NULL = 0;
    static final int TAG_BOOL = 1;
    static final int TAG_INT = 2;
    static final int TAG_FLOAT = 3;
    static final int TAG_STRING = 4;
    static final int TAG_BYTES = 5;
    static final int TAG_ARRAY = 6;
    static final int TAG_VECTOR = 7;
    static final int TAG_SPARSE_VECTOR = 8;

    static final int PERIOD_BYTES = 32;

    /** The shortest entry, a checkpoint. */
    static final int ENTRY_BYTES_MIN = OPERATION_OFFSET + 2 * Long.BYTES;

    static final int PROPERTIES_MAX = 10_000;
    static final int ELEMENTS_MAX = 1_000_000;
    static final int DIMENSION_MAX = 100_000;

    /** How deep arrays may stand in arrays. */
    static final int DEPTH_MAX = 100;

    /** Length of a name and the tag of a value. */
    private static final int PROPERTY_BYTES_MIN = Integer.BYTES + 1;

    private Version1Codec() {}

    /** Whether there is such a type of operation. */
    static boolean isType(int type) {
        return type >= TYPE_CREATE_NODE && type <= TYPE_DELETE_EDGE;
    }

    /**
     * Reads the entry that begins where the bytes were told to, and checks it.
     *
     * @throws io.aletheia.engine.model.DatabaseException DATABASE_CORRUPT (XX001) if there is none, without the place
     */
    static Version1Entry read(Version1Bytes in, String segment) {
        long offset = in.position();
        long lsn = in.readLong();
        long time = in.readLong();
        int checksum = in.readInt();
        Version1Operation operation = readOperation(in);
        int expected = in.checksum(CHECKSUM_OFFSET, TYPE_OFFSET);
        if (checksum != expected) {
            throw in.corrupt(
                    String.format("checksum %08x of the entry", expected), String.format("%08x in it", checksum));
        }
        return new Version1Entry(lsn, time, operation, segment, offset);
    }

    private static Version1Operation readOperation(Version1Bytes in) {
        int type = in.readByte();
        return switch (type) {
            case TYPE_CREATE_NODE ->
                new Version1Operation.CreateNode(in.readLong(), in.readString(), readProperties(in), readPeriod(in));
            case TYPE_CREATE_EDGE ->
                new Version1Operation.CreateEdge(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readString(),
                        readProperties(in),
                        readPeriod(in));
            case TYPE_UPDATE_NODE ->
                new Version1Operation.UpdateNode(
                        in.readLong(), in.readLong(), in.readString(), readProperties(in), readPeriod(in));
            case TYPE_UPDATE_EDGE ->
                new Version1Operation.UpdateEdge(
                        in.readLong(), in.readLong(), in.readString(), readProperties(in), readPeriod(in));
            case TYPE_CHECKPOINT -> new Version1Operation.Checkpoint(in.readLong(), in.readLong());
            case TYPE_DELETE_NODE -> new Version1Operation.DeleteNode(in.readLong(), readPeriod(in));
            case TYPE_DELETE_EDGE -> new Version1Operation.DeleteEdge(in.readLong(), readPeriod(in));
            default ->
                throw in.corrupt("a type of operation from " + TYPE_CREATE_NODE + " to " + TYPE_DELETE_EDGE, "" + type);
        };
    }

    private static Version1Period readPeriod(Version1Bytes in) {
        return new Version1Period(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static Map<String, @Nullable Object> readProperties(Version1Bytes in) {
        int count = in.readCount("properties", PROPERTIES_MAX, PROPERTY_BYTES_MIN);
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            if (properties.containsKey(name)) {
                throw in.corrupt("each property once", name + " twice");
            }
            properties.put(name, readValue(in, 0));
        }
        return properties;
    }

    private static @Nullable Object readValue(Version1Bytes in, int depth) {
        int tag = in.readByte();
        return switch (tag) {
            case TAG_NULL -> null;
            case TAG_BOOL -> readBool(in);
            case TAG_INT -> in.readLong();
            case TAG_FLOAT -> Double.longBitsToDouble(in.readLong());
            case TAG_STRING -> in.readString();
            case TAG_BYTES -> in.readBytes(in.readCount("bytes", Version1Bytes.ENTRY_BYTES_MAX, 1));
            case TAG_ARRAY -> readArray(in, depth);
            case TAG_VECTOR -> in.readFloats(in.readCount("elements of a vector", DIMENSION_MAX, Float.BYTES));
            case TAG_SPARSE_VECTOR -> readSparseVector(in);
            default -> throw in.corrupt("a value's tag from " + TAG_NULL + " to " + TAG_SPARSE_VECTOR, "" + tag);
        };
    }

    private static boolean readBool(Version1Bytes in) {
        int value = in.readByte();
        if (value > 1) {
            throw in.corrupt("a bool of 0 or 1", "" + value);
        }
        return value == 1;
    }

    private static List<@Nullable Object> readArray(Version1Bytes in, int depth) {
        if (depth == DEPTH_MAX) {
            throw in.corrupt("arrays at most " + DEPTH_MAX + " deep", "more");
        }
        int count = in.readCount("elements", ELEMENTS_MAX, 1);
        List<@Nullable Object> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(readValue(in, depth + 1));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Version1SparseVector readSparseVector(Version1Bytes in) {
        int dimension = in.readInt();
        int count = in.readCount("elements of a vector", DIMENSION_MAX, Integer.BYTES + Float.BYTES);
        if (Integer.compareUnsigned(count, dimension) > 0) {
            throw in.corrupt("at most " + Integer.toUnsignedString(dimension) + " elements", "" + count);
        }
        List<Integer> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            places.add(in.readInt());
        }
        List<Float> values = new ArrayList<>(count);
        for (float value : in.readFloats(count)) {
            values.add(value);
        }
        return new Version1SparseVector(dimension, places, values);
    }
}
