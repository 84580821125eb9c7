package io.aletheia.engine.tx;

import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.RowCheck;
import io.aletheia.engine.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Where a transaction has its tables' checks compiled.
 *
 * @param compiler makes conditions of texts
 * @param nowMicros the transaction's time, asked for at each row
 */
record RowConditions(RowCheck.Compiler compiler, LongSupplier nowMicros) {
    /** A check, ready to be asked. */
    record Named(String name, RowCheck condition) {}

    /** The checks of a table in the order of their making. */
    List<Named> of(TableDefinition table) {
        List<Named> checks = List.of();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Check check) {
                checks = checks.isEmpty() ? new ArrayList<>() : checks;
                checks.add(new Named(check.name(), compiler.compile(table, check)));
            }
        }
        return checks;
    }
}
