package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of one table: writes what is not yet in any, and opens. A chunk whose pages are full is written once, as soon as it is
 * full or with a checkpoint, and read from its file from then on; what its rows become later stands in a closures file. Guarded
 * by {@link GraphStore}'s lock over the files.
 */
final class TableFiles {
    /** A chunk is written anew by a checkpoint once more than one in so many of its rows has another end than in its file. */
    private static final int CHANGED_ROWS_DIVISOR = 4;

    /** A chunk that was written, and how many pages it holds. */
    private record Chunk(int firstPage, int pages, StoreFile file) {}

    /** Volatile: whoever writes chunk files reads it. */
    private volatile TableStore table;

    /** The chunks that will not grow, from the first row on. */
    private List<Chunk> full = List.of();

    /** What the last checkpoint wrote of the rows behind. */
    private List<Chunk> tail = List.of();

    private List<StoreFile> closures = List.of();

    private List<StoreFile> erasures = List.of();

    /** Pages in full chunks and their bytes. Volatile: the thread that applies commits looks whether a chunk is due. */
    private volatile int filedPages;

    private volatile long filedBytes;

    /** {@link VersionRows#changes} when the files were written. */
    private long changesInFiles = -1;

    TableFiles(TableStore table) {
        this.table = table;
    }

    /** The same table under another definition. */
    void redefine(TableStore redefined) {
        table = redefined;
    }

    /** Whether so many pages are sealed that a full chunk can be written. */
    boolean isChunkDue() {
        VersionRows rows = table.rows();
        return rows.sealedPages() - filedPages >= ChunkFile.PAGES_MAX
                || rows.sealedBytes() - filedBytes >= ChunkFile.BYTES_ENOUGH;
    }

    /** Writes the chunks that are full, so that their rows need no memory. */
    void writeFullChunks(StoreFiles files) {
        while (true) {
            int first = filedPages;
            int pages = pagesOfFullChunk(first);
            if (pages == 0) {
                return;
            }
            var packed = packed(first, pages);
            var chunks = new ArrayList<>(full);
            chunks.add(writeChunk(files, first, packed));
            full = chunks;
            long bytes = filedBytes + bytesOf(packed);
            filedBytes = bytes;
            filedPages = first + pages;
        }
    }

    /**
     * Makes the directory hold the table, and returns what the manifest must say. The writer's own call.
     *
     * @param purge whether what was erased is to be left out of files that are there already
     */
    TableImage writeTo(StoreFiles files, boolean purge) {
        VersionRows rows = table.rows();
        if (purge) {
            purge(files);
        }
        boolean current = rows.changes() == changesInFiles
                && full.stream().allMatch(chunk -> files.has(chunk.file()))
                && tail.stream().allMatch(chunk -> files.has(chunk.file()))
                && closures.stream().allMatch(files::has)
                && erasures.stream().allMatch(files::has);
        if (!current) {
            writeAgain(files);
            writeFullChunks(files);
            writeTail(files);
            closures = stored(files, "closures-", ClosuresFile.encode(table, files.databaseId(), rows.sealedPages()));
            erasures = stored(files, "erasures-", ErasuresFile.encode(table, files.databaseId()));
            changesInFiles = rows.changes();
        }
        var chunks = new ArrayList<StoreFile>();
        full.forEach(chunk -> chunks.add(chunk.file()));
        tail.forEach(chunk -> chunks.add(chunk.file()));
        return new TableImage(table.definition(), table.entityIdMax(), rows.size(), chunks, closures, erasures);
    }

    private List<StoreFile> stored(StoreFiles files, String prefix, ByteBuffer content) {
        return content.limit() == 0
                ? List.of()
                : List.of(files.store(prefix + table.definition().id(), content));
    }

    /** Packs the pages again that hold what was erased or forgotten, and writes their chunks again. */
    private void purge(StoreFiles files) {
        VersionRows rows = table.rows();
        for (int i = 0; i < full.size(); i++) {
            Chunk chunk = full.get(i);
            if (isBlankingDue(chunk.firstPage(), chunk.pages())) {
                var chunks = new ArrayList<>(full);
                chunks.set(i, replace(files, chunk));
                full = chunks;
                rows.noteChange();
            }
        }
        for (int page = filedPages; page < rows.sealedPages(); page++) {
            if (isBlankingDue(page, 1)) {
                rows.sealAgain(page);
            }
        }
        if (!tail.isEmpty() && table.erasures().anyOrHorizon()) {
            // Open pages are packed without it whenever they are written.
            rows.noteChange();
        }
    }

