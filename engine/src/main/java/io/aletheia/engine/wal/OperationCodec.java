package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.TransactionNote;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an operation: type (1 byte), length of what follows as a variable-length number, then by type:
 *
 * <pre>
 * 1  create table  the definition as in {@link TableCodec}
 * 2  drop table    table id
 * 3  put node      table id, entity id, portion, count of values, values as in {@link ValueCodec}
 * 4  put edge      table id, entity id, portion, source entity id, target entity id, count of values, values
 * 5  delete        table id, entity id, portion
 * 6  alter table   the definition from now on
 * 7  create view   the definition as in {@link ViewCodec}
 * 8  drop view     view id
 * 9  erase         table id, entity id, SHA-256 of the primary key (32 bytes)
 * 10 forget        table id, the system time by which what ended is forgotten (8 bytes)
 * 32 note          flags (1 byte: 1 application follows, 2 comment follows), the strings that follow
 *
 * portion          flags (1 byte: 1 begins at the commit, 2 from the beginning of time, 4 to its end), from (8 bytes) unless 2,
 *                  to (8 bytes) unless 4
 * </pre>
 *
 * Ids and counts are variable-length numbers.
 */
final class OperationCodec {
    static final int TYPE_CREATE_TABLE = 1;
    static final int TYPE_DROP_TABLE = 2;
    static final int TYPE_PUT_NODE = 3;
    static final int TYPE_PUT_EDGE = 4;
    static final int TYPE_DELETE = 5;
    static final int TYPE_ALTER_TABLE = 6;
    static final int TYPE_CREATE_VIEW = 7;
    static final int TYPE_DROP_VIEW = 8;
    static final int TYPE_ERASE = 9;
    static final int TYPE_FORGET = 10;

    static final int TYPE_NOTE = 32;

    private static final int KEY_HASH_BYTES = 32;
    private static final int NOTE_APPLICATION = 1;
    private static final int NOTE_COMMENT = 2;
    private static final int PORTION_FROM_COMMIT = 1;
    private static final int PORTION_FROM_BEGINNING = 2;
    private static final int PORTION_TO_FOREVER = 4;
    private static final int PORTION_TO_COMMIT = 8;

    private OperationCodec() {}

    static void write(ByteWriter target, Operation operation) {
        int typeOffset = target.length();
        // The length of most operations takes one byte, so that much room is left for it.
        target.skip(2);
        int bodyOffset = target.length();
        int type = writeBody(target, operation);
        target.setByte(typeOffset, type);
        target.setVarLong(bodyOffset - 1, target.length() - bodyOffset);
    }

    private static int writeBody(ByteWriter target, Operation operation) {
        if (operation instanceof Operation.Put put) {
            boolean edge = put.sourceId() != 0;
            target.putVarLong(put.tableId());
            target.putVarLong(put.entityId());
            writePortion(target, put.portion());
            if (edge) {
                target.putVarLong(put.sourceId());
                target.putVarLong(put.targetId());
            }
            target.putVarLong(put.row().length);
            for (Object value : put.row()) {
                ValueCodec.write(target, value);
            }
            return edge ? TYPE_PUT_EDGE : TYPE_PUT_NODE;
        }
        if (operation instanceof Operation.Delete delete) {
            target.putVarLong(delete.tableId());
            target.putVarLong(delete.entityId());
            writePortion(target, delete.portion());
            return TYPE_DELETE;
        }
        if (operation instanceof Operation.Note said) {
            writeNote(target, said.note());
            return TYPE_NOTE;
        }
        if (operation instanceof Operation.CreateTable create) {
            TableCodec.write(target, create.table());
            return TYPE_CREATE_TABLE;
        }
        if (operation instanceof Operation.AlterTable alter) {
            TableCodec.write(target, alter.table());
            return TYPE_ALTER_TABLE;
        }
        if (operation instanceof Operation.CreateView create) {
            ViewCodec.write(target, create.view());
            return TYPE_CREATE_VIEW;
        }
        if (operation instanceof Operation.DropView drop) {
            target.putVarLong(drop.viewId());
            return TYPE_DROP_VIEW;
        }
        if (operation instanceof Operation.Erase erase) {
            target.putVarLong(erase.tableId());
            target.putVarLong(erase.entityId());
            target.putBytes(HexFormat.of().parseHex(erase.keyHash()), 0, KEY_HASH_BYTES);
            return TYPE_ERASE;
        }
        if (operation instanceof Operation.Forget forget) {
            target.putVarLong(forget.tableId());
            target.putLong(forget.before());
            return TYPE_FORGET;
        }
        target.putVarLong(((Operation.DropTable) operation).tableId());
        return TYPE_DROP_TABLE;
    }

