package io.aletheia.engine.recovery;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.CheckpointReport;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryEstimate;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.engine.store.StoreFile;
import io.aletheia.engine.store.StoreImage;
import io.aletheia.engine.store.TableImage;
import io.aletheia.engine.wal.LogPosition;
import io.aletheia.engine.wal.LogStart;
import io.aletheia.engine.wal.TableCodec;
import io.aletheia.engine.wal.ViewCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint consists of and where the log goes on behind it: the file {@code manifest-<generation, 16 hex digits>}.
 * Little-endian; "n" is a variable-length number, a string is UTF-8 after its length (n). After {@link FileHeader}:
 *
 * <pre>
 * width  field
 *     8  LSN of the first operation that the checkpoint does not hold
 *     8  sequence number of the log segment in which that operation's frame stands or would stand
 *     8  its offset in that segment
 *     8  system time that every later commit is after, in microseconds: that of the last commit or, if it is later, the last one
 *         that somebody asked about; -2^63 if there is none
 *     8  id of the last transaction
 *     n  number of the catalog version
 *     n  count of tables; then for each:
 *        the definition, as in the log
 *     n  greatest entity id given out
 *     n  rows
 *     n  count of chunk files; for each: name (string), length (n), CRC32C of the file (4)
 *     n  count of closure files; likewise
 *     n  count of transactions files; likewise. Not in version 1
 *     n  count of columns files, 0 or 1; likewise. Not in versions 1 and 2
 *     n  if there are views, or erasures: the count of views; for each the definition, as in the log
 *     n  if there are erasures: count of tables with erasures; for each: its id (n), its erasures files as above
 *     4  CRC32C of all before, header included; the last bytes of the file
 * </pre>
 *
 * Immutable.
 */
record Manifest(UUID databaseId, long generation, LogPosition position, StoreImage image) {
    static final FileFormat FORMAT = new FileFormat("AMAN", "manifest", 1, 3);
    private static final int VERSION_WITH_TRANSACTIONS = 2;
    private static final int VERSION_WITH_COLUMNS = 3;

