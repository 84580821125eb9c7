package io.aletheia.query.expression;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The context while planning: there is no run, so whatever depends on one cannot be evaluated. */
final class NoContext implements EvaluationContext {
    /** Says that an expression depends on the run. */
    static final class DependsOnRun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DependsOnRun() {
            super("depends on the run", null, false, false);
        }
    }

    static final NoContext INSTANCE = new NoContext();

    private NoContext() {}

    @Override
    public @Nullable Object parameter(int index) {
        throw new DependsOnRun();
    }

    @Override
    public long nowMicros() {
        throw new DependsOnRun();
    }

    @Override
    public ZoneId zone() {
        throw new DependsOnRun();
    }

    @Override
    public @Nullable Object outer(int correlation, int field) {
        throw new DependsOnRun();
    }

    @Override
    public String session(SessionValue value) {
        throw new DependsOnRun();
    }

    @Override
    public long sessionId() {
        throw new DependsOnRun();
    }

    @Override
    public boolean cancelSession(long sessionId) {
        throw new DependsOnRun();
    }

    @Override
    public void checkCancelled() {}
}
