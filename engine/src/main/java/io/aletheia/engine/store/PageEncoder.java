package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** Packs the rows of a page as {@link SealedLayout} says. One use, by the thread that applies commits. */
final class PageEncoder {
    private final Page page;
    private final TableStore table;
    private final int firstRow;
    private final int count;
    private final ByteWriter out;
    private final long[] bases = new long[SealedLayout.FIELD_COUNT];
    private final int[] widths = new int[SealedLayout.FIELD_COUNT];
    private boolean relative;

    private PageEncoder(Page page, TableStore table, int firstRow, int count) {
        this.page = page;
        this.table = table;
        this.firstRow = firstRow;
        this.count = count;
        this.out = new ByteWriter(count * 32 + 1024);
    }

    /** The packed form of the first rows of a page, with their ends as they are; what was erased is left out. */
    static ByteWriter encode(Page page, TableStore table, int firstRow, int count) {
        return new PageEncoder(BlankedPage.of(page, table, count), table, firstRow, count).encode();
    }

    private ByteWriter encode() {
        int columns = table.storedPositions().length;
        out.skip(SealedLayout.COLUMN_DIRECTORY + columns * SealedLayout.COLUMN_BYTES);
        out.setInt(SealedLayout.ROWS, count);
        out.setInt(SealedLayout.COLUMNS, columns);
        measure();
        for (int field = 0; field < SealedLayout.FIELD_COUNT; field++) {
            int at = SealedLayout.FIELDS + field * SealedLayout.FIELD_BYTES;
            setLong(at, bases[field]);
            out.setInt(at + SealedLayout.FIELD_WIDTH, widths[field]);
        }
        encodeRecords();
        for (int i = 0; i < columns; i++) {
            encodeColumn(table.storedPositions()[i], SealedLayout.COLUMN_DIRECTORY + i * SealedLayout.COLUMN_BYTES);
        }
        out.skip(SealedLayout.TAIL_BYTES);
        out.skip(-out.length() & (Long.BYTES - 1));
        return out;
    }

