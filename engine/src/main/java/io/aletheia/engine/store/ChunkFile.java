package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.ColumnDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Codec of chunk files: consecutive rows of one table, column by column. Little-endian; described for readers without the code
 * in {@code docs/formats/chunk.md}.
 *
 * <pre>
 * width       field
 * 56          {@link FileHeader} with these fields of its own from offset 32 on
 *   4           table id
 *   4           number of the first row
 *   4           number of rows, n
 *   4           number of stored columns
 *   4           flags; bit 0 set: edge table
 * 32 n        bounds of each row: valid from, valid to, system from, {@link RowEnd}
 *  4 n        entity id of each row
 *  4 n        number of the entity's previous row; -1 if there is none
 *  4 n        edge table only: entity id of the source node
 *  4 n        edge table only: entity id of the target node
 * varying     each stored column, in the order of the table's columns:
 *   4           position of the column in the table
 *   1           encoding: 1, 2, 4, 8: integers of so many bytes; 12, 16: floating point of 4, 8 bytes; 32: {@link
 *               BytesDictionary}
 *   1           1 if some value is null; else 0
 *   (n+7)/8     only if some value is null: a bit a row, the lowest first, set where the value is null
 *   varying     the values, {@code encoding} bytes a row or a dictionary; any value where it is null
 * 4           CRC32C of all before; makes the file valid
 * </pre>
 *
 * Not stored are generated ids, which equal the entity id, and the keys of an edge's nodes, which stand with the nodes.
 */
final class ChunkFile {
    static final FileFormat FORMAT = new FileFormat("ALCH", "chunk", 1, 1);

    /** The most rows that a file holds. */
    static final int ROWS_MAX = 1 << 16;

    static final int FIELD_BYTES = 20;
    static final int FLAG_EDGES = 1;
    static final int ENCODING_FLOAT = 12;
    static final int ENCODING_DOUBLE = 16;
    static final int ENCODING_DICTIONARY = 32;

    private static final int TABLE_ID_OFFSET = FileHeader.FIELDS_OFFSET;
    private static final int FIRST_ROW_OFFSET = TABLE_ID_OFFSET + 4;
    private static final int ROWS_OFFSET = FIRST_ROW_OFFSET + 4;
    private static final int COLUMNS_OFFSET = ROWS_OFFSET + 4;
    private static final int FLAGS_OFFSET = COLUMNS_OFFSET + 4;

    private final TableStore table;
    private final int firstRow;
    private final int count;

    /** Rows of a table; {@code firstRow} is the first of a page. */
    private ChunkFile(TableStore table, int firstRow, int count) {
        this.table = table;
        this.firstRow = firstRow;
        this.count = count;
    }

    /** The file's bytes, checksum included. */
    static ByteWriter encode(TableStore table, UUID databaseId, int firstRow, int count) {
        return new ChunkFile(table, firstRow, count).encode(databaseId);
    }

    /** Appends the rows of a file, whose checksum was verified, to a table that holds all rows before. */
    static void decode(ByteBuffer bytes, String fileName, UUID databaseId, TableStore table) {
        FileHeader header = FileHeader.read(bytes, FORMAT, fileName);
        int rows = bytes.getInt(ROWS_OFFSET);
        int first = bytes.getInt(FIRST_ROW_OFFSET);
        header.check(fileName, databaseId, fileId(table, first));
        var in = new ByteReader(
                bytes.duplicate().position(header.length()).limit(bytes.limit() - FileChecksum.BYTES),
                "chunk " + fileName);
        int columns = storedColumns(table).size();
        if (first != table.rows().size()
                || (first & Page.MASK) != 0
                || rows <= 0
                || rows > ROWS_MAX
                || bytes.getInt(COLUMNS_OFFSET) != columns) {
            throw in.corrupt("first row " + first + " where " + table.rows().size() + " is due, " + rows + " rows, "
                    + bytes.getInt(COLUMNS_OFFSET) + " columns where " + columns + " are due");
        }
        table.rows().extend(rows);
        new ChunkFile(table, first, rows).decode(in, (bytes.getInt(FLAGS_OFFSET) & FLAG_EDGES) != 0);
    }

    private ByteWriter encode(UUID databaseId) {
        boolean edges = table.definition().isEdge();
        List<Integer> columns = storedColumns(table);
        var out = new ByteWriter(FileHeader.lengthWith(FIELD_BYTES) + count * 64);
        out.skip(FileHeader.lengthWith(FIELD_BYTES));
        out.setInt(TABLE_ID_OFFSET, table.definition().id());
        out.setInt(FIRST_ROW_OFFSET, firstRow);
        out.setInt(ROWS_OFFSET, count);
        out.setInt(COLUMNS_OFFSET, columns.size());
        out.setInt(FLAGS_OFFSET, edges ? FLAG_EDGES : 0);
        FileHeader.write(out.buffer(), FORMAT, databaseId, fileId(table, firstRow), FIELD_BYTES);
        for (int row = firstRow; row < firstRow + count; row++) {
            long[] bounds = page(row).bounds();
            int at = (row & Page.MASK) * Page.BOUNDS;
            out.putLong(bounds[at + Page.VALID_FROM]);
            out.putLong(bounds[at + Page.VALID_TO]);
            out.putLong(bounds[at + Page.SYSTEM_FROM]);
            out.putLong(Page.end(bounds, at));
        }
        for (int row = firstRow; row < firstRow + count; row++) {
            out.putInt(entity(row));
        }
        for (int row = firstRow; row < firstRow + count; row++) {
            out.putInt(page(row).previous(row & Page.MASK));
        }
        for (int row = firstRow; edges && row < firstRow + count; row++) {
            out.putInt((int) table.sourceId(entity(row)));
        }
        for (int row = firstRow; edges && row < firstRow + count; row++) {
            out.putInt((int) table.targetId(entity(row)));
        }
        for (int position : columns) {
            encodeColumn(out, position);
        }
        FileChecksum.end(out);
        return out;
    }

