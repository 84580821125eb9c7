package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Codec of closures files: what became of rows of one table after their chunk files were written. Little-endian; described for
 * readers without the code in {@code docs/formats/chunk.md}.
 *
 * <pre>
 * width   field
 * 44      {@link FileHeader} with these fields of its own from offset 32 on
 *   4       table id
 *   4       number of entries, n
 * 12 n    entries in ascending order of rows
 *   4       row
 *   8       its {@link RowEnd}
 * 4       CRC32C of all before; makes the file valid
 * </pre>
 */
final class ClosuresFile {
    static final FileFormat FORMAT = new FileFormat("ALCL", "closures", 1, 1);
    static final int FIELD_BYTES = 8;
    static final int ENTRY_BYTES = 12;

    private static final int TABLE_ID_OFFSET = FileHeader.FIELDS_OFFSET;
    private static final int ENTRIES_OFFSET = TABLE_ID_OFFSET + 4;

    private ClosuresFile() {}

    /** The file's bytes, checksum included; empty if no end of a row in the first pages differs from the packed one. */
    static ByteBuffer encode(TableStore table, UUID databaseId, int pages) {
        VersionRows rows = table.rows();
        var out = new ByteWriter(1024);
        out.skip(FileHeader.lengthWith(FIELD_BYTES));
        int entries = 0;
        for (int i = 0; i < pages; i++) {
            SealedPage page = rows.sealedPage(i);
            for (int offset = 0; page.changedEnds() > 0 && offset < Page.ROWS; offset++) {
                if (page.hasChangedEnd(offset)) {
                    out.putInt((i << Page.BITS) + offset);
                    out.putLong(page.end(offset));
                    entries++;
                }
            }
        }
        if (entries == 0) {
            return ByteBuffer.allocate(0);
        }
        out.setInt(TABLE_ID_OFFSET, table.definition().id());
        out.setInt(ENTRIES_OFFSET, entries);
        FileHeader.write(out.buffer(), FORMAT, databaseId, table.definition().id(), FIELD_BYTES);
        out.putInt(0);
        FileChecksum.end(out.buffer());
        return out.buffer();
    }

    /** Puts the ends of a file, whose checksum was verified, into the loaded rows of the table. */
    static void decode(ByteBuffer bytes, String fileName, UUID databaseId, TableStore table) {
        FileHeader header = FileHeader.read(bytes, FORMAT, fileName);
        header.check(fileName, databaseId, table.definition().id());
        int entries = bytes.getInt(ENTRIES_OFFSET);
        var in = new ByteReader(
                bytes.duplicate().position(header.length()).limit(bytes.limit() - FileChecksum.BYTES),
                "closures " + fileName);
        if (in.remaining() != (long) entries * ENTRY_BYTES) {
            throw in.corrupt(entries + " entries in " + in.remaining() + " bytes");
        }
        for (int i = 0; i < entries; i++) {
            int row = in.readInt();
            if (row < 0 || row >= table.rows().size()) {
                throw in.corrupt("row " + row + " of " + table.rows().size());
            }
            table.rows().loadEnd(row, in.readLong());
        }
    }
}
