package io.aletheia.query.exec;

import io.aletheia.engine.Transaction;
import io.aletheia.query.expression.EvaluationContext;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What one run of a plan works with. Confined to the statement's thread. */
public final class ExecutionContext implements EvaluationContext {
    private final @Nullable Transaction transaction;
    private final @Nullable Object[] parameters;
    private final long nowMicros;
    private final ZoneId zone;
    private final Runnable cancellation;

    /**
     * A context for one statement.
     *
     * @param transaction what tables are read through; null if the plan reads none
     * @param parameters engine values, each in the form of its parameter's type
     * @param nowMicros the statement's time, microseconds since 1970-01-01T00:00:00Z
     * @param zone the session's time zone
     * @param cancellation throws CANCELLED or TIMED_OUT (57014) when the statement is to end; called often
     */
    public ExecutionContext(
            @Nullable Transaction transaction,
            @Nullable Object[] parameters,
            long nowMicros,
            ZoneId zone,
            Runnable cancellation) {
        this.transaction = transaction;
        this.parameters = parameters;
        this.nowMicros = nowMicros;
        this.zone = zone;
        this.cancellation = cancellation;
    }

    /** What tables are read through. */
    public Transaction transaction() {
        if (transaction == null) {
            throw new IllegalStateException("a plan that reads tables runs without a transaction");
        }
        return transaction;
    }

    @Override
    public @Nullable Object parameter(int index) {
        return parameters[index];
    }

    @Override
    public long nowMicros() {
        return nowMicros;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public @Nullable Object outer(int correlation, int field) {
        throw new IllegalStateException("no outer row for correlation " + correlation + ", field " + field);
    }

    @Override
    public void checkCancelled() {
        cancellation.run();
    }
}