    private void encodeColumn(ByteWriter out, int position) {
        List<Column> parts = parts(position);
        int[] counts = counts();
        var nulls = new BitSet(count);
        for (int i = 0; i < counts.length; i++) {
            parts.get(i).writeNulls(nulls, i << Page.BITS, counts[i]);
        }
        int encoding = encodingOf(parts.get(0));
        out.putInt(position);
        out.putByte(encoding);
        out.putByte(nulls.isEmpty() ? 0 : 1);
        if (!nulls.isEmpty()) {
            int length = out.length();
            byte[] bits = nulls.toByteArray();
            out.putBytes(bits, 0, bits.length);
            out.skip(nullBytes() - (out.length() - length));
        }
        if (encoding == ENCODING_DICTIONARY) {
            BytesDictionary.write(out, bytesColumns(parts), counts);
        } else {
            for (int i = 0; i < counts.length; i++) {
                parts.get(i).writeTo(out, counts[i]);
            }
        }
    }

    private void decode(ByteReader in, boolean edges) {
        for (int row = firstRow; row < firstRow + count; row++) {
            long[] bounds = page(row).bounds();
            for (int i = 0; i < Page.BOUNDS; i++) {
                bounds[(row & Page.MASK) * Page.BOUNDS + i] = in.readLong();
            }
        }
        int[] entities = ints(in);
        int[] previous = ints(in);
        for (int i = 0; i < count; i++) {
            int row = firstRow + i;
            if (entities[i] <= 0 || previous[i] < EntityHeads.NONE || previous[i] >= row) {
                throw in.corrupt("row " + row + " of entity " + entities[i] + " after row " + previous[i]);
            }
            page(row).load(row & Page.MASK, entities[i], previous[i]);
        }
        if (edges != table.definition().isEdge()) {
            throw in.corrupt("an edge table's file for a node table, or the reverse");
        }
        if (edges) {
            int[] sources = ints(in);
            int[] targets = ints(in);
            for (int i = 0; i < count; i++) {
                table.entities().setNodes(entities[i], sources[i], targets[i]);
            }
        }
        for (int position : storedColumns(table)) {
            decodeColumn(in, position);
        }
        if (in.remaining() > 0) {
            throw in.corrupt(in.remaining() + " bytes too many");
        }
        for (int row = firstRow | Page.MASK; row < firstRow + count; row += Page.ROWS) {
            page(row).seal();
        }
    }

    private void decodeColumn(ByteReader in, int position) {
        List<Column> parts = parts(position);
        int[] counts = counts();
        int foundPosition = in.readInt();
        int foundEncoding = in.readByte();
        int encoding = encodingOf(parts.get(0));
        if (foundPosition != position || foundEncoding != encoding) {
            throw in.corrupt("column " + foundPosition + " in encoding " + foundEncoding + " where column " + position
                    + " in encoding " + encoding + " is due");
        }
        BitSet nulls = in.readByte() == 0 ? new BitSet() : BitSet.valueOf(in.readBytes(nullBytes()));
        for (int i = 0; i < counts.length; i++) {
            parts.get(i).readNulls(nulls, i << Page.BITS, counts[i]);
        }
        if (encoding == ENCODING_DICTIONARY) {
            BytesDictionary.read(in, bytesColumns(parts), counts);
        } else {
            for (int i = 0; i < counts.length; i++) {
                parts.get(i).readFrom(in, counts[i]);
            }
        }
    }

    private int[] ints(ByteReader in) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static int encodingOf(Column column) {
        return switch (column.type.kind()) {
            case BOOLEAN -> Byte.BYTES;
            case SMALLINT -> Short.BYTES;
            case INTEGER, DATE -> Integer.BYTES;
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_TZ -> Long.BYTES;
            case REAL -> ENCODING_FLOAT;
            case DOUBLE -> ENCODING_DOUBLE;
            case DECIMAL -> DecimalColumn.fits(column.type) ? Long.BYTES : ENCODING_DICTIONARY;
            case VARCHAR, VARBINARY, UUID, ARRAY, VECTOR -> ENCODING_DICTIONARY;
        };
    }

    /** The column in each page that the rows lie in. */
    private List<Column> parts(int position) {
        var parts = new ArrayList<Column>();
        for (int row = firstRow; row < firstRow + count; row += Page.ROWS) {
            parts.add(Objects.requireNonNull(page(row).column(position)));
        }
        return parts;
    }

    /** How many of the rows lie in each of those pages. */
    private int[] counts() {
        int[] counts = new int[(count + Page.MASK) >>> Page.BITS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.min(Page.ROWS, count - (i << Page.BITS));
        }
        return counts;
    }

    private int nullBytes() {
        return (count + 7) / 8;
    }

    private Page page(int row) {
        return table.rows().page(row);
    }

    private int entity(int row) {
        return page(row).entities()[row & Page.MASK];
    }

    private static List<BytesColumn> bytesColumns(List<Column> parts) {
        return parts.stream().map(BytesColumn.class::cast).toList();
    }

    private static List<Integer> storedColumns(TableStore table) {
        List<ColumnDefinition> columns = table.definition().columns();
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            if (table.isStored(i)) {
                positions.add(i);
            }
        }
        return positions;
    }

    private static long fileId(TableStore table, int firstRow) {
        return ((long) table.definition().id() << 32) | firstRow;
    }
}
