package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.exec.Measure;
import io.aletheia.query.exec.PlanStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strips of the entity with a key, found without a plan. Nothing is computed of their rows. Immutable. */
final class KeyedStrips implements StripFinder {
    private static final @Nullable Object[] NOTHING = {};

    private final TableDefinition table;
    private final KeyEquality key;
    /** What is told how long it takes; null if nobody asks. */
    private final @Nullable Measure measure;

    KeyedStrips(TableDefinition table, KeyEquality key, @Nullable Measure measure) {
        this.table = table;
        this.key = key;
        this.measure = measure;
    }

    @Override
    public List<Found> find(
            Transaction transaction, ExecutionContext context, @Nullable Object[] values, Portion wanted) {
        if (measure == null) {
            return find(transaction, context, wanted);
        }
        long start = System.nanoTime();
        List<Found> found = find(transaction, context, wanted);
        measure.started(0);
        measure.gave(found.size(), System.nanoTime() - start);
        return found;
    }

    private List<Found> find(Transaction transaction, ExecutionContext context, Portion wanted) {
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
    public PlanStep step() {
        return PlanStep.of("KeyLookup", PlanStep.with("table", table.schema() + "." + table.name()), List.of())
                .measured(measure);
    }
}
