package io.aletheia.engine.tx;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.store.TableStore;
import io.aletheia.engine.store.TransactionList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was erased and forgotten, as rows: schema, table, hash of the key, horizon, system time and transaction of the commit. */
final class ErasureBatches {
    private static final List<ValueType> TYPES = List.of(
            ValueType.VARCHAR,
            ValueType.VARCHAR,
            ValueType.VARCHAR,
            ValueType.TIMESTAMP,
            ValueType.TIMESTAMP,
            ValueType.BIGINT);

    private ErasureBatches() {}

    /** What a snapshot shows, table by table, for each the entities in the order of their erasure, then the horizon. */
    static BatchSource of(Snapshot snapshot, TransactionList transactions) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        long time = snapshot.systemTime();
        for (TableDefinition definition : snapshot.catalog().tables()) {
            TableStore table = snapshot.table(definition.id());
            if (table == null) {
                continue;
            }
            for (Erasure erasure : table.erased(time)) {
                rows.add(row(definition, erasure.keyHash(), null, erasure.systemTime(), transactions));
            }
            long horizon = table.horizon(time);
            if (horizon != Long.MIN_VALUE) {
                rows.add(row(definition, null, horizon, table.horizonCommit(time), transactions));
            }
        }
        return new RowBatches(TYPES, rows);
    }

    private static @Nullable Object[] row(
            TableDefinition table,
            @Nullable String keyHash,
            @Nullable Long horizon,
            long systemTime,
            TransactionList transactions) {
        return new @Nullable Object[] {
            table.schema(), table.name(), keyHash, horizon, systemTime, transactions.idAt(systemTime)
        };
    }
}
