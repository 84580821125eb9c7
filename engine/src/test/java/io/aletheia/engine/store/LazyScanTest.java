package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TemporalFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Columns that are asked for row by row of ever narrower batches are those of the whole batch. */
class LazyScanTest {
    private int partsAsked;
    private int largest;

    @Test
    void aPartOfABatchHasTheValuesOfTheWhole() {
        for (long seed = 1; seed <= 4; seed++) {
            var history = new RandomHistory(seed);
            for (int commits = 0; commits < 40; commits++) {
                history.commit(600);
            }
            for (int id : new int[] {RandomHistory.NODES, RandomHistory.LINKS}) {
                long now = history.fixture.store.lastSystemTime();
                for (TemporalFilter filter : List.of(TemporalFilter.asOf(now, now), TemporalFilter.ALL)) {
                    compare(history.fixture.store, id, filter, new Random(seed));
                }
            }
        }
        assertThat(partsAsked).isGreaterThan(1000);
        assertThat(largest).isGreaterThan(Page.ROWS);
    }

    private void compare(GraphStore store, int id, TemporalFilter filter, Random random) {
        TableStore table = Objects.requireNonNull(store.table(id));
        int[] columns = IntStream.concat(
                        IntStream.range(0, table.definition().columns().size()),
                        IntStream.of(PseudoColumn.ENTITY_ID, PseudoColumn.VALID_FROM, PseudoColumn.SYSTEM_TO))
                .toArray();
        int rows = 0;
        try (BatchSource lazy = table.scan(store.lastSystemTime(), filter, columns, null);
                BatchSource whole = table.scan(store.lastSystemTime(), filter, columns, null)) {
            for (Batch batch = lazy.next(); batch != null; batch = lazy.next()) {
                Batch filled = Objects.requireNonNull(whole.next()).filled();
                assertThat(batch.size()).isEqualTo(filled.size());
                narrowAndAsk(batch, filled, columns.length, random);
                rows += batch.size();
            }
            assertThat(whole.next()).isNull();
        }
        largest = Math.max(largest, rows);
    }

    /** Asks some columns of a batch, then of parts of it, of which some are parts of others and some are beside them. */
    private void narrowAndAsk(Batch batch, Batch filled, int width, Random random) {
        List<Batch> known = new ArrayList<>(List.of(batch));
        for (int i = 0; i < 6; i++) {
            Batch of = known.get(random.nextInt(known.size()));
            int[] all = IntStream.range(0, of.size()).map(of::row).toArray();
            int share = 1 + random.nextInt(10);
            int[] some =
                    Arrays.stream(all).filter(row -> random.nextInt(share) == 0).toArray();
            known.add(of.selected(some, some.length));
            Batch asked = known.get(random.nextInt(known.size()));
            for (int k = 0; k < 4; k++) {
                int column = random.nextInt(width);
                for (int at = 0; at < asked.size(); at++) {
                    int row = asked.row(at);
                    assertThat(text(asked.column(column).object(row)))
                            .isEqualTo(text(filled.column(column).object(row)));
                }
                partsAsked++;
            }
        }
    }

    private static String text(@Nullable Object value) {
        return Arrays.deepToString(new @Nullable Object[] {value});
    }
}
