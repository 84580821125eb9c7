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

    /** In how many parts a run can be started, and is worth to be. */
    default int parts(ExecutionContext context) {
        return 1;
    }

    /**
     * Starts a run in parts that threads of their own may pull from; one after the other they give the rows in the order of
     * {@link #open}. Whoever opens them closes them all, also after an error.
     *
     * @return about as many as {@link #parts} says, or one where the transaction has it so
     */
    default List<BatchSource> openParts(ExecutionContext context) {
        return List.of(open(context));
    }
}
