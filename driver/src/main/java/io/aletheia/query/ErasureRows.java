package io.aletheia.query;

import io.aletheia.engine.model.ErasureRemains;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of CHECKPOINT PURGE: a row for each file that still holds something that was erased; none as a rule. */
final class ErasureRows {
    static final List<ResultColumn> COLUMNS =
            List.of(ResultColumn.of("FILE", ValueType.VARCHAR), ResultColumn.of("REASON", ValueType.VARCHAR));

    private ErasureRows() {}

    static List<@Nullable Object[]> of(List<ErasureRemains> remains) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ErasureRemains each : remains) {
            rows.add(new @Nullable Object[] {each.file(), each.reason()});
        }
        return rows;
    }
}
