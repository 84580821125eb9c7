package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.ColumnVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Codec of columns files: the columns that the tables ever had, and when. Little-endian; "n" is a variable-length number, a string
 * is UTF-8 after its length (n); described for readers without the code in {@code docs/formats/columns.md}.
 *
 * <pre>
 * width   field
 * 40      {@link FileHeader}, its file id 0, with this field of its own from offset 32 on
 *   4       number of entries
 * varying entries in the order in which they begin
 *   n       table id
 *   string  schema
 *   string  table
 *   n       place of the column among all that the table ever had, from 1
 *   string  column
 *   string  type
 *   1       flags: 1 null is allowed, 2 a default follows, 4 part of the primary key
 *   string  the default, if the flag says so
 *   8       system time from which on; -2^63 if it is not known
 *   8       system time until which
 * 4       CRC32C of all before; makes the file valid
 * </pre>
 */
final class ColumnHistoryFile {
    static final FileFormat FORMAT = new FileFormat("ALCO", "columns", 1, 1);
    static final int FIELD_BYTES = 4;

    private static final int ENTRIES_OFFSET = FileHeader.FIELDS_OFFSET;
    private static final int ENTRY_BYTES = 64;
    private static final int NULLABLE = 1;
    private static final int DEFAULT = 2;
    private static final int KEY = 4;

    private ColumnHistoryFile() {}

    /** The file's bytes, checksum included. */
    static ByteBuffer encode(List<ColumnVersion> versions, UUID databaseId) {
        var out =
                new ByteWriter(FileHeader.lengthWith(FIELD_BYTES) + versions.size() * ENTRY_BYTES + FileChecksum.BYTES);
        out.skip(FileHeader.lengthWith(FIELD_BYTES));
        out.setInt(ENTRIES_OFFSET, versions.size());
        FileHeader.write(out.buffer(), FORMAT, databaseId, 0, FIELD_BYTES);
        for (ColumnVersion version : versions) {
            out.putVarLong(version.tableId());
            out.putString(version.schema());
            out.putString(version.table());
            out.putVarLong(version.place());
            out.putString(version.column());
            out.putString(version.type());
            String defaultSql = version.defaultSql();
            out.putByte((version.nullable() ? NULLABLE : 0)
                    | (defaultSql == null ? 0 : DEFAULT)
                    | (version.key() ? KEY : 0));
            if (defaultSql != null) {
                out.putString(defaultSql);
            }
            out.putLong(version.systemFrom());
            out.putLong(version.systemTo());
        }
        FileChecksum.end(out);
        return out.buffer();
    }

    /** The entries of a file, whose checksum was verified. */
    static List<ColumnVersion> decode(ByteBuffer bytes, String fileName, UUID databaseId) {
        FileHeader header = FileHeader.read(bytes, FORMAT, fileName);
        header.check(fileName, databaseId, 0);
        int entries = bytes.getInt(ENTRIES_OFFSET);
        var in = new ByteReader(
                bytes.duplicate().position(header.length()).limit(bytes.limit() - FileChecksum.BYTES),
                "columns " + fileName);
        var versions = new ArrayList<ColumnVersion>();
        for (int i = 0; i < entries; i++) {
            versions.add(read(in));
        }
        if (in.remaining() > 0) {
            throw in.corrupt(in.remaining() + " bytes more than expected");
        }
        return versions;
    }

    private static ColumnVersion read(ByteReader in) {
        int tableId = Math.toIntExact(in.readVarLong());
        String schema = in.readString();
        String table = in.readString();
        int place = Math.toIntExact(in.readVarLong());
        String column = in.readString();
        String type = in.readString();
        int flags = in.readByte();
        @Nullable String defaultSql = (flags & DEFAULT) == 0 ? null : in.readString();
        long from = in.readLong();
        long to = in.readLong();
        if (from >= to) {
            throw in.corrupt("a column from " + from + " to " + to);
        }
        return new ColumnVersion(
                tableId,
                schema,
                table,
                place,
                column,
                type,
                (flags & NULLABLE) != 0,
                defaultSql,
                (flags & KEY) != 0,
                from,
                to);
    }
}
