package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The files of one table: writes what is not yet in any, and loads. A chunk whose pages are full is written once; what its rows
 * become later stands in a closures file. Confined to the thread that applies commits.
 */
final class TableFiles {
    private static final int PAGES_MAX = ChunkFile.ROWS_MAX >>> Page.BITS;

    /** A chunk of long values ends early, so that its file stays below what one buffer can hold. */
    private static final long CHUNK_BYTES_ENOUGH = 256L << 20;

    /** A chunk that was written, and how many rows it holds. */
    private record Chunk(int firstRow, int rows, boolean full, StoreFile file) {}

    private final TableStore table;
    private List<Chunk> chunks = List.of();
    private List<StoreFile> closures = List.of();

    /** {@link VersionRows#changes} when the files were written. */
    private long changesInFiles = -1;

    TableFiles(TableStore table) {
        this.table = table;
    }

    /** Makes the directory hold the table, and returns what the manifest must say. */
    TableImage writeTo(DataDirectory directory, UUID databaseId) {
        VersionRows rows = table.rows();
        boolean current = rows.changes() == changesInFiles
                && chunks.stream().allMatch(chunk -> isThere(directory, chunk.file()))
                && closures.stream().allMatch(file -> isThere(directory, file));
        if (!current) {
            write(directory, databaseId);
        }
        return new TableImage(
                table.definition(),
                table.entityIdMax(),
                rows.size(),
                chunks.stream().map(Chunk::file).toList(),
                closures);
    }

    /** Fills an empty table. The tables of an edge table's nodes are loaded before. */
    void load(DataDirectory directory, UUID databaseId, TableImage image) {
        VersionRows rows = table.rows();
        var loaded = new ArrayList<Chunk>();
        for (StoreFile file : image.chunks()) {
            int first = rows.size();
            ByteBuffer bytes = directory.read(file.name());
            FileChecksum.check(bytes, file);
            ChunkFile.decode(bytes, file.name(), databaseId, table);
            int count = rows.size() - first;
            loaded.add(new Chunk(first, count, isFull(first, count), file));
        }
        rows.setRowsInFiles(rowsOfFullOnes(loaded));
        for (StoreFile file : image.closures()) {
            ByteBuffer bytes = directory.read(file.name());
            FileChecksum.check(bytes, file);
            ClosuresFile.decode(bytes, file.name(), databaseId, table);
        }
        if (rows.size() != image.rows()) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "table " + table.definition().name() + ": the chunks hold " + rows.size() + " rows, expected "
                            + image.rows());
        }
        rebuildAccessPaths();
        table.entities().raise(image.entityIdMax());
        chunks = loaded;
        closures = image.closures();
        changesInFiles = rows.changes();
    }

    private void write(DataDirectory directory, UUID databaseId) {
        VersionRows rows = table.rows();
        var written = new ArrayList<Chunk>();
        int row = 0;
        for (Chunk chunk : chunks) {
            if (!chunk.full()) {
                break;
            }
            written.add(
                    isThere(directory, chunk.file())
                            ? chunk
                            : writeChunk(directory, databaseId, chunk.firstRow(), chunk.rows()));
            row = chunk.firstRow() + chunk.rows();
        }
        while (row < rows.size()) {
            int count = rowsOfChunkAt(row);
            written.add(writeChunk(directory, databaseId, row, count));
            row += count;
        }
        var changed = rows.changedEnds();
        closures = changed.isEmpty()
                ? List.of()
                : List.of(store(
                        directory,
                        "closures-" + table.definition().id(),
                        ClosuresFile.encode(table, databaseId, changed)));
        chunks = written;
        rows.setRowsInFiles(rowsOfFullOnes(written));
        changesInFiles = rows.changes();
    }

    private Chunk writeChunk(DataDirectory directory, UUID databaseId, int firstRow, int count) {
        String prefix = "chunk-" + table.definition().id() + "-" + firstRow;
        StoreFile file = store(directory, prefix, ChunkFile.encode(table, databaseId, firstRow, count));
        return new Chunk(firstRow, count, isFull(firstRow, count), file);
    }

    /** Writes a file named by its content, unless it is there. */
    static StoreFile store(DataDirectory directory, String prefix, ByteWriter content) {
        ByteBuffer bytes = content.buffer();
        int crc32c = FileChecksum.read(bytes);
        String name = prefix + "-" + String.format("%08x", crc32c) + StoreFile.SUFFIX;
        // A file of this name with other bytes was left by a crash, or shares the checksum by chance with one in use.
        for (int i = 1; directory.size(name) >= 0; i++) {
            if (directory.size(name) == content.length() && directory.read(name).equals(bytes)) {
                // What can be read need not be on the disk: the sync of who wrote it may have failed or never have
                // come.
                try (DataFile file = directory.open(name)) {
                    file.writeFully(bytes, 0);
                    file.sync();
                }
                // Who wrote it may not have lived to sync it.
                try (DataFile file = directory.open(name)) {
                    file.sync();
                }
                return new StoreFile(name, content.length(), crc32c);
            }
            name = prefix + "-" + String.format("%08x", crc32c) + "-" + i + StoreFile.SUFFIX;
        }
        try (DataFile file = directory.create(name)) {
            file.writeFully(bytes, 0);
            file.sync();
        }
        return new StoreFile(name, content.length(), crc32c);
    }

    private static boolean isThere(DataDirectory directory, StoreFile file) {
        return directory.size(file.name()) == file.length();
    }

    private int rowsOfChunkAt(int firstRow) {
        VersionRows rows = table.rows();
        int row = firstRow;
        long bytes = 0;
        for (int pages = 0; row < rows.size() && pages < PAGES_MAX && bytes < CHUNK_BYTES_ENOUGH; pages++) {
            bytes += rows.page(row).bytes();
            row = Math.min(rows.size(), row + Page.ROWS);
        }
        return row - firstRow;
    }

    /** Whether the rows fill their pages and no further page belongs to the chunk. */
    private boolean isFull(int firstRow, int count) {
        if (count % Page.ROWS != 0) {
            return false;
        }
        long bytes = 0;
        for (int row = firstRow; row < firstRow + count; row += Page.ROWS) {
            bytes += table.rows().page(row).bytes();
        }
        return count == ChunkFile.ROWS_MAX || bytes >= CHUNK_BYTES_ENOUGH;
    }

    private static int rowsOfFullOnes(List<Chunk> chunks) {
        int rows = 0;
        for (Chunk chunk : chunks) {
            rows += chunk.full() ? chunk.rows() : 0;
        }
        return rows;
    }

    /** Heads, key index and adjacency follow from the rows, in the order in which commits made them. */
    private void rebuildAccessPaths() {
        VersionRows rows = table.rows();
        EntityHeads entities = table.entities();
        for (int row = 0; row < rows.size(); row++) {
            Page page = rows.page(row);
            int entity = page.entities()[row & Page.MASK];
            entities.setHead(entity, row);
            if (page.previous(row & Page.MASK) == EntityHeads.NONE) {
                table.index(entity, row);
            }
        }
    }
}
