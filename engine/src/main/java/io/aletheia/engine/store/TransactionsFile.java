package io.aletheia.engine.store;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.FileFormat;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.TransactionNote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Codec of transactions files: consecutive entries of the list of transactions. Little-endian; "n" is a variable-length number;
 * described for readers without the code in {@code docs/formats/transactions.md}.
 *
 * <pre>
 * width   field
 * 44      {@link FileHeader}, its file id the place of the first entry, with these fields of its own from offset 32 on
 *   4       number of entries, e
 *   4       number of notes
 * varying each note: flags (1: application follows, 2: comment follows), the strings that follow
 * varying e entries in ascending order of system times
 *   8       system time
 *   8       transaction id
 *   n       number of its note from 1; 0 if there is none
 * 4       CRC32C of all before; makes the file valid
 * </pre>
 */
final class TransactionsFile {
    static final FileFormat FORMAT = new FileFormat("ALTX", "transactions", 1, 1);
    static final int ENTRIES_MAX = 65_536;
    static final int FIELD_BYTES = 8;

    private static final int ENTRIES_OFFSET = FileHeader.FIELDS_OFFSET;
    private static final int NOTES_OFFSET = ENTRIES_OFFSET + 4;
    private static final int NOTE_APPLICATION = 1;
    private static final int NOTE_COMMENT = 2;
    private static final int ENTRY_BYTES = 17;

    private TransactionsFile() {}

    /** The file's bytes, checksum included. */
    static ByteWriter encode(TransactionList transactions, UUID databaseId, int first, int count) {
        var out = new ByteWriter(FileHeader.lengthWith(FIELD_BYTES) + count * ENTRY_BYTES + FileChecksum.BYTES);
        out.skip(FileHeader.lengthWith(FIELD_BYTES));
        Map<TransactionNote, Integer> numbers = new LinkedHashMap<>();
        for (int i = first; i < first + count; i++) {
            TransactionNote note = transactions.note(i);
            if (!note.isEmpty()) {
                numbers.putIfAbsent(note, numbers.size() + 1);
            }
        }
        out.setInt(ENTRIES_OFFSET, count);
        out.setInt(NOTES_OFFSET, numbers.size());
        FileHeader.write(out.buffer(), FORMAT, databaseId, first, FIELD_BYTES);
        numbers.keySet().forEach(note -> write(out, note));
        for (int i = first; i < first + count; i++) {
            out.putLong(transactions.systemTime(i));
            out.putLong(transactions.id(i));
            out.putVarLong(numbers.getOrDefault(transactions.note(i), 0));
        }
        FileChecksum.end(out);
        return out;
    }

    private static void write(ByteWriter out, TransactionNote note) {
        String application = note.application();
        String comment = note.comment();
        out.putByte((application == null ? 0 : NOTE_APPLICATION) | (comment == null ? 0 : NOTE_COMMENT));
        if (application != null) {
            out.putString(application);
        }
        if (comment != null) {
            out.putString(comment);
        }
    }

    /** Adds the entries of a file, whose checksum was verified. */
    static void decode(ByteBuffer bytes, String fileName, UUID databaseId, TransactionList transactions) {
        FileHeader header = FileHeader.read(bytes, FORMAT, fileName);
        header.check(fileName, databaseId, transactions.size());
        int entries = bytes.getInt(ENTRIES_OFFSET);
        int noteCount = bytes.getInt(NOTES_OFFSET);
        var in = new ByteReader(
                bytes.duplicate().position(header.length()).limit(bytes.limit() - FileChecksum.BYTES),
                "transactions " + fileName);
        List<TransactionNote> notes = new ArrayList<>();
        notes.add(TransactionNote.NONE);
        for (int i = 0; i < noteCount; i++) {
            notes.add(readNote(in));
        }
        for (int i = 0; i < entries; i++) {
            long systemTime = in.readLong();
            long id = in.readLong();
            long note = in.readVarLong();
            if (note < 0 || note >= notes.size()) {
                throw in.corrupt("note " + note + " of " + noteCount);
            }
            transactions.add(systemTime, id, notes.get((int) note));
        }
        if (in.remaining() > 0) {
            throw in.corrupt(in.remaining() + " bytes more than expected");
        }
    }

    private static TransactionNote readNote(ByteReader in) {
        int flags = in.readByte();
        @Nullable String application = (flags & NOTE_APPLICATION) != 0 ? in.readString() : null;
        @Nullable String comment = (flags & NOTE_COMMENT) != 0 ? in.readString() : null;
        return new TransactionNote(application, comment);
    }
}
