package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.PeriodFilter;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableStoreTest {
    @ParameterizedTest
    @CsvSource({
        "AS OF, 2023-05-01, , 0",
        "AS OF, 2023-01-01, , 1",
        "FROM, 2023-05-01, 2023-06-01, 0",
        "BETWEEN, 2022-05-01, 2023-01-01, 1",
        "FROM, 2022-05-01, 2023-01-01, 0",
        "FROM, 2023-04-01, 2023-02-01, 0",
        "CONTAINED IN, 2023-01-01, 2023-05-01, 1",
        "CONTAINED IN, 2023-01-02, 2023-05-01, 0"
    })
    void boundsAreHalfOpen(String clause, String a, @Nullable String b, int rows) {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(1, StoreFixture.put(1, day("2023-01-01"), day("2023-05-01"), 10));
        long from = day(a);
        long to = b == null ? 0 : day(b);
        var valid = switch (clause) {
            case "AS OF" -> PeriodFilter.asOf(from);
            case "FROM" -> PeriodFilter.fromTo(from, to);
            case "BETWEEN" -> PeriodFilter.between(from, to);
            default -> PeriodFilter.containedIn(from, to);
        };

        assertThat(fixture.versions(1, new TemporalFilter(valid, PeriodFilter.ALL)))
                .hasSize(rows);
        assertThat(fixture.versionsOf(1, 1, new TemporalFilter(valid, PeriodFilter.asOf(1))))
                .hasSize(rows);
    }

    @Test
    void anOpenRowEndsAfterEveryInstant() {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(1, StoreFixture.put(1, 0, Time.FOREVER, 10));

        assertThat(fixture.versions(1, TemporalFilter.ALL))
                .allMatch(version -> version.validTo() > day("2999-01-01") && version.systemTo() == Time.FOREVER);
    }

    @Test
    void entityIdsAreGivenOnceAndRaisedByCommits() {
        var table = StoreFixture.withNodes(0);
        assertThat(table.table().allocateEntityId()).isEqualTo(1);
        assertThat(table.table().allocateEntityId()).isEqualTo(2);

        table.apply(1, StoreFixture.put(10, 0, 5, 1));

        assertThat(table.table().allocateEntityId()).isEqualTo(11);
        assertThat(table.table().entityIdMax()).isEqualTo(11);
    }

    @Test
    void aKeyIsFoundFromItsFirstVersionOnForEver() {
        var fixture = StoreFixture.withNodes(0);
        assertThat(fixture.table().entityId(new Object[] {1L})).isZero();
        fixture.apply(1, StoreFixture.put(1, 0, 5, 7));
        fixture.apply(2, StoreFixture.delete(1, 0, 5));

        assertThat(fixture.table().entityId(new Object[] {1L})).isEqualTo(1);
        assertThat(fixture.table().entityId(new Object[] {2L})).isZero();
    }

    @Test
    void whatACommitMadeAndUnmadeLeavesNoKey() {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(1, StoreFixture.put(1, 0, 5, 7), StoreFixture.delete(1, 0, 5));

        assertThat(fixture.table().entityId(new Object[] {1L})).isZero();
        assertThat(fixture.table().estimatedRows()).isZero();
    }

    @Test
    void aPortionFromTheCommitOnThatIsOverIsVoid() {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(
                100,
                new Operation.Put(StoreFixture.TABLE, 1, new Portion(0, 50, true), new @Nullable Object[] {1L, 2L}));

        assertThat(fixture.versions(100, TemporalFilter.ALL)).isEmpty();
        assertThat(fixture.store.lastSystemTime()).isEqualTo(100);
    }

    @Test
    void anUpdateFromNowOnTakesOneRow() {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(1, StoreFixture.putFromNowOn(1, 0));
        for (long now = 2; now <= 1000; now++) {
            fixture.apply(now, StoreFixture.putFromNowOn(1, now));
        }

        assertThat(fixture.table().estimatedRows()).isEqualTo(1000);
        assertThat(fixture.versions(1000, TemporalFilter.ALL)).hasSize(1999);
        assertThat(fixture.versions(1000, TemporalFilter.asOf(500, 1000)))
                .extracting(GoldenScenario.Version::value)
                .containsExactly(500L);
        assertThat(fixture.versions(300, TemporalFilter.asOf(500, 1000)))
                .extracting(GoldenScenario.Version::value)
                .containsExactly(300L);
    }

    @Test
    void hiddenEntitiesAreLeftOut() {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(1, StoreFixture.put(1, 0, 9, 1), StoreFixture.put(2, 0, 9, 2), StoreFixture.put(3, 0, 9, 3));
        var hidden = new EntitySet();
        hidden.add(2);

        for (var filter : List.of(TemporalFilter.ALL, TemporalFilter.asOf(5, 1))) {
            try (var scan = fixture.table().scan(1, filter, StoreFixture.VERSION, hidden)) {
                assertThat(StoreFixture.versions(scan))
                        .extracting(GoldenScenario.Version::key)
                        .containsExactly(1L, 3L);
            }
        }
    }

    @Test
    void aScanOfManyPagesYieldsEveryRowInFullBatches() {
        var fixture = StoreFixture.withNodes(0);
        var operations = new ArrayList<Operation>();
        int count = 3 * Page.ROWS + 17;
        for (long id = 1; id <= count; id++) {
            operations.add(StoreFixture.put(id, 0, id % 2 == 0 ? 10 : 20, id));
        }
        fixture.apply(1, operations);

        try (var scan =
                fixture.table().scan(1, TemporalFilter.asOf(15, 1), new int[] {1, PseudoColumn.VALID_TO}, null)) {
            long next = 1;
            int rows = 0;
            for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(StoreFixture.number(batch, 0, i)).isEqualTo(next);
                    assertThat(StoreFixture.number(batch, 1, i)).isEqualTo(20);
                    next += 2;
                }
                rows += batch.size();
            }
            assertThat(rows).isEqualTo((count + 1) / 2);
        }
    }

    @Test
    void aProbeAnswersIdAfterId() {
        var fixture = StoreFixture.withNodes(0);
        for (long id = 1; id <= 4000; id++) {
            fixture.apply(id, StoreFixture.putFromNowOn(id % 1000 + 1, id));
        }
        long[] ids = new long[5000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % 1003;
        }

        var found = new ArrayList<Long>();
        try (var probe = fixture.table().versions(4000, TemporalFilter.asOf(4000, 4000), new int[] {0, 1})) {
            for (int round = 0; round < 2; round++) {
                found.clear();
                probe.start(ids, ids.length);
                for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                    for (int i = 0; i < batch.size(); i++) {
                        long position = StoreFixture.number(batch, 0, i);
                        assertThat(StoreFixture.number(batch, 1, i)).isEqualTo(ids[(int) position]);
                        found.add(position);
                    }
                }
            }
        }
        assertThat(found).isSorted().hasSize(4 * 1000 + 987);
    }

    @Test
    void aProbeOfLongHistoriesGoesOnInTheNextBatch() {
        var fixture = StoreFixture.withNodes(0);
        for (long now = 1; now <= 3000; now++) {
            fixture.apply(now, StoreFixture.putFromNowOn(1 + now % 2, now));
        }
        int versions = 0;
        try (var probe = fixture.table().versions(3000, TemporalFilter.ALL, StoreFixture.VERSION)) {
            probe.start(new long[] {2, 0, 1}, 3);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                assertThat(batch.size()).isLessThanOrEqualTo(Batch.ROWS);
                versions += batch.size();
            }
        }
        assertThat(versions).isEqualTo(2 * (2 * 1500 - 1));
    }

    @Test
    void edgesAreExpandedInBothDirections() {
        var fixture = graph();
        var filter = TemporalFilter.asOf(50, 10);

        assertThat(expand(fixture, Direction.OUTGOING, filter, 1, 2)).containsExactly("0:1:1>2", "0:2:1>3", "1:3:2>3");
        assertThat(expand(fixture, Direction.INCOMING, filter, 3, 1)).containsExactly("0:2:1>3", "0:3:2>3");
        assertThat(expand(fixture, Direction.OUTGOING, TemporalFilter.asOf(150, 10), 1))
                .containsExactly("0:1:1>2");
        assertThat(fixture.edgeTable().sourceId(3)).isEqualTo(2);
        assertThat(fixture.edgeTable().targetId(3)).isEqualTo(3);
        assertThat(fixture.edgeTable().sourceId(99)).isZero();
    }

    @Test
    void anEdgeShowsItsNodesKeys() {
        var fixture = graph();

        try (var scan = fixture.edgeTable()
                .scan(10, TemporalFilter.asOf(50, 10), new int[] {0, 1, 2, 3, PseudoColumn.SOURCE_ID}, null)) {
            Batch batch = Objects.requireNonNull(scan.next());
            var rows = new ArrayList<String>();
            for (int i = 0; i < batch.size(); i++) {
                rows.add(StoreFixture.number(batch, 0, i) + ":" + StoreFixture.number(batch, 1, i) + ">"
                        + StoreFixture.number(batch, 2, i) + " " + StoreFixture.number(batch, 3, i) + " "
                        + StoreFixture.number(batch, 4, i));
            }
            assertThat(rows).containsExactly("1:1>2 7 1", "2:1>3 8 1", "3:2>3 9 2");
        }
        assertThat(fixture.edgeTable().timeline(10, 2).versionsAt(11).get(0).row())
                .containsExactly(2L, 1L, 3L, 8L);
    }

    @Test
    void aDroppedTableStaysForOldSnapshots() {
        var fixture = StoreFixture.withNodes(0);
        fixture.apply(1, StoreFixture.put(1, 0, 9, 1));
        fixture.apply(2, new Operation.DropTable(StoreFixture.TABLE));

        assertThat(fixture.store.catalog().tables()).isEmpty();
        assertThat(fixture.versions(1, TemporalFilter.ALL)).hasSize(1);
        fixture.store.forgetBefore(1);
        assertThat(fixture.store.table(StoreFixture.TABLE)).isNotNull();
        fixture.store.forgetBefore(2);
        assertThat(fixture.store.table(StoreFixture.TABLE)).isNull();
    }

    @Test
    void commitsThatDoNotAscendAreRefused() {
        var fixture = StoreFixture.withNodes(5);
        var commit = new Commit(2, 2, 5, List.of(StoreFixture.put(1, 0, 9, 1)));

        assertThatThrownBy(() -> fixture.store.apply(commit))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ascend");
    }

    private static StoreFixture graph() {
        var fixture = StoreFixture.withEdges(0);
        fixture.apply(
                10,
                StoreFixture.put(1, 0, Time.FOREVER, 1),
                StoreFixture.put(2, 0, Time.FOREVER, 2),
                StoreFixture.put(3, 0, Time.FOREVER, 3),
                StoreFixture.edge(1, 1, 2, Portion.ALL, 7),
                StoreFixture.edge(2, 1, 3, Portion.of(0, 100), 8),
                StoreFixture.edge(3, 2, 3, Portion.of(0, 100), 9));
        return fixture;
    }

    private static List<String> expand(
            StoreFixture fixture, Direction direction, TemporalFilter filter, long... nodes) {
        int[] projection = {PseudoColumn.ENTITY_ID, PseudoColumn.SOURCE_ID, PseudoColumn.TARGET_ID};
        var found = new ArrayList<String>();
        try (var probe = fixture.edgeTable().expand(10, direction, filter, projection)) {
            probe.start(nodes, nodes.length);
            for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    found.add(StoreFixture.number(batch, 0, i) + ":" + StoreFixture.number(batch, 1, i) + ":"
                            + StoreFixture.number(batch, 2, i) + ">" + StoreFixture.number(batch, 3, i));
                }
            }
        }
        return found;
    }

    private static long day(String date) {
        return Time.ofInstant(Instant.parse(date + "T00:00:00Z"));
    }
}