    private boolean isBlankingDue(int firstPage, int pages) {
        for (int page = firstPage; page < firstPage + pages; page++) {
            if (BlankedPage.isDue(table.rows().sealedPage(page), table, Page.ROWS)) {
                return true;
            }
        }
        return false;
    }

    /** The chunk files of the last checkpoint that hold what is erased for some readers and not yet for all. */
    List<StoreFile> filesBehindSnapshots() {
        return table.erasures().isAllBefore(table.rows().oldestSnapshotTime())
                ? List.of()
                : Stream.concat(full.stream(), tail.stream()).map(Chunk::file).toList();
    }

    /** Opens the files of an empty table. The tables of an edge table's nodes are opened before. */
    void load(DataDirectory directory, UUID databaseId, TableImage image) {
        VersionRows rows = table.rows();
        var loaded = new ArrayList<Chunk>();
        var growing = new ArrayList<Chunk>();
        for (StoreFile file : image.chunks()) {
            ByteBuffer bytes = StoreFiles.map(directory, file);
            FileChecksum.check(bytes, file);
            List<ByteBuffer> packed = ChunkFile.pages(bytes, file.name(), databaseId, table, rows.size());
            int firstPage = rows.size() >>> Page.BITS;
            packed.forEach(rows::load);
            var chunk = new Chunk(firstPage, packed.size(), file);
            if (!growing.isEmpty() || !isFull(packed)) {
                growing.add(chunk);
            } else {
                loaded.add(chunk);
                filedPages = firstPage + packed.size();
                filedBytes = rows.sealedBytes();
            }
        }
        full = loaded;
        tail = growing;
        closures = image.closures();
        if (rows.size() != image.rows()) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_CORRUPT,
                    "table " + table.definition().name() + ": the chunks hold " + rows.size() + " rows, expected "
                            + image.rows());
        }
        for (StoreFile file : image.closures()) {
            ByteBuffer bytes = directory.read(file.name());
            FileChecksum.check(bytes, file);
            ClosuresFile.decode(bytes, file.name(), databaseId, table);
        }
        erasures = image.erasures();
        for (StoreFile file : image.erasures()) {
            ByteBuffer bytes = directory.read(file.name());
            FileChecksum.check(bytes, file);
            ErasuresFile.decode(bytes, file.name(), databaseId, table);
        }
        rebuildAccessPaths();
        table.entities().raise(image.entityIdMax());
        changesInFiles = rows.changes();
    }

    /** The files that rows are read from. */
    List<StoreFile> filesInUse() {
        return full.stream().map(Chunk::file).toList();
    }

    /** Writes full chunks again that went missing, or of which the ends of many rows have changed. */
    private void writeAgain(StoreFiles files) {
        for (int i = 0; i < full.size(); i++) {
            Chunk chunk = full.get(i);
            boolean stale = changedEnds(chunk) > chunk.pages() * Page.ROWS / CHANGED_ROWS_DIVISOR;
            if (stale || !files.has(chunk.file())) {
                // One by one: if a file cannot be written, those before it hold what their pages say all the same.
                var chunks = new ArrayList<>(full);
                chunks.set(
                        i,
                        stale
                                ? replace(files, chunk)
                                : writeChunk(files, chunk.firstPage(), packed(chunk.firstPage(), chunk.pages())));
                full = chunks;
            }
        }
    }

    private int changedEnds(Chunk chunk) {
        int changed = 0;
        for (int i = chunk.firstPage(); i < chunk.firstPage() + chunk.pages(); i++) {
            changed += table.rows().sealedPage(i).changedEnds();
        }
        return changed;
    }

    private List<ByteBuffer> packed(int firstPage, int pages) {
        var packed = new ArrayList<ByteBuffer>();
        for (int i = firstPage; i < firstPage + pages; i++) {
            packed.add(table.rows().sealedPage(i).packed());
        }
        return packed;
    }

    /** Writes the pages of a chunk with their ends of now to a new file, and lets them take the place of the former ones. */
    private Chunk replace(StoreFiles files, Chunk chunk) {
        var packed = new ArrayList<ByteBuffer>();
        for (int i = chunk.firstPage(); i < chunk.firstPage() + chunk.pages(); i++) {
            packed.add(PageEncoder.encode(table.rows().sealedPage(i), table, i << Page.BITS, Page.ROWS)
                    .buffer());
        }
        int firstRow = chunk.firstPage() << Page.BITS;
        StoreFile file =
                files.store(prefix(chunk.firstPage()), ChunkFile.encode(table, files.databaseId(), firstRow, packed));
        ByteBuffer mapped = files.map(file);
        for (int i = 0; i < packed.size(); i++) {
            table.rows().seal(chunk.firstPage() + i, ChunkFile.page(mapped, i));
        }
        return new Chunk(chunk.firstPage(), chunk.pages(), file);
    }

    /** Writes the pages behind the full chunks as they are. */
    private void writeTail(StoreFiles files) {
        VersionRows rows = table.rows();
        var chunks = new ArrayList<Chunk>();
        int pages = (rows.size() + Page.MASK) >>> Page.BITS;
        int page = filedPages;
        while (page < pages) {
            var packed = new ArrayList<ByteBuffer>();
            int first = page;
            while (page < pages && !isFull(packed)) {
                int firstRow = page << Page.BITS;
                int count = Math.min(Page.ROWS, rows.size() - firstRow);
                packed.add(
                        page < rows.sealedPages()
                                ? rows.sealedPage(page).packed()
                                : PageEncoder.encode(rows.page(firstRow), table, firstRow, count)
                                        .buffer());
                page++;
            }
            ByteBuffer content = ChunkFile.encode(table, files.databaseId(), first << Page.BITS, packed);
            chunks.add(new Chunk(first, packed.size(), files.store(prefix(first), content)));
        }
        tail = chunks;
    }

    /** Writes sealed pages to a file and lets the table read them from there. */
    private Chunk writeChunk(StoreFiles files, int firstPage, List<ByteBuffer> packed) {
        ByteBuffer content = ChunkFile.encode(table, files.databaseId(), firstPage << Page.BITS, packed);
        StoreFile file = files.store(prefix(firstPage), content);
        ByteBuffer mapped = files.map(file);
        for (int i = 0; i < packed.size(); i++) {
            table.rows().sealedPage(firstPage + i).moveTo(ChunkFile.page(mapped, i));
        }
        return new Chunk(firstPage, packed.size(), file);
    }

    private String prefix(int firstPage) {
        return "chunk-" + table.definition().id() + "-" + ((long) firstPage << Page.BITS);
    }

    /** How many sealed pages from the given one on make a full chunk; 0 if it is not full yet. */
    private int pagesOfFullChunk(int first) {
        VersionRows rows = table.rows();
        long bytes = 0;
        for (int i = first; i < rows.sealedPages(); i++) {
            bytes += rows.sealedPage(i).packed().limit();
            if (i + 1 - first == ChunkFile.PAGES_MAX || bytes >= ChunkFile.BYTES_ENOUGH) {
                return i + 1 - first;
            }
        }
        return 0;
    }

    /** Whether no further page belongs to the chunk. */
    private static boolean isFull(List<ByteBuffer> packed) {
        return !packed.isEmpty()
                && packed.get(packed.size() - 1).getInt(SealedLayout.ROWS) == Page.ROWS
                && (packed.size() == ChunkFile.PAGES_MAX || bytesOf(packed) >= ChunkFile.BYTES_ENOUGH);
    }

    private static long bytesOf(List<ByteBuffer> packed) {
        return packed.stream().mapToLong(ByteBuffer::limit).sum();
    }

    /** Heads, key index and adjacency follow from the rows, in the order in which commits made them. */
    private void rebuildAccessPaths() {
        VersionRows rows = table.rows();
        EntityHeads entities = table.entities();
        for (int row = 0; row < rows.size(); row++) {
            Page page = rows.page(row);
            int entity = page.entity(row & Page.MASK);
            int previous = page.previous(row & Page.MASK);
            if (entity <= 0 || previous >= row || previous < EntityHeads.NONE) {
                throw new DatabaseException(
                        ErrorCode.DATABASE_CORRUPT,
                        "table " + table.definition().name() + ": row " + row + " of entity " + entity + " after row "
                                + previous);
            }
            if (table.isErased(EntityHistory.NEWEST, entity)) {
                // Void for all, and of an entity that nothing leads to any more.
                continue;
            }
            rows.histories().add(entity, row, previous);
            entities.setHead(entity, row);
            if (previous == EntityHeads.NONE) {
                table.index(entity, row);
            }
            table.indexValues(entity, row);
        }
    }
}
