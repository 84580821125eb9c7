package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a table's definition, in the log and in manifests. Numbers are of variable length, strings UTF-8 after their
 * length.
 *
 * <pre>
 * table      id, schema, name, count of columns, columns, positions (primary key),
 *            flags (1 byte: 1 edge, 2 has options, 4 has constraints, 8 has indexes);
 *            if 1: source table id, target table id, positions (source columns), positions (target columns);
 *            if 2: options, see {@link TableOptionsCodec};
 *            if 4: count of constraints, constraints; if 8: count of indexes, indexes
 * column     name, type, flags (1 byte: 1 nullable, 2 generated, 4 has a default, 8 dropped, 16 added later, 32 null was allowed
 *            once and is not now), default's text if there is one, if 16: system time (8 bytes), value in older rows
 * constraint kind (1 byte), name; 1 primary key: nothing; 2 check: text; 3 unique: positions; 4 foreign key: positions, table id;
 *            5 foreign key with actions: positions, table id, action on delete, action on update (1 byte each: 0 NO ACTION,
 *            1 RESTRICT, 2 CASCADE, 3 SET NULL, 4 SET DEFAULT)
 * index      name, positions, flags (1 byte: 1 unique, 2 has descending columns); if 2: positions (descending columns)
 * type       kind (1 byte, see {@link #KINDS}), precision (signed), scale (signed), 1 byte: 1 if an element type follows
 * positions  count, numbers
 * </pre>
 */
public final class TableCodec {
    /** The kinds by their number in files. Never reordered; new kinds come last. */
    static final List<ValueType.Kind> KINDS = List.of(
            ValueType.Kind.BOOLEAN,
            ValueType.Kind.SMALLINT,
            ValueType.Kind.INTEGER,
            ValueType.Kind.BIGINT,
            ValueType.Kind.REAL,
            ValueType.Kind.DOUBLE,
            ValueType.Kind.DECIMAL,
            ValueType.Kind.VARCHAR,
            ValueType.Kind.VARBINARY,
            ValueType.Kind.DATE,
            ValueType.Kind.TIME,
            ValueType.Kind.TIMESTAMP,
            ValueType.Kind.TIMESTAMP_TZ,
            ValueType.Kind.UUID,
            ValueType.Kind.ARRAY,
            ValueType.Kind.VECTOR);

    private static final int TABLE_EDGE = 1;
    private static final int TABLE_OPTIONS = 2;
    private static final int TABLE_CONSTRAINTS = 4;
    private static final int TABLE_INDEXES = 8;
    private static final int COLUMN_NULLABLE = 1;
    private static final int COLUMN_GENERATED = 2;
    private static final int COLUMN_DEFAULT = 4;
    private static final int COLUMN_DROPPED = 8;
    private static final int COLUMN_ADDED = 16;
    private static final int COLUMN_ONCE_NULLABLE = 32;
    private static final int ELEMENT_DEPTH_MAX = 32;

    private TableCodec() {}

    /** Writes a definition. */
    public static void write(ByteWriter target, TableDefinition table) {
        target.putVarLong(table.id());
        target.putString(table.schema());
        target.putString(table.name());
        target.putVarLong(table.columns().size());
        table.columns().forEach(column -> writeColumn(target, column));
        writePositions(target, table.primaryKey());
        TableDefinition.Endpoints endpoints = table.endpoints();
        boolean hasOptions = !table.options().equals(TableOptions.DEFAULTS);
        target.putByte((endpoints == null ? 0 : TABLE_EDGE)
                | (hasOptions ? TABLE_OPTIONS : 0)
                | (table.constraints().isEmpty() ? 0 : TABLE_CONSTRAINTS)
                | (table.indexes().isEmpty() ? 0 : TABLE_INDEXES));
        if (endpoints != null) {
            target.putVarLong(endpoints.sourceTableId());
            target.putVarLong(endpoints.targetTableId());
            writePositions(target, endpoints.sourceColumns());
            writePositions(target, endpoints.targetColumns());
        }
        if (hasOptions) {
            TableOptionsCodec.write(target, table.options());
        }
        if (!table.constraints().isEmpty()) {
            ConstraintCodec.writeConstraints(target, table.constraints());
        }
        if (!table.indexes().isEmpty()) {
            ConstraintCodec.writeIndexes(target, table.indexes());
        }
    }

    /** Writes a column. */
    static void writeColumn(ByteWriter target, ColumnDefinition column) {
        String defaultSql = column.defaultSql();
        target.putString(column.name());
        writeType(target, column.type());
        target.putByte((column.nullable() ? COLUMN_NULLABLE : 0)
                | (column.generated() ? COLUMN_GENERATED : 0)
                | (defaultSql != null ? COLUMN_DEFAULT : 0)
                | (column.dropped() ? COLUMN_DROPPED : 0)
                | (column.addition() != null ? COLUMN_ADDED : 0)
                | (column.everNullable() && !column.nullable() ? COLUMN_ONCE_NULLABLE : 0));
        if (defaultSql != null) {
            target.putString(defaultSql);
        }
        if (column.addition() != null) {
            target.putLong(column.addition().systemTime());
            ValueCodec.write(target, column.addition().value());
        }
    }

    private static void writeType(ByteWriter target, ValueType type) {
        target.putByte(KINDS.indexOf(type.kind()));
        target.putSignedVarLong(type.precision());
        target.putSignedVarLong(type.scale());
        ValueType element = type.element();
        target.putByte(element == null ? 0 : 1);
        if (element != null) {
            writeType(target, element);
        }
    }

    static void writePositions(ByteWriter target, List<Integer> positions) {
        target.putVarLong(positions.size());
        positions.forEach(target::putVarLong);
    }

    /** Reads a definition. DATABASE_CORRUPT (XX001) if the bytes are none. */
    public static TableDefinition read(ByteReader source) {
        int id = readInt(source);
        String schema = source.readString();
        String name = source.readString();
        int columnCount = source.readCount();
        List<ColumnDefinition> columns = new ArrayList<>(columnCount);
        for (int i = 0; i < columnCount; i++) {
            columns.add(readColumn(source));
        }
        List<Integer> primaryKey = readPositions(source);
        int flags = source.readByte();
        if ((flags & ~(TABLE_EDGE | TABLE_OPTIONS | TABLE_CONSTRAINTS | TABLE_INDEXES)) != 0) {
            throw source.corrupt("no table has the flags " + flags);
        }
        TableDefinition.Endpoints endpoints = (flags & TABLE_EDGE) != 0 ? readEndpoints(source) : null;
        TableOptions options = (flags & TABLE_OPTIONS) != 0 ? TableOptionsCodec.read(source) : TableOptions.DEFAULTS;
        List<Constraint> constraints =
                (flags & TABLE_CONSTRAINTS) != 0 ? ConstraintCodec.readConstraints(source) : List.of();
        List<IndexDefinition> indexes = (flags & TABLE_INDEXES) != 0 ? ConstraintCodec.readIndexes(source) : List.of();
        return new TableDefinition(id, schema, name, columns, primaryKey, endpoints, options, constraints, indexes);
    }

    private static TableDefinition.Endpoints readEndpoints(ByteReader source) {
        return new TableDefinition.Endpoints(
                readInt(source), readInt(source), readPositions(source), readPositions(source));
    }

    /** Reads a column. */
    static ColumnDefinition readColumn(ByteReader source) {
        String name = source.readString();
        ValueType type = readType(source, 0);
        int flags = source.readByte();
        String defaultSql = (flags & COLUMN_DEFAULT) != 0 ? source.readString() : null;
        ColumnDefinition.Addition addition = (flags & COLUMN_ADDED) != 0
                ? new ColumnDefinition.Addition(source.readLong(), ValueCodec.read(source))
                : null;
        return new ColumnDefinition(
                name,
                type,
                (flags & COLUMN_NULLABLE) != 0,
                (flags & (COLUMN_NULLABLE | COLUMN_ONCE_NULLABLE)) != 0,
                defaultSql,
                (flags & COLUMN_GENERATED) != 0,
                (flags & COLUMN_DROPPED) != 0,
                addition);
    }

    private static ValueType readType(ByteReader source, int depth) {
        int kind = source.readByte();
        if (kind >= KINDS.size() || depth > ELEMENT_DEPTH_MAX) {
            throw source.corrupt("no type has the number " + kind + " at depth " + depth);
        }
        int precision = readSignedInt(source);
        int scale = readSignedInt(source);
        ValueType element = source.readByte() == 0 ? null : readType(source, depth + 1);
        return new ValueType(KINDS.get(kind), precision, scale, element);
    }

    static List<Integer> readPositions(ByteReader source) {
        int count = source.readCount();
        List<Integer> positions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            positions.add(readInt(source));
        }
        return positions;
    }

    static int readInt(ByteReader source) {
        long value = source.readVarLong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw source.corrupt("the number " + value + " is out of range");
        }
        return (int) value;
    }

    private static int readSignedInt(ByteReader source) {
        long value = source.readSignedVarLong();
        if (value != (int) value) {
            throw source.corrupt("the number " + value + " is out of range");
        }
        return (int) value;
    }
}
