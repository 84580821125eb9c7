package io.aletheia.query.statement;

import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.query.exec.ExecutionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the rows of a statement of the form {@code ... INTO t} meet what is there already. Immutable. */
sealed interface Placement permits Placement.Plain, Placement.Patch, Placement.Skip, ConflictUpdate {
    /** Writes the rows. They are complete: nothing of what the statement reads is still to be read. */
    void place(ChangeRun run, ExecutionContext context, TableDefinition table, List<ProposedRow> rows);

    /** What it is called in a plan. */
    String text();

    /**
     * INSERT and UPSERT: the whole portion is what the row says.
     *
     * @param overwrites whether something may be there
     */
    record Plain(boolean overwrites) implements Placement {
        @Override
        public void place(ChangeRun run, ExecutionContext context, TableDefinition table, List<ProposedRow> rows) {
            for (ProposedRow proposed : rows) {
                context.wrote();
                run.insert(proposed.portion(), proposed.row(), overwrites);
                run.addKey(proposed.row());
            }
        }

        @Override
        public String text() {
            return overwrites ? "Upsert" : "Insert";
        }
    }

    /** INSERT ... ON CONFLICT DO NOTHING: a row whose key is there within the portion, also from a row before it, is left out. */
    record Skip() implements Placement {
        @Override
        public void place(ChangeRun run, ExecutionContext context, TableDefinition table, List<ProposedRow> rows) {
            for (ProposedRow proposed : rows) {
                context.wrote();
                Object[] key = proposed.key(table);
                if (key == null
                        || OpenStrip.of(run.transaction(), table, key, proposed.portion())
                                .isEmpty()) {
                    run.insert(proposed.portion(), proposed.row(), false);
                    run.addKey(proposed.row());
                }
            }
        }

        @Override
        public String text() {
            return "InsertOrSkip";
        }
    }

    /**
     * PATCH: where something is, the given columns replace its values; where nothing is, the row is inserted. Row after row, so that a
     * later one patches what an earlier one made.
     *
     * @param given positions of the columns that the statement gives
     */
    record Patch(List<Integer> given) implements Placement {
        @Override
        public void place(ChangeRun run, ExecutionContext context, TableDefinition table, List<ProposedRow> rows) {
            for (ProposedRow proposed : rows) {
                context.wrote();
                Object[] key = proposed.key(table);
                Portion portion = proposed.portion();
                List<OpenStrip> strips = key == null ? List.of() : OpenStrip.of(run.transaction(), table, key, portion);
                @Nullable Object[] last = proposed.row();
                for (OpenStrip strip : strips) {
                    last = strip.row().clone();
                    for (int column : given) {
                        last[column] = proposed.row()[column];
                    }
                    run.update(strip.entity(), strip.within(portion), last);
                }
                List<Portion> gaps =
                        OpenStrip.gaps(strips, portion, context.transaction().nowMicros());
                if (!gaps.isEmpty()) {
                    last = proposed.row().clone();
                    run.fill(gaps, last, !strips.isEmpty());
                }
                run.addKey(last);
            }
        }

        @Override
        public String text() {
            return "Patch";
        }
    }
}
