package io.aletheia.query.statement;

import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import org.jspecify.annotations.Nullable;

/** A row that a statement of the form {@code ... INTO t} gives, and the portion that it is for. Its generated key is filled in later. */
final class ProposedRow {
    private final Portion portion;
    private final @Nullable Object[] row;

    ProposedRow(Portion portion, @Nullable Object[] row) {
        this.portion = portion;
        this.row = row;
    }

    Portion portion() {
        return portion;
    }

    /** A value per declared column. */
    @Nullable
    Object[] row() {
        return row;
    }

    /** The values of the primary key; null if one of them is, so that nothing can be there under it. */
    Object @Nullable [] key(TableDefinition table) {
        Object[] key = new Object[table.primaryKey().size()];
        for (int i = 0; i < key.length; i++) {
            Object value = row[table.primaryKey().get(i)];
            if (value == null) {
                return null;
            }
            key[i] = value;
        }
        return key;
    }
}
