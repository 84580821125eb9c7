package io.aletheia.query.expression;

import io.aletheia.engine.model.ColumnVector;

/** The loop of a function over columns. Stateless, shared by all runs. */
@FunctionalInterface
interface Kernel {
    /**
     * Fills the result's rows.
     *
     * @param arguments the operands' vectors, none null in any of the rows
     * @param result cleared, with room for all rows
     */
    void run(ColumnVector[] arguments, ColumnVector result, Rows rows, EvaluationContext context);
}
