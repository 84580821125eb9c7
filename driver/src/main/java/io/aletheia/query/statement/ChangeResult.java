package io.aletheia.query.statement;

import io.aletheia.query.plan.PlannedColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change did. Not thread-safe.
 *
 * @param count distinct entities touched
 * @param keyColumns what the columns of the keys are; empty if none were asked for
 * @param keys a row of engine values for each written row; empty if none were asked for
 * @param strips what was written or taken away, in order; empty unless the change has a RETURNING
 */
public record ChangeResult(
        long count, List<PlannedColumn> keyColumns, List<@Nullable Object[]> keys, List<WrittenStrip> strips) {
    /**
     * What a change did that writes no rows.
     *
     * @param keys what was asked for of the written rows; null if nothing was
     * @param versions what was taken away; empty unless the change has a RETURNING
     */
    static ChangeResult ofCount(long count, @Nullable KeyColumns keys, List<WrittenStrip> versions) {
        return new ChangeResult(count, keys == null ? List.of() : keys.columns(), List.of(), versions);
    }
}
