package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.TemporalFilter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedPageTest {
    private static final UUID DATABASE = new UUID(5, 6);
    private static final int ENTITIES = 9_000;

    @Test
    void aPackedPageSaysWhatTheOpenOneSaid() {
        for (long seed = 1; seed <= 12; seed++) {
            var history = new RandomHistory(seed);
            for (int commits = 0; commits < 60; commits++) {
                history.commit(1 + commits % 9);
            }
            for (int id : new int[] {RandomHistory.NODES, RandomHistory.LINKS}) {
                TableStore table = Objects.requireNonNull(history.fixture.store.table(id));
                Page open = table.rows().page(0);
                int count = table.rows().size();
                ByteBuffer packed = PageEncoder.encode(open, table, 0, count).buffer();
                var sealed = new SealedPage(packed, table, 0);
                assertSame("seed " + seed + " table " + id, open, sealed, table, count);
                for (int row = 0; row < count; row += 3) {
                    open.setEnd(row, RowEnd.replacedAt(history.fixture.store.lastSystemTime() + row));
                    sealed.setEnd(row, RowEnd.replacedAt(history.fixture.store.lastSystemTime() + row));
                }
                assertSame("seed " + seed + " table " + id + " ended", open, sealed, table, count);
                var again = new SealedPage(
                        PageEncoder.encode(sealed, table, 0, count).buffer(), table, 0);
                assertSame("seed " + seed + " table " + id + " again", open, again, table, count);
                assertThat(again.changedEnds()).isZero();
            }
        }
    }

    /** Rows of several pages whose ends change while chunks are written and written again. */
    @Test
    void whatIsWrittenToChunksIsAnsweredAsBefore() {
        var directory = new MemoryDirectory();
        var fixture = new StoreFixture();
        fixture.store.moveChunksTo(directory, () -> DATABASE);
        fixture.apply(1, new Operation.CreateTable(StoreFixture.nodes()));
        var random = new Random(42);
        long[] values = new long[ENTITIES + 1];
        var sums = new ArrayList<Long>();
        StoreImage image = null;
        for (int commit = 0; commit < 30; commit++) {
            var operations = new ArrayList<Operation>();
            for (long id = 1; id <= ENTITIES; id++) {
                if (commit == 0 || random.nextInt(3) > 0) {
                    values[(int) id] = random.nextInt(1000);
                    operations.add(StoreFixture.putFromNowOn(id, values[(int) id]));
                }
            }
            fixture.apply(100 + commit, operations);
            fixture.store.writeFullChunks();
            sums.add(Arrays.stream(values).sum());
            if (commit % 10 == 9) {
                image = fixture.store.writeTo(directory, DATABASE);
            }
        }
        assertThat(directory.list()).hasSizeGreaterThan(3);
        assertSums(fixture.store, sums);
        GraphStore loaded = GraphStore.load(directory, DATABASE, Objects.requireNonNull(image));
        assertSums(loaded, sums);
        loaded.apply(new Commit(
                loaded.lastTransactionId() + 1,
                loaded.lastLsn() + 1,
                200,
                List.of(StoreFixture.putFromNowOn(1, 5000))));
        sums.add(sums.get(sums.size() - 1) - values[1] + 5000);
        GraphStore again = GraphStore.load(directory, DATABASE, loaded.writeTo(directory, DATABASE));
        assertThat(sumAt(again, 200, 200)).isEqualTo(sums.get(sums.size() - 1));
        assertSums(again, sums.subList(0, 30));
    }

    private static void assertSums(GraphStore store, List<Long> sums) {
        for (int commit = 0; commit < sums.size(); commit++) {
            assertThat(sumAt(store, 100 + commit, 100 + commit))
                    .as("commit %d", commit)
                    .isEqualTo(sums.get(commit));
        }
    }

    private static long sumAt(GraphStore store, long valid, long system) {
        TableStore table = Objects.requireNonNull(store.table(StoreFixture.TABLE));
        var filter = new TemporalFilter(PeriodFilter.asOf(valid), PeriodFilter.asOf(system));
        long sum = 0;
        try (var scan = table.scan(store.lastSystemTime(), filter, new int[] {1}, null)) {
            for (var batch = scan.next(); batch != null; batch = scan.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    sum += (Long) Objects.requireNonNull(batch.column(0).object(batch.row(i)));
                }
            }
        }
        return sum;
    }

    private static void assertSame(String what, Page expected, Page actual, TableStore table, int count) {
        for (int row = 0; row < count; row++) {
            assertThat(describe(actual, table, row)).as(what + " row " + row).isEqualTo(describe(expected, table, row));
        }
        long[] left = new long[count * Page.BOUNDS];
        long[] right = new long[count * Page.BOUNDS];
        expected.copyBounds(0, count, left);
        actual.copyBounds(0, count, right);
        assertThat(right).as(what).isEqualTo(left);
        int[] collected = new int[count];
        for (long instant = 0; instant < 400; instant += 7) {
            var holding = new ArrayList<Integer>();
            for (int row = 0; row < count; row++) {
                boolean holds = expected.mayHold(row, instant, instant);
                assertThat(actual.mayHold(row, instant, instant)).isEqualTo(holds);
                if (holds) {
                    holding.add(row);
                }
            }
            long found = actual.collectByEnds(0, count, instant, instant, collected, 0, count);
            if (found != Page.NOT_COLLECTED) {
                assertThat(Arrays.stream(collected, 0, (int) found).boxed()).containsExactlyElementsOf(holding);
            }
        }
    }

    private static String describe(Page page, TableStore table, int row) {
        var text = new StringBuilder();
        text.append(page.validFrom(row)).append(' ').append(page.validTo(row)).append(' ');
        text.append(page.systemFrom(row)).append(' ').append(page.end(row)).append(' ');
        text.append(page.entity(row)).append(' ').append(page.previous(row));
        if (table.definition().isEdge()) {
            text.append(' ').append(page.source(row)).append(' ').append(page.target(row));
        }
        for (int column : table.storedPositions()) {
            text.append(' ')
                    .append(Arrays.deepToString(
                            new Object[] {table.column(page, column).object(row)}));
        }
        return text.toString();
    }
}
