package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strips of the entity with a key, found without a plan. Nothing is computed of their rows. Immutable. */
final class KeyedStrips implements StripFinder {
    private static final @Nullable Object[] NOTHING = {};

    private final TableDefinition table;
    private final KeyEquality key;

    KeyedStrips(TableDefinition table, KeyEquality key) {
        this.table = table;
        this.key = key;
    }

    @Override
    public List<Found> find(
            Transaction transaction, ExecutionContext context, @Nullable Object[] values, Portion wanted) {
        Object[] wantedKey = key.in(context);
        if (wantedKey == null) {
            return List.of();
        }
        List<Found> found = new ArrayList<>(2);
        for (OpenStrip strip : OpenStrip.at(transaction, table, wantedKey, wanted)) {
            found.add(new Found(strip, NOTHING));
        }
        return found;
    }

    @Override
    public int ownParameters() {
        return 0;
    }

    @Override
    public String text() {
        return "KeyLookup(table=[" + table.schema() + "." + table.name() + "])";
    }
}
