package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Probe;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TemporalFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Probes against scans of random histories, with filters that take the fast way and filters that take the general one. */
class ProbeModelTest {
    private static final int[] LINK = {
        PseudoColumn.ENTITY_ID,
        PseudoColumn.SOURCE_ID,
        PseudoColumn.TARGET_ID,
        0,
        1,
        2,
        3,
        4,
        5,
        PseudoColumn.VALID_FROM,
        PseudoColumn.VALID_TO,
        PseudoColumn.SYSTEM_FROM,
        PseudoColumn.SYSTEM_TO
    };

    @Test
    void probesAnswerWhatScansShow() {
        for (long seed = 1; seed <= 20; seed++) {
            var history = new RandomHistory(seed);
            for (int i = 0; i < 60; i++) {
                history.commit(6);
            }
            var random = new Random(seed);
            GraphStore store = history.fixture.store;
            long snapshot = store.lastSystemTime() - random.nextInt(100);
            for (var filter : List.of(
                    TemporalFilter.ALL,
                    TemporalFilter.asOf(random.nextInt(500), snapshot),
                    TemporalFilter.asOf(snapshot, snapshot),
                    TemporalFilter.asOf(snapshot, snapshot / 2),
                    new TemporalFilter(PeriodFilter.between(snapshot, snapshot), PeriodFilter.asOf(snapshot)))) {
                check("seed " + seed + " " + filter, random, store, snapshot, filter);
            }
        }
    }

    private static void check(String what, Random random, GraphStore store, long snapshot, TemporalFilter filter) {
        TableStore nodes = Objects.requireNonNull(store.table(RandomHistory.NODES));
        TableStore links = Objects.requireNonNull(store.table(RandomHistory.LINKS));
        int[] node = {PseudoColumn.ENTITY_ID, 0, 1, 5, 10, PseudoColumn.VALID_FROM, PseudoColumn.SYSTEM_TO};
        long[] ids = new long[300];
        Arrays.setAll(ids, i -> random.nextInt((int) nodes.entityIdMax() + 2));

        var allNodes = rows(nodes.scan(snapshot, filter, node, null));
        assertThat(rows(nodes.versions(snapshot, filter, node), ids))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(answers(ids, allNodes, 0));
        var allLinks = rows(links.scan(snapshot, filter, LINK, null));
        assertThat(rows(links.expand(snapshot, Direction.OUTGOING, filter, LINK), ids))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(answers(ids, allLinks, 1));
        assertThat(rows(links.expand(snapshot, Direction.INCOMING, filter, LINK), ids))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(answers(ids, allLinks, 2));
    }

    /** For each id the rows that have it in a column. */
    private static List<List<@Nullable Object>> answers(long[] ids, List<List<@Nullable Object>> rows, int column) {
        var answers = new ArrayList<List<@Nullable Object>>();
        for (int i = 0; i < ids.length; i++) {
            for (var row : rows) {
                if (Objects.equals(row.get(column), ids[i])) {
                    var answer = new ArrayList<@Nullable Object>();
                    answer.add((long) i);
                    answer.addAll(row);
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    private static List<List<@Nullable Object>> rows(BatchSource source) {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                add(rows, batch);
            }
        }
        return rows;
    }

    private static List<List<@Nullable Object>> rows(Probe probe, long[] ids) {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (probe) {
            probe.start(ids, ids.length);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                add(rows, batch);
            }
        }
        assertThat(rows.stream().map(row -> (Long) Objects.requireNonNull(row.get(0))))
                .isSorted();
        return rows;
    }

    private static void add(List<List<@Nullable Object>> rows, Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            var row = new ArrayList<@Nullable Object>();
            for (int column = 0; column < batch.width(); column++) {
                row.add(batch.column(column).object(batch.row(i)));
            }
            rows.add(row);
        }
    }
}
