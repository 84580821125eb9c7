package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.Erasure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Codec of erasures files: which entities of one table were erased, and before which system time nothing of it is known any more.
 * Little-endian; described for readers without the code in {@code docs/formats/erasures.md}.
 *
 * <pre>
 * width   field
 * 60      {@link FileHeader} with these fields of its own from offset 32 on
 *   4       table id
 *   4       number of entries, n
 *   8       system time of the commit that moved the horizon; -2^63 if there is no horizon
 *   8       the horizon, a system time, by which what ended is forgotten; -2^63 if there is none
 * 48 n    entries in the order of their commits
 *   8       entity id
 *   8       system time of the commit
 *   32      SHA-256 of the primary key
 * 4       CRC32C of all before; makes the file valid
 * </pre>
 */
final class ErasuresFile {
    static final FileFormat FORMAT = new FileFormat("ALER", "erasures", 1, 1);
    static final int FIELD_BYTES = 24;
    static final int ENTRY_BYTES = 48;

    private static final Erasures.Horizon NONE = new Erasures.Horizon(Erasures.NO_HORIZON, Erasures.NO_HORIZON);

    private static final int HASH_BYTES = 32;
    private static final int TABLE_ID_OFFSET = FileHeader.FIELDS_OFFSET;
    private static final int ENTRIES_OFFSET = TABLE_ID_OFFSET + 4;
    private static final int HORIZON_COMMIT_OFFSET = ENTRIES_OFFSET + 4;
    private static final int HORIZON_OFFSET = HORIZON_COMMIT_OFFSET + 8;

    private ErasuresFile() {}

    /** The file's bytes, checksum included; empty if nothing was erased or forgotten. */
    static ByteBuffer encode(TableStore table, UUID databaseId) {
        Erasures erasures = table.erasures();
        List<Erasures.Horizon> horizons = erasures.horizons();
        List<Erasure> entries = erasures.entities(Long.MAX_VALUE);
        if (entries.isEmpty() && horizons.isEmpty()) {
            return ByteBuffer.allocate(0);
        }
        var out =
                new ByteWriter(FileHeader.lengthWith(FIELD_BYTES) + entries.size() * ENTRY_BYTES + FileChecksum.BYTES);
        out.skip(FileHeader.lengthWith(FIELD_BYTES));
        for (Erasure entry : entries) {
            out.putLong(entry.entityId());
            out.putLong(entry.systemTime());
            byte[] hash = HexFormat.of().parseHex(entry.keyHash());
            out.putBytes(hash, 0, HASH_BYTES);
        }
        out.putInt(0);
        ByteBuffer file = out.buffer();
        file.putInt(TABLE_ID_OFFSET, table.definition().id());
        file.putInt(ENTRIES_OFFSET, entries.size());
        Erasures.Horizon last = horizons.isEmpty() ? NONE : horizons.get(horizons.size() - 1);
        file.putLong(HORIZON_COMMIT_OFFSET, last.commitTime());
        file.putLong(HORIZON_OFFSET, last.before());
        FileHeader.write(file, FORMAT, databaseId, table.definition().id(), FIELD_BYTES);
        FileChecksum.end(file);
        return file;
    }

    /** Puts what a file says, whose checksum was verified, into an empty table. */
    static void decode(ByteBuffer bytes, String fileName, UUID databaseId, TableStore table) {
        FileHeader header = FileHeader.read(bytes, FORMAT, fileName);
        header.check(fileName, databaseId, table.definition().id());
        int entries = bytes.getInt(ENTRIES_OFFSET);
        var in = new ByteReader(
                bytes.duplicate().position(header.length()).limit(bytes.limit() - FileChecksum.BYTES),
                "erasures " + fileName);
        if (in.remaining() != (long) entries * ENTRY_BYTES) {
            throw in.corrupt(entries + " entries in " + in.remaining() + " bytes");
        }
        var erased = new ArrayList<Erasure>(entries);
        for (int i = 0; i < entries; i++) {
            long entityId = in.readLong();
            long systemTime = in.readLong();
            if (entityId <= 0) {
                throw in.corrupt("entity " + entityId);
            }
            erased.add(new Erasure(entityId, HexFormat.of().formatHex(in.readBytes(HASH_BYTES)), systemTime));
        }
        var horizon = new Erasures.Horizon(bytes.getLong(HORIZON_COMMIT_OFFSET), bytes.getLong(HORIZON_OFFSET));
        table.erasures().load(erased, horizon.equals(NONE) ? null : horizon);
    }
}
