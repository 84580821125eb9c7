package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one table: writes what is not yet in any, and opens. A chunk whose pages are full is written once, as soon as it is
 * full or with a checkpoint, and read from its file from then on; what its rows become later stands in a closures file. Guarded
 * by {@link GraphStore}'s lock over the files.
 *
 * <p>A checkpoint has two steps. What changes with commits is taken while none is applied: the rows that are in no full page, and the
 * ends. What is written then, packed pages above all, never changes, so commits go on meanwhile.
 */
final class TableFiles {
    /** A chunk is written anew by a checkpoint once more than one in so many of its rows has another end than in its file. */
    private static final int CHANGED_ROWS_DIVISOR = 4;

    /** So much is packed anew by one checkpoint for that reason, since commits wait for it; the next goes on. */
    private static final long PACKED_AGAIN_BYTES_MAX = 8L << 20;

    /** A chunk and how many pages it holds; without a file if its pages were packed anew since it was written. */
    private record Chunk(int firstPage, int pages, @Nullable StoreFile file) {
        Stream<StoreFile> files() {
            return Stream.ofNullable(file);
        }
    }

    /**
     * What a checkpoint takes of a table.
     *
     * @param image what the manifest must say, yet without files
     * @param sealedPages how many pages were sealed
     * @param behind the packed pages behind the full chunks
     * @param closures the content of the file; empty for none
     * @param erasures likewise
     * @param changes {@link VersionRows#changes}
     */
    private record Taken(
            TableImage image,
            int sealedPages,
            List<ByteBuffer> behind,
            ByteBuffer closures,
            ByteBuffer erasures,
            long changes) {}

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
            addFull(files, packed(first, pages));
        }
    }

    /** Writes the next full chunk. */
    private void addFull(StoreFiles files, List<ByteBuffer> packed) {
        int first = filedPages;
        var chunks = new ArrayList<>(full);
        chunks.add(writeChunk(files, first, packed));
        full = chunks;
        long bytes = filedBytes + bytesOf(packed);
        filedBytes = bytes;
        filedPages = first + packed.size();
    }

    /**
     * Takes what the files must say of the table as it is now, and returns what writes that and tells what the manifest must say. The
     * writer's own call; what is returned needs the lock over the files alone.
     *
     * @param purge whether what was erased is to be left out of files that are there already
     */
    Function<StoreFiles, TableImage> capture(StoreFiles files, boolean purge) {
        VersionRows rows = table.rows();
        if (purge) {
            purge();
        }
        var image = new TableImage(table.definition(), table.entityIdMax(), rows.size(), List.of(), List.of());
        boolean current = rows.changes() == changesInFiles
                && Stream.concat(full.stream(), tail.stream())
                        .allMatch(chunk -> chunk.file() != null && files.has(chunk.file()))
                && closures.stream().allMatch(files::has)
                && erasures.stream().allMatch(files::has);
        if (current) {
            return target -> withFiles(image);
        }
        packStale();
        int sealedPages = rows.sealedPages();
        var taken = new Taken(
                image,
                sealedPages,
                packedBehind(),
                ClosuresFile.encode(table, files.databaseId(), sealedPages),
                ErasuresFile.encode(table, files.databaseId()),
                rows.changes());
        return target -> write(target, taken);
    }

    private TableImage write(StoreFiles files, Taken taken) {
        writeMissing(files);
        writeBehind(files, taken);
        closures = stored(files, "closures-", taken.closures());
        erasures = stored(files, "erasures-", taken.erasures());
        changesInFiles = taken.changes();
        return withFiles(taken.image());
    }

    private TableImage withFiles(TableImage image) {
        List<StoreFile> chunks = Stream.concat(full.stream(), tail.stream())
                .flatMap(Chunk::files)
                .toList();
        return new TableImage(image.definition(), image.entityIdMax(), image.rows(), chunks, closures, erasures);
    }

    private List<StoreFile> stored(StoreFiles files, String prefix, ByteBuffer content) {
        return content.limit() == 0
                ? List.of()
                : List.of(files.store(prefix + table.definition().id(), content));
    }

    /** Packs the pages again that hold what was erased or forgotten. */
    private void purge() {
        VersionRows rows = table.rows();
        for (int i = 0; i < full.size(); i++) {
            Chunk chunk = full.get(i);
            if (isBlankingDue(chunk.firstPage(), chunk.pages())) {
                packAgain(i);
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
                : Stream.concat(full.stream(), tail.stream())
                        .flatMap(Chunk::files)
                        .toList();
    }

    /**
     * Opens the files of an empty table. The tables of an edge table's nodes are opened before.
     *
     * @param progress told now and then how many rows are done
     */
    void load(DataDirectory directory, UUID databaseId, TableImage image, LongConsumer progress) {
        VersionRows rows = table.rows();
        var loaded = new ArrayList<Chunk>();
        var growing = new ArrayList<Chunk>();
        for (StoreFile file : image.chunks()) {
            ByteBuffer bytes = StoreFiles.map(directory, file);
            FileChecksum.check(bytes, file);
            List<ByteBuffer> packed = ChunkFile.pages(bytes, file.name(), databaseId, table, rows.size());
            int firstPage = rows.size() >>> Page.BITS;
            packed.forEach(rows::load);
            progress.accept(rows.size());
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
        table.entities().raise(image.entityIdMax());
        table.accessPaths().defer(table);
        changesInFiles = rows.changes();
    }

    /** The files that rows are read from. */
    List<StoreFile> filesInUse() {
        return full.stream().flatMap(Chunk::files).toList();
    }

    /** Packs full chunks again of which the ends of many rows have changed, so that they need not stand beside them. */
    private void packStale() {
        long bytes = 0;
        for (int i = 0; i < full.size() && bytes < PACKED_AGAIN_BYTES_MAX; i++) {
            Chunk chunk = full.get(i);
            if (changedEnds(chunk) > chunk.pages() * Page.ROWS / CHANGED_ROWS_DIVISOR) {
                packAgain(i);
                bytes += bytesOf(packed(chunk.firstPage(), chunk.pages()));
            }
        }
    }

    /** Packs the pages of a chunk with their ends of now; until they are written it has no file. */
    private void packAgain(int index) {
        Chunk chunk = full.get(index);
        var chunks = new ArrayList<>(full);
        chunks.set(index, new Chunk(chunk.firstPage(), chunk.pages(), null));
        full = chunks;
        for (int page = chunk.firstPage(); page < chunk.firstPage() + chunk.pages(); page++) {
            table.rows().sealAgain(page);
        }
    }

    /** Writes the full chunks that have no file, or whose file went missing. */
    private void writeMissing(StoreFiles files) {
        for (int i = 0; i < full.size(); i++) {
            Chunk chunk = full.get(i);
            if (chunk.file() == null || !files.has(chunk.file())) {
                // One by one: if a file cannot be written, those before it hold what their pages say all the same.
                var chunks = new ArrayList<>(full);
                chunks.set(i, writeChunk(files, chunk.firstPage(), packed(chunk.firstPage(), chunk.pages())));
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

    /** The packed form of sealed pages, in a list of one's own. */
    private List<ByteBuffer> packed(int firstPage, int pages) {
        var packed = new ArrayList<ByteBuffer>();
        for (int i = firstPage; i < firstPage + pages; i++) {
            packed.add(table.rows().sealedPage(i).packed());
        }
        return packed;
    }

    /** The pages behind the full chunks as they are. */
    private List<ByteBuffer> packedBehind() {
        VersionRows rows = table.rows();
        int pages = (rows.size() + Page.MASK) >>> Page.BITS;
        List<ByteBuffer> packed = packed(filedPages, rows.sealedPages() - filedPages);
        for (int page = rows.sealedPages(); page < pages; page++) {
            int firstRow = page << Page.BITS;
            int count = Math.min(Page.ROWS, rows.size() - firstRow);
            packed.add(PageEncoder.encode(rows.page(firstRow), table, firstRow, count)
                    .buffer());
        }
        return packed;
    }

    /** Writes the pages behind the full chunks; those that fill a chunk are read from their file from then on. */
    private void writeBehind(StoreFiles files, Taken taken) {
        var chunks = new ArrayList<Chunk>();
        Iterator<ByteBuffer> behind = taken.behind().iterator();
        int first = filedPages;
        while (behind.hasNext()) {
            var packed = new ArrayList<ByteBuffer>();
            while (behind.hasNext() && !isFull(packed)) {
                packed.add(behind.next());
            }
            if (chunks.isEmpty() && first + packed.size() <= taken.sealedPages() && isFull(packed)) {
                addFull(files, packed);
            } else {
                ByteBuffer content = ChunkFile.encode(table, files.databaseId(), first << Page.BITS, packed);
                chunks.add(new Chunk(first, packed.size(), files.store(prefix(first), content)));
            }
            first += packed.size();
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
}