    private static void writeNote(ByteWriter target, TransactionNote note) {
        String application = note.application();
        String comment = note.comment();
        target.putByte((application == null ? 0 : NOTE_APPLICATION) | (comment == null ? 0 : NOTE_COMMENT));
        if (application != null) {
            target.putString(application);
        }
        if (comment != null) {
            target.putString(comment);
        }
    }

    private static Operation.Note readNote(ByteReader source) {
        int flags = source.readByte();
        String application = (flags & NOTE_APPLICATION) != 0 ? source.readString() : null;
        String comment = (flags & NOTE_COMMENT) != 0 ? source.readString() : null;
        return new Operation.Note(new TransactionNote(application, comment));
    }

    private static void writePortion(ByteWriter target, Portion portion) {
        boolean fromBeginning = portion.from() == Time.BEGINNING;
        boolean toForever = portion.to() == Time.FOREVER;
        target.putByte((portion.fromCommit() ? PORTION_FROM_COMMIT : 0)
                | (fromBeginning ? PORTION_FROM_BEGINNING : 0)
                | (toForever ? PORTION_TO_FOREVER : 0)
                | (portion.toCommit() ? PORTION_TO_COMMIT : 0));
        if (!fromBeginning) {
            target.putLong(portion.from());
        }
        if (!toForever) {
            target.putLong(portion.to());
        }
    }

    /** Reads an operation. DATABASE_CORRUPT (XX001) if the bytes are none. */
    static Operation read(ByteReader source) {
        int type = source.readByte();
        int length = source.readCount();
        int end = source.position() + length;
        Operation operation = switch (type) {
            case TYPE_CREATE_TABLE -> new Operation.CreateTable(TableCodec.read(source));
            case TYPE_DROP_TABLE -> new Operation.DropTable(readTableId(source));
            case TYPE_PUT_NODE -> readPut(source, false);
            case TYPE_PUT_EDGE -> readPut(source, true);
            case TYPE_DELETE -> new Operation.Delete(readTableId(source), source.readVarLong(), readPortion(source));
            case TYPE_NOTE -> readNote(source);
            case TYPE_ALTER_TABLE -> new Operation.AlterTable(TableCodec.read(source));
            case TYPE_CREATE_VIEW -> new Operation.CreateView(ViewCodec.read(source));
            case TYPE_DROP_VIEW -> new Operation.DropView(readTableId(source));
            case TYPE_ERASE ->
                new Operation.Erase(
                        readTableId(source),
                        source.readVarLong(),
                        HexFormat.of().formatHex(source.readBytes(KEY_HASH_BYTES)));
            case TYPE_FORGET -> new Operation.Forget(readTableId(source), source.readLong());
            default -> throw source.corrupt("no operation has the type " + type);
        };
        if (source.position() != end) {
            throw source.corrupt("an operation of type " + type + " should end at " + end);
        }
        return operation;
    }

    private static Operation.Put readPut(ByteReader source, boolean edge) {
        int tableId = readTableId(source);
        long entityId = source.readVarLong();
        Portion portion = readPortion(source);
        long sourceId = edge ? source.readVarLong() : 0;
        long targetId = edge ? source.readVarLong() : 0;
        @Nullable Object[] row = new @Nullable Object[source.readCount()];
        for (int i = 0; i < row.length; i++) {
            row[i] = ValueCodec.read(source);
        }
        return new Operation.Put(tableId, entityId, portion, row, sourceId, targetId);
    }

    private static Portion readPortion(ByteReader source) {
        int flags = source.readByte();
        long from = (flags & PORTION_FROM_BEGINNING) != 0 ? Time.BEGINNING : source.readLong();
        long to = (flags & PORTION_TO_FOREVER) != 0 ? Time.FOREVER : source.readLong();
        try {
            return new Portion(from, to, (flags & PORTION_FROM_COMMIT) != 0, (flags & PORTION_TO_COMMIT) != 0);
        } catch (DatabaseException e) {
            throw source.corrupt(String.valueOf(e.getMessage()));
        }
    }

    private static int readTableId(ByteReader source) {
        long id = source.readVarLong();
        if (id <= 0 || id > Integer.MAX_VALUE) {
            throw source.corrupt("no table has the id " + id);
        }
        return (int) id;
    }
}