    /** Finds bases and widths of the fields, and what the header says of all rows. */
    private void measure() {
        long validFromMin = Long.MAX_VALUE;
        long validFromMax = Long.MIN_VALUE;
        long distanceMin = Long.MAX_VALUE;
        long distanceMax = Long.MIN_VALUE;
        long validToMin = Time.FOREVER;
        long validToMax = Long.MIN_VALUE;
        long systemFromMin = Long.MAX_VALUE;
        long systemFromMax = Long.MIN_VALUE;
        long timeMin = Long.MAX_VALUE;
        long timeMax = Long.MIN_VALUE;
        int open = 0;
        int cut = 0;
        int entityMin = Integer.MAX_VALUE;
        int entityMax = 0;
        int backMax = 0;
        int sourceMin = Integer.MAX_VALUE;
        int sourceMax = 0;
        int targetMin = Integer.MAX_VALUE;
        int targetMax = 0;
        boolean edges = table.definition().isEdge();
        long validToMaxFinite = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long validFrom = page.validFrom(i);
            long validTo = page.validTo(i);
            long systemFrom = page.systemFrom(i);
            long end = page.end(i);
            validFromMin = Math.min(validFromMin, validFrom);
            validFromMax = Math.max(validFromMax, validFrom);
            distanceMin = Math.min(distanceMin, validFrom - systemFrom);
            distanceMax = Math.max(distanceMax, validFrom - systemFrom);
            validToMin = Math.min(validToMin, validTo);
            validToMax = Math.max(validToMax, validTo);
            if (validTo != Time.FOREVER) {
                validToMaxFinite = Math.max(validToMaxFinite, validTo);
            }
            systemFromMin = Math.min(systemFromMin, systemFrom);
            systemFromMax = Math.max(systemFromMax, systemFrom);
            if (end == RowEnd.OPEN) {
                open++;
            } else {
                timeMin = Math.min(timeMin, SealedLayout.timeOf(end));
                timeMax = Math.max(timeMax, SealedLayout.timeOf(end));
                cut += RowEnd.isCut(end) ? 1 : 0;
            }
            entityMin = Math.min(entityMin, page.entity(i));
            entityMax = Math.max(entityMax, page.entity(i));
            int previous = page.previous(i);
            backMax = Math.max(backMax, previous == EntityHeads.NONE ? 0 : firstRow + i - previous);
            if (edges) {
                sourceMin = Math.min(sourceMin, page.source(i));
                sourceMax = Math.max(sourceMax, page.source(i));
                targetMin = Math.min(targetMin, page.target(i));
                targetMax = Math.max(targetMax, page.target(i));
            }
        }
        int absoluteWidth = SealedLayout.widthOf(validFromMax - validFromMin);
        int relativeWidth = SealedLayout.widthOf(distanceMax - distanceMin);
        relative = relativeWidth < absoluteWidth;
        field(Page.VALID_FROM, relative ? distanceMin : validFromMin, Math.min(absoluteWidth, relativeWidth));
        boolean finite = validToMaxFinite != Long.MIN_VALUE;
        field(
                Page.VALID_TO,
                finite ? validToMin : 0,
                finite ? SealedLayout.widthOf(validToMaxFinite - validToMin + 1) : 0);
        field(Page.SYSTEM_FROM, systemFromMin, SealedLayout.widthOf(systemFromMax - systemFromMin));
        boolean ended = open < count;
        field(Page.END, ended ? timeMin : 0, ended ? SealedLayout.widthOf(((timeMax - timeMin) << 2) + 3) : 0);
        field(SealedLayout.ENTITY, entityMin, SealedLayout.widthOf(entityMax - entityMin));
        field(SealedLayout.PREVIOUS, 0, SealedLayout.widthOf(backMax));
        field(SealedLayout.SOURCE, edges ? sourceMin : 0, edges ? SealedLayout.widthOf(sourceMax - sourceMin) : 0);
        field(SealedLayout.TARGET, edges ? targetMin : 0, edges ? SealedLayout.widthOf(targetMax - targetMin) : 0);
        setLong(SealedLayout.VALID_FROM_MIN, validFromMin);
        setLong(SealedLayout.VALID_TO_MAX, validToMax);
        setLong(SealedLayout.SYSTEM_FROM_MIN, systemFromMin);
        out.setInt(SealedLayout.OPEN_ROWS, open);
        out.setInt(SealedLayout.OPEN_OR_CUT_ROWS, open + cut);
        out.setInt(SealedLayout.RELATIVE, relative ? 1 : 0);
        setLong(SealedLayout.END_TIME_MAX, timeMax);
    }

    private void field(int field, long base, int width) {
        bases[field] = base;
        widths[field] = width;
    }

    private void encodeRecords() {
        int stride = 0;
        for (int width : widths) {
            stride += width;
        }
        out.setInt(SealedLayout.RECORDS, out.length());
        out.setInt(SealedLayout.RECORD_BYTES, stride);
        boolean edges = table.definition().isEdge();
        for (int i = 0; i < count; i++) {
            long systemFrom = page.systemFrom(i);
            putNumber(
                    page.validFrom(i) - (relative ? systemFrom : 0) - bases[Page.VALID_FROM], widths[Page.VALID_FROM]);
            long validTo = page.validTo(i);
            putNumber(validTo == Time.FOREVER ? 0 : validTo - bases[Page.VALID_TO] + 1, widths[Page.VALID_TO]);
            putNumber(systemFrom - bases[Page.SYSTEM_FROM], widths[Page.SYSTEM_FROM]);
            putNumber(SealedLayout.packEnd(page.end(i), bases[Page.END]), widths[Page.END]);
            putNumber(page.entity(i) - bases[SealedLayout.ENTITY], widths[SealedLayout.ENTITY]);
            int previous = page.previous(i);
            putNumber(previous == EntityHeads.NONE ? 0 : firstRow + i - previous, widths[SealedLayout.PREVIOUS]);
            if (edges) {
                putNumber(page.source(i) - bases[SealedLayout.SOURCE], widths[SealedLayout.SOURCE]);
                putNumber(page.target(i) - bases[SealedLayout.TARGET], widths[SealedLayout.TARGET]);
            }
        }
    }

    private void encodeColumn(int position, int directory) {
        ColumnValues values = table.column(page, position);
        ValueType type = values.type;
        out.setInt(directory, position);
        if (values.hasNulls()) {
            encodeNulls(values, directory);
        }
        if (ColumnValues.isOfVariableLength(type)) {
            out.setByte(directory + SealedLayout.COLUMN_ENCODING, SealedLayout.ENCODING_DICTIONARY);
            encodeDictionary(values, directory);
        } else {
            out.setByte(directory + SealedLayout.COLUMN_ENCODING, SealedLayout.ENCODING_NUMBERS);
            encodeNumbers(values, directory);
        }
    }

    private void encodeNulls(ColumnValues values, int directory) {
        var nulls = new BitSet(count);
        for (int i = 0; i < count; i++) {
            nulls.set(i, values.isNull(i));
        }
        if (!nulls.isEmpty()) {
            out.setByte(directory + SealedLayout.COLUMN_NULLS, 1);
            out.setInt(directory + SealedLayout.COLUMN_NULL_BITS, out.length());
            byte[] bits = nulls.toByteArray();
            out.putBytes(bits, 0, bits.length);
            out.skip((count + 7) / 8 - bits.length);
        }
    }

    private void encodeNumbers(ColumnValues values, int directory) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (!values.isNull(i)) {
                min = Math.min(min, values.bits(i));
                max = Math.max(max, values.bits(i));
            }
        }
        long base = min == Long.MAX_VALUE ? 0 : min;
        // A distance too great for a long is right all the same when it is added to the base.
        int width = max < min ? 0 : SealedLayout.widthOf(max - min);
        setLong(directory + SealedLayout.COLUMN_BASE, base);
        out.setInt(directory + SealedLayout.COLUMN_WIDTH, width);
        out.setInt(directory + SealedLayout.COLUMN_VALUES, out.length());
        for (int i = 0; i < count; i++) {
            putNumber(values.isNull(i) ? 0 : values.bits(i) - base, width);
        }
    }

    private void encodeDictionary(ColumnValues values, int directory) {
        var codes = new ReferenceCodes(count);
        int[] codeOfRow = new int[count];
        int filled = 0;
        for (int i = 0; i < count; i++) {
            if (!values.isNull(i)) {
                codeOfRow[i] = codes.codeOf(values.referenceAt(i), i);
                filled++;
            }
        }
        boolean byRow = codes.size() * 4 > filled * 3;
        int size = byRow ? count : codes.size();
        long[] ends = new long[size];
        long end = 0;
        for (int i = 0; i < size; i++) {
            int row = byRow ? i : codes.rowOf(i);
            end += values.isNull(row) ? 0 : values.bytesAt(row).remaining();
            ends[i] = end;
        }
        int codeWidth = byRow ? 0 : Math.max(1, SealedLayout.widthOf(size - 1));
        int endWidth = SealedLayout.widthOf(end);
        setLong(directory + SealedLayout.COLUMN_BASE, size);
        out.setInt(directory + SealedLayout.COLUMN_WIDTH, codeWidth);
        out.setInt(directory + SealedLayout.COLUMN_END_WIDTH, endWidth);
        out.setInt(directory + SealedLayout.COLUMN_VALUES, out.length());
        for (int i = 0; i < count; i++) {
            putNumber(codeOfRow[i], codeWidth);
        }
        for (long each : ends) {
            putNumber(each, endWidth);
        }
        for (int i = 0; i < size; i++) {
            int row = byRow ? i : codes.rowOf(i);
            if (!values.isNull(row)) {
                ByteBuffer bytes = values.bytesAt(row);
                out.putBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            }
        }
    }

    private void putNumber(long value, int width) {
        if (width > 0) {
            out.putLong(value);
            out.rewind(out.length() - Long.BYTES + width);
        }
    }

    private void setLong(int offset, long value) {
        out.setInt(offset, (int) value);
        out.setInt(offset + Integer.BYTES, (int) (value >>> 32));
    }
}
