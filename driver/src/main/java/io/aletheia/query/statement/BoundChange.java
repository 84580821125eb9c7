package io.aletheia.query.statement;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that writes rows through the transaction. */
public abstract sealed class BoundChange extends Bound
        permits BoundErase, BoundForget, BoundInsert, BoundMerge, BoundStripChange {
    private final @Nullable Returning returning;

    BoundChange(ParameterPlan parameters, @Nullable Returning returning) {
        super(parameters);
        this.returning = returning;
    }

    /** What the statement is to return of the rows that it wrote; null if it returns a count only. */
    public final @Nullable Returning returning() {
        return returning;
    }

    /**
     * Writes. If it throws, some rows may be written: the caller rolls the transaction back to where it was before.
     *
     * @param transaction what rows are written through
     * @param context what expressions are evaluated in
     * @param values the array of the context's parameters, with {@link #ownParameters} places behind the statement's own
     * @param keyColumns columns of written rows to return; empty for the key columns; null for none
     */
    public abstract ChangeResult run(
            Transaction transaction,
            ExecutionContext context,
            @Nullable Object[] values,
            @Nullable List<String> keyColumns);

    /** The table whose rows are written. */
    public abstract TableDefinition target();

    /** How many parameters the change has besides the statement's. */
    public int ownParameters() {
        return 0;
    }
}
