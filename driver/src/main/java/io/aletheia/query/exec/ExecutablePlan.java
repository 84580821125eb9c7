package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import java.util.List;

/** A compiled plan: immutable, free of parameters' values and of snapshots, run any number of times. Thread-safe. */
public interface ExecutablePlan {
    /** The types of the columns of every batch. */
    List<ValueType> types();

    /** Starts a run. Whoever opens the source closes it, also after an error. */
    BatchSource open(ExecutionContext context);
}
