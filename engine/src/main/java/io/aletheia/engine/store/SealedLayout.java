package io.aletheia.engine.store;

import io.aletheia.engine.model.ValueType;
import java.nio.ByteBuffer;

/**
 * Where what stands in a sealed page: the bytes that {@link PageEncoder} writes and {@link SealedPage} reads, little-endian.
 * Positions are counted from the page's first byte, which lies at a multiple of 8 in its file.
 *
 * <pre>
 * width   field
 *   4     number of rows, n
 *   4     number of stored columns, c: all that the table had when the page was sealed
 *   4     position of the records
 *   4     length of a record in bytes
 *   8     least valid from
 *   8     greatest valid to
 *   8     least system from
 *   4     rows whose end is FOREVER
 *   4     rows whose end is FOREVER or cut
 *   8     greatest time that an end names; -2^63 if there is none
 *   4     1 if <i>valid from</i> is stored as its distance from the row's <i>system from</i>; else 0
 *   4     0
 * 16 x 8  the fields of a record, in the order of its bytes; each:
 *   8       base
 *   4       width in bytes, 0 to 8
 *   4       0
 * 32 c    the stored columns in the order of their positions in the table; each:
 *   4       position in the table
 *   1       encoding: 1 packed numbers, 32 dictionary
 *   1       1 if some value is null; else 0
 *   2       0
 *   8       numbers: base; dictionary: number of values
 *   4       numbers: width in bytes, 0 to 8; dictionary: width of a code, 0 if the value of a row has the row's number
 *   4       dictionary: width of an end; else 0
 *   4       position of the values
 *   4       position of the null bits: a bit a row, the lowest first, set where the value is null; 0 if no value is null
 * varying records, values and null bits where those positions say
 *   8       zeros, so that every number can be read as eight bytes
 * </pre>
 *
 * A number of width w is the lower w bytes of its distance from the base. The fields are valid from, valid to (0: FOREVER; else
 * its distance from the base, plus 1), system from, end (0: FOREVER; else 4 times the distance of its time from the base, plus 1
 * if closed, 2 if cut, 3 if replaced), entity id, previous row (0: none; else its distance back), source, target; the last two
 * have width 0 in a node table. The numbers of a column are its values or, of REAL and DOUBLE, their bits. A dictionary has a
 * code for each row, then for each value where its bytes end, counted from the first byte of the first, then the bytes.
 */
final class SealedLayout {
    static final int ROWS = 0;
    static final int COLUMNS = 4;
    static final int RECORDS = 8;
    static final int RECORD_BYTES = 12;
    static final int VALID_FROM_MIN = 16;
    static final int VALID_TO_MAX = 24;
    static final int SYSTEM_FROM_MIN = 32;
    static final int OPEN_ROWS = 40;
    static final int OPEN_OR_CUT_ROWS = 44;
    static final int END_TIME_MAX = 48;
    static final int RELATIVE = 56;
    static final int FIELDS = 64;
    static final int FIELD_BYTES = 16;
    static final int FIELD_WIDTH = 8;

    static final int ENTITY = 4;
    static final int PREVIOUS = 5;
    static final int SOURCE = 6;
    static final int TARGET = 7;
    static final int FIELD_COUNT = 8;

    static final int COLUMN_DIRECTORY = FIELDS + FIELD_COUNT * FIELD_BYTES;
    static final int COLUMN_BYTES = 32;
    static final int COLUMN_ENCODING = 4;
    static final int COLUMN_NULLS = 5;
    static final int COLUMN_BASE = 8;
    static final int COLUMN_WIDTH = 16;
    static final int COLUMN_END_WIDTH = 20;
    static final int COLUMN_VALUES = 24;
    static final int COLUMN_NULL_BITS = 28;

    static final int ENCODING_NUMBERS = 1;
    static final int ENCODING_DICTIONARY = 32;

    /** Zeros behind the last number. */
    static final int TAIL_BYTES = 8;

    static final int END_CLOSED = 1;
    static final int END_CUT = 2;
    static final int END_REPLACED = 3;

    private SealedLayout() {}

    /** Whether what stands at a position of a file can be a page of the table. */
    static boolean fits(ByteBuffer file, int position, int length, TableStore table) {
        int rows = file.getInt(position + ROWS);
        int[] stored = table.storedPositions();
        int columns = file.getInt(position + COLUMNS);
        // A page that was sealed before columns were added has those before only.
        if (rows <= 0
                || rows > Page.ROWS
                || columns < 0
                || columns > stored.length
                || length < COLUMN_DIRECTORY + columns * COLUMN_BYTES + TAIL_BYTES) {
            return false;
        }
        long recordsEnd = file.getInt(position + RECORDS) + (long) rows * file.getInt(position + RECORD_BYTES);
        boolean fits = recordsEnd <= length - TAIL_BYTES;
        for (int i = 0; i < columns; i++) {
            int column = position + COLUMN_DIRECTORY + i * COLUMN_BYTES;
            ValueType type = table.definition().columns().get(stored[i]).type();
            int encoding = ColumnValues.isOfVariableLength(type) ? ENCODING_DICTIONARY : ENCODING_NUMBERS;
            fits &= file.getInt(column) == stored[i] && file.get(column + COLUMN_ENCODING) == encoding;
        }
        return fits;
    }

    /** How many bytes a number takes that is not negative. */
    static int widthOf(long max) {
        return (Long.SIZE - Long.numberOfLeadingZeros(max) + 7) >>> 3;
    }

    /** The bits of a number of so many bytes. */
    static long maskOf(int width) {
        return width == 0 ? 0 : -1L >>> (Long.SIZE - 8 * width);
    }

    /** The stored form of an end, its time counted from a base. */
    static long packEnd(long end, long base) {
        if (end == RowEnd.OPEN) {
            return 0;
        }
        if (RowEnd.isReplaced(end)) {
            return ((RowEnd.replacementTime(end) - base) << 2) + END_REPLACED;
        }
        return RowEnd.isCut(end) ? ((RowEnd.cutTime(end) - base) << 2) + END_CUT : ((end - base) << 2) + END_CLOSED;
    }

    static long unpackEnd(long packed, long base) {
        if (packed == 0) {
            return RowEnd.OPEN;
        }
        long time = base + (packed >>> 2);
        int tag = (int) packed & 3;
        return tag == END_CLOSED ? time : tag == END_CUT ? RowEnd.cutAt(time) : RowEnd.replacedAt(time);
    }

    /** The time that an end names, which is not open. */
    static long timeOf(long end) {
        if (RowEnd.isReplaced(end)) {
            return RowEnd.replacementTime(end);
        }
        return RowEnd.isCut(end) ? RowEnd.cutTime(end) : end;
    }
}
