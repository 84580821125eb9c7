package io.aletheia.query.exec;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Rows;
import java.util.List;

/** Numbers distinct keys from 0 in the order of their appearance. Nulls in keys equal each other. Not thread-safe. */
abstract class GroupIndex {
    /** What {@link #find} gives for a key that is not there. */
    static final int NONE = -1;

    /** An index for keys of the types. */
    static GroupIndex of(List<ValueType> types, ExecutionContext context) {
        return types.size() == 1 && types.get(0).physical() == ValueType.Physical.LONG
                ? new LongGroupIndex(types.get(0), context)
                : new HashedGroupIndex(types, context);
    }

    /** Finds or makes the number of each row's key; the number for row r is written to {@code groups[r]}. */
    abstract void assign(ColumnVector[] keys, Rows rows, int[] groups);

    /** Finds the number of each row's key; {@link #NONE} if it is not there or, when asked so, if a part of it is null. */
    abstract void find(ColumnVector[] keys, Rows rows, int[] groups, boolean nullsMatch);

    /** The same keys for another thread, which only finds; nothing may be assigned meanwhile. */
    abstract GroupIndex reader();

    /** How many bytes would be reserved if so many keys came that are not there. */
    abstract long growthBytes(int more);

    /** How many distinct keys there are. */
    abstract int count();

    /** One part of the keys, by number. */
    abstract ColumnVector key(int part);
}
