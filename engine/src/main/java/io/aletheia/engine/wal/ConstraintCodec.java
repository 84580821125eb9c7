package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.ReferentialAction;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a table's constraints and indexes; their layout stands at {@link TableCodec}. */
final class ConstraintCodec {
    private static final int PRIMARY_KEY = 1;
    private static final int CHECK = 2;
    private static final int UNIQUE = 3;
    private static final int FOREIGN_KEY = 4;
    private static final int FOREIGN_KEY_WITH_ACTIONS = 5;

    /** The actions by their number in files. Never reordered; new ones come last. */
    private static final List<ReferentialAction> ACTIONS = List.of(
            ReferentialAction.NO_ACTION,
            ReferentialAction.RESTRICT,
            ReferentialAction.CASCADE,
            ReferentialAction.SET_NULL,
            ReferentialAction.SET_DEFAULT);

    private static final int INDEX_UNIQUE = 1;
    private static final int INDEX_DESCENDING = 2;

    private ConstraintCodec() {}

    static void writeConstraints(ByteWriter target, List<Constraint> constraints) {
        target.putVarLong(constraints.size());
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey) {
                begin(target, PRIMARY_KEY, constraint);
            } else if (constraint instanceof Constraint.Check check) {
                begin(target, CHECK, constraint);
                target.putString(check.sql());
            } else if (constraint instanceof Constraint.Unique unique) {
                begin(target, UNIQUE, constraint);
                TableCodec.writePositions(target, unique.columns());
            } else if (constraint instanceof Constraint.ForeignKey foreign) {
                boolean hasActions = foreign.onDelete() != ReferentialAction.NO_ACTION
                        || foreign.onUpdate() != ReferentialAction.NO_ACTION;
                begin(target, hasActions ? FOREIGN_KEY_WITH_ACTIONS : FOREIGN_KEY, constraint);
                TableCodec.writePositions(target, foreign.columns());
                target.putVarLong(foreign.tableId());
                if (hasActions) {
                    target.putByte(ACTIONS.indexOf(foreign.onDelete()));
                    target.putByte(ACTIONS.indexOf(foreign.onUpdate()));
                }
            }
        }
    }

    private static void begin(ByteWriter target, int kind, Constraint constraint) {
        target.putByte(kind);
        target.putString(constraint.name());
    }

    static List<Constraint> readConstraints(ByteReader source) {
        int count = source.readCount();
        var constraints = new ArrayList<Constraint>(count);
        for (int i = 0; i < count; i++) {
            int kind = source.readByte();
            String name = source.readString();
            constraints.add(
                    switch (kind) {
                        case PRIMARY_KEY -> new Constraint.PrimaryKey(name);
                        case CHECK -> new Constraint.Check(name, source.readString());
                        case UNIQUE -> new Constraint.Unique(name, TableCodec.readPositions(source));
                        case FOREIGN_KEY ->
                            new Constraint.ForeignKey(
                                    name, TableCodec.readPositions(source), TableCodec.readInt(source));
                        case FOREIGN_KEY_WITH_ACTIONS ->
                            new Constraint.ForeignKey(
                                    name,
                                    TableCodec.readPositions(source),
                                    TableCodec.readInt(source),
                                    readAction(source),
                                    readAction(source));
                        default -> throw source.corrupt("no constraint has the kind " + kind);
                    });
        }
        return constraints;
    }

    private static ReferentialAction readAction(ByteReader source) {
        int number = source.readByte();
        if (number >= ACTIONS.size()) {
            throw source.corrupt("no foreign key has the action " + number);
        }
        return ACTIONS.get(number);
    }

    static void writeIndexes(ByteWriter target, List<IndexDefinition> indexes) {
        target.putVarLong(indexes.size());
        for (IndexDefinition index : indexes) {
            target.putString(index.name());
            TableCodec.writePositions(target, index.columns());
            target.putByte(
                    (index.unique() ? INDEX_UNIQUE : 0) | (index.descending().isEmpty() ? 0 : INDEX_DESCENDING));
            if (!index.descending().isEmpty()) {
                TableCodec.writePositions(target, index.descending());
            }
        }
    }

    static List<IndexDefinition> readIndexes(ByteReader source) {
        int count = source.readCount();
        var indexes = new ArrayList<IndexDefinition>(count);
        for (int i = 0; i < count; i++) {
            String name = source.readString();
            List<Integer> columns = TableCodec.readPositions(source);
            int flags = source.readByte();
            if ((flags & ~(INDEX_UNIQUE | INDEX_DESCENDING)) != 0) {
                throw source.corrupt("no index has the flags " + flags);
            }
            List<Integer> descending = (flags & INDEX_DESCENDING) != 0 ? TableCodec.readPositions(source) : List.of();
            indexes.add(new IndexDefinition(name, columns, descending, (flags & INDEX_UNIQUE) != 0));
        }
        return indexes;
    }
}