    private static final int HEADER_BYTES = FileHeader.lengthWith(0);
    private static final int CHECKSUM_BYTES = 4;
    private static final String PREFIX = "manifest-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-7][0-9a-f]{15}");

    /** What the name of a manifest has behind it while it is written. */
    static final String UNFINISHED_SUFFIX = ".new";

    /** The file's name. */
    static String nameOf(long generation) {
        return PREFIX + HexFormat.of().toHexDigits(generation);
    }

    /** The generation in a file's name; -1 if it is no manifest's name. */
    static long generationIn(String name) {
        return NAME.matcher(name).matches() ? HexFormat.fromHexDigitsToLong(name, PREFIX.length(), name.length()) : -1;
    }

    /** Whether it is the name of a file that was about to become a manifest. */
    static boolean isUnfinished(String name) {
        return name.startsWith(PREFIX) && name.endsWith(UNFINISHED_SUFFIX);
    }

    /** The last LSN that the checkpoint holds. */
    long lsn() {
        return position.lsn() - 1;
    }

    /** Where the log goes on behind the checkpoint. */
    LogStart logStart() {
        return new LogStart(databaseId, position, image.lastSystemTime());
    }

    /** How long recovery from the checkpoint takes, or without one if it is null. */
    static RecoveryEstimate estimate(@Nullable Manifest newest, long logBytes, long operations) {
        if (newest == null) {
            return new RecoveryEstimate(0, 0, 0, logBytes, operations);
        }
        CheckpointReport report = newest.report();
        return new RecoveryEstimate(report.lsn(), newest.image.rows(), report.bytes(), logBytes, operations);
    }

    /** The checkpoint for whom asks. */
    CheckpointReport report() {
        List<StoreFile> files = image.files();
        return new CheckpointReport(
                generation,
                lsn(),
                image.lastSystemTime(),
                position.sequence(),
                position.offset(),
                files.size(),
                files.stream().mapToLong(StoreFile::length).sum());
    }

    /** The file's bytes. */
    ByteBuffer toBytes() {
        ByteWriter target = new ByteWriter(1024);
        target.skip(HEADER_BYTES);
        FileHeader.write(target.buffer(), FORMAT, databaseId, generation, 0);
        target.putLong(position.lsn());
        target.putLong(position.sequence());
        target.putLong(position.offset());
        target.putLong(image.lastSystemTime());
        target.putLong(image.lastTransactionId());
        target.putVarLong(image.catalogNumber());
        target.putVarLong(image.tables().size());
        for (TableImage table : image.tables()) {
            TableCodec.write(target, table.definition());
            target.putVarLong(table.entityIdMax());
            target.putVarLong(table.rows());
            writeFiles(target, table.chunks());
            writeFiles(target, table.closures());
        }
        writeFiles(target, image.transactions());
        writeFiles(target, image.columns());
        List<TableImage> erased = image.tables().stream()
                .filter(table -> !table.erasures().isEmpty())
                .toList();
        if (!image.views().isEmpty() || !erased.isEmpty()) {
            target.putVarLong(image.views().size());
            image.views().forEach(view -> ViewCodec.write(target, view));
        }
        if (!erased.isEmpty()) {
            target.putVarLong(erased.size());
            for (TableImage table : erased) {
                target.putVarLong(table.definition().id());
                writeFiles(target, table.erasures());
            }
        }
        target.putInt(checksum(target.buffer()));
        return target.buffer();
    }

    private static void writeFiles(ByteWriter target, List<StoreFile> files) {
        target.putVarLong(files.size());
        for (StoreFile file : files) {
            target.putString(file.name());
            target.putVarLong(file.length());
            target.putInt(file.crc32c());
        }
    }

    /**
     * Reads a file's bytes.
     *
     * @throws DatabaseException CANNOT_OPEN (08001) if the version cannot be read; DATABASE_CORRUPT (XX001)
     */
    static Manifest fromBytes(ByteBuffer bytes, String fileName) {
        FileHeader header = FileHeader.read(bytes, FORMAT, fileName);
        header.check(fileName, header.databaseId(), generationIn(fileName));
        int end = bytes.limit() - CHECKSUM_BYTES;
        if (end < header.length()) {
            throw corrupt(fileName, bytes.limit(), "more than " + header.length() + " bytes", bytes.limit() + " bytes");
        }
        int expected = checksum(bytes.duplicate().position(0).limit(end));
        int found = bytes.getInt(end);
        if (expected != found) {
            throw corrupt(fileName, end, "checksum " + Integer.toHexString(expected), Integer.toHexString(found));
        }
        ByteReader source =
                new ByteReader(bytes.duplicate().position(header.length()).limit(end), "manifest " + fileName);
        LogPosition position = new LogPosition(source.readLong(), source.readLong(), source.readLong());
        long lastSystemTime = source.readLong();
        long lastTransactionId = source.readLong();
        long catalogNumber = source.readVarLong();
        int count = source.readCount();
        List<TableImage> tables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tables.add(readTable(source));
        }
        List<StoreFile> transactions = header.version() < VERSION_WITH_TRANSACTIONS ? List.of() : readFiles(source);
        List<StoreFile> columns = header.version() < VERSION_WITH_COLUMNS ? List.of() : readFiles(source);
        int viewCount = source.remaining() > 0 ? source.readCount() : 0;
        List<ViewDefinition> views = new ArrayList<>(viewCount);
        for (int i = 0; i < viewCount; i++) {
            views.add(ViewCodec.read(source));
        }
        int erasedCount = source.remaining() > 0 ? source.readCount() : 0;
        for (int i = 0; i < erasedCount; i++) {
            readErasures(source, tables);
        }
        if (source.remaining() > 0) {
            throw source.corrupt(source.remaining() + " bytes more than expected");
        }
        StoreImage image = new StoreImage(
                lastSystemTime,
                position.lsn() - 1,
                lastTransactionId,
                catalogNumber,
                tables,
                transactions,
                columns,
                views);
        return new Manifest(header.databaseId(), header.fileId(), position, image);
    }

    private static TableImage readTable(ByteReader source) {
        TableDefinition definition = TableCodec.read(source);
        long entityIdMax = source.readVarLong();
        long rows = source.readVarLong();
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw source.corrupt("a table of " + rows + " rows");
        }
        return new TableImage(definition, entityIdMax, (int) rows, readFiles(source), readFiles(source));
    }

    private static void readErasures(ByteReader source, List<TableImage> tables) {
        long tableId = source.readVarLong();
        List<StoreFile> files = readFiles(source);
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).definition().id() == tableId) {
                tables.set(i, tables.get(i).with(files));
                return;
            }
        }
        throw source.corrupt("erasures of table " + tableId + ", which is not there");
    }

    private static List<StoreFile> readFiles(ByteReader source) {
        int count = source.readCount();
        List<StoreFile> files = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            files.add(new StoreFile(source.readString(), source.readVarLong(), source.readInt()));
        }
        return files;
    }

    private static DatabaseException corrupt(String fileName, int offset, String expected, String found) {
        return new DatabaseException(
                ErrorCode.DATABASE_CORRUPT,
                "manifest " + fileName + " is corrupt: at offset " + offset + " expected " + expected + ", found "
                        + found);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
