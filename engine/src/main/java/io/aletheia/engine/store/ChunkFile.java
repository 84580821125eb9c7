package io.aletheia.engine.store;

import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Codec of chunk files: consecutive rows of one table in packed pages. Little-endian; described for readers without the code in
 * {@code docs/formats/chunk.md}.
 *
 * <pre>
 * width       field
 * 56          {@link FileHeader} with these fields of its own from offset 32 on
 *   4           table id
 *   4           number of the first row
 *   4           number of rows
 *   4           number of pages, p
 *   4           flags; bit 0 set: edge table
 * 8 p         where the pages are, each
 *   4           position in the file, a multiple of 8
 *   4           length in bytes, a multiple of 8
 * varying     the pages, as {@link SealedLayout} says
 * 4           CRC32C of all before; makes the file valid
 * </pre>
 *
 * Not stored are generated ids, which equal the entity id, and the keys of an edge's nodes, which stand with the nodes.
 */
final class ChunkFile {
    static final FileFormat FORMAT = new FileFormat("ALCH", "chunk", 2, 2);

    /** The most pages that a file holds. */
    static final int PAGES_MAX = 8;

    /** The most rows that a file holds. */
    static final int ROWS_MAX = PAGES_MAX * Page.ROWS;

    /** A chunk of long values ends early, once its pages have so many bytes. */
    static final long BYTES_ENOUGH = 64L << 20;

    static final int FIELD_BYTES = 20;
    static final int FLAG_EDGES = 1;

    private static final int TABLE_ID_OFFSET = FileHeader.FIELDS_OFFSET;
    private static final int FIRST_ROW_OFFSET = TABLE_ID_OFFSET + 4;
    private static final int ROWS_OFFSET = FIRST_ROW_OFFSET + 4;
    private static final int PAGES_OFFSET = ROWS_OFFSET + 4;
    private static final int FLAGS_OFFSET = PAGES_OFFSET + 4;
    private static final int DIRECTORY_OFFSET = FileHeader.lengthWith(FIELD_BYTES);
    private static final int DIRECTORY_ENTRY_BYTES = 8;

    private ChunkFile() {}

    /** The file's bytes, checksum included; {@code firstRow} is the first of the first page. */
    static ByteBuffer encode(TableStore table, UUID databaseId, int firstRow, List<ByteBuffer> pages) {
        int position = DIRECTORY_OFFSET + pages.size() * DIRECTORY_ENTRY_BYTES;
        int length = position;
        int rows = 0;
        for (ByteBuffer page : pages) {
            length = Math.addExact(length, page.limit());
            rows += page.getInt(SealedLayout.ROWS);
        }
        ByteBuffer out =
                ByteBuffer.allocate(Math.addExact(length, FileChecksum.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(TABLE_ID_OFFSET, table.definition().id());
        out.putInt(FIRST_ROW_OFFSET, firstRow);
        out.putInt(ROWS_OFFSET, rows);
        out.putInt(PAGES_OFFSET, pages.size());
        out.putInt(FLAGS_OFFSET, table.definition().isEdge() ? FLAG_EDGES : 0);
        FileHeader.write(out, FORMAT, databaseId, fileId(table, firstRow), FIELD_BYTES);
        int directory = DIRECTORY_OFFSET;
        for (ByteBuffer page : pages) {
            out.putInt(directory, position);
            out.putInt(directory + Integer.BYTES, page.limit());
            out.put(position, page, 0, page.limit());
            directory += DIRECTORY_ENTRY_BYTES;
            position += page.limit();
        }
        FileChecksum.end(out);
        return out;
    }

    /**
     * The packed pages of a file whose checksum was verified, as parts of its bytes.
     *
     * @param firstRow the row that is due
     * @throws DatabaseException DATABASE_CORRUPT (XX001) if it is not the file that is due
     */
    static List<ByteBuffer> pages(ByteBuffer file, String fileName, UUID databaseId, TableStore table, int firstRow) {
        FileHeader header = FileHeader.read(file, FORMAT, fileName);
        int first = file.getInt(FIRST_ROW_OFFSET);
        header.check(fileName, databaseId, fileId(table, first));
        int count = file.getInt(PAGES_OFFSET);
        boolean edges = (file.getInt(FLAGS_OFFSET) & FLAG_EDGES) != 0;
        int end = file.limit() - FileChecksum.BYTES;
        if (first != firstRow
                || (first & Page.MASK) != 0
                || edges != table.definition().isEdge()
                || count <= 0
                || count > PAGES_MAX
                || DIRECTORY_OFFSET + count * DIRECTORY_ENTRY_BYTES > end) {
            throw corrupt(
                    fileName,
                    "first row " + first + " where " + firstRow + " is due, " + count + " pages, edges: " + edges);
        }
        var pages = new ArrayList<ByteBuffer>(count);
        int rows = 0;
        for (int i = 0; i < count; i++) {
            int position = file.getInt(DIRECTORY_OFFSET + i * DIRECTORY_ENTRY_BYTES);
            int length = file.getInt(DIRECTORY_OFFSET + i * DIRECTORY_ENTRY_BYTES + Integer.BYTES);
            if (position < 0
                    || length < SealedLayout.COLUMN_DIRECTORY
                    || position > end - length
                    || !SealedLayout.fits(file, position, length, table)) {
                throw corrupt(fileName, "page " + i + " of " + length + " bytes at " + position);
            }
            pages.add(slice(file, position, length));
            rows += file.getInt(position + SealedLayout.ROWS);
        }
        if (rows != file.getInt(ROWS_OFFSET)) {
            throw corrupt(fileName, rows + " rows in the pages, expected " + file.getInt(ROWS_OFFSET));
        }
        return pages;
    }

    /** The pages of a file of one's own. */
    static ByteBuffer page(ByteBuffer file, int index) {
        int entry = DIRECTORY_OFFSET + index * DIRECTORY_ENTRY_BYTES;
        return slice(file, file.getInt(entry), file.getInt(entry + Integer.BYTES));
    }

    private static ByteBuffer slice(ByteBuffer file, int position, int length) {
        return file.slice(position, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static DatabaseException corrupt(String fileName, String reason) {
        return new DatabaseException(ErrorCode.DATABASE_CORRUPT, "chunk " + fileName + " is corrupt: " + reason);
    }

    private static long fileId(TableStore table, int firstRow) {
        return ((long) table.definition().id() << 32) | firstRow;
    }
}
