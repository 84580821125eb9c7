package io.aletheia.query.exec;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import org.apache.calcite.rel.RelNode;

/** Makes runnable plans of Calcite's logical relational expressions and of ours. Thread-safe. */
public final class PlanCompiler {
    private PlanCompiler() {}

    /**
     * The plan that gives the rows of the relational expression.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) naming what no operator does
     */
    @SuppressWarnings("DoNotCallSuggester") // the first operators replace the body
    public static ExecutablePlan compile(RelNode rel) {
        throw new DatabaseException(ErrorCode.UNSUPPORTED, rel.getRelTypeName() + " is not supported yet");
    }
}
