package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check finds damage of every sort, and none where there is none. */
class TableCheckTest {
    private static final int NODES = 1;
    private static final int EDGES = 2;

    private final GraphStore store = new GraphStore();
    private long time;

    @BeforeEach
    void fill() {
        var id = new ColumnDefinition("id", ValueType.BIGINT, false, null, false);
        var source = new ColumnDefinition("source", ValueType.BIGINT, false, null, false);
        var target = new ColumnDefinition("target", ValueType.BIGINT, false, null, false);
        var name = new ColumnDefinition("name", ValueType.VARCHAR, true, null, false);
        var ends = new TableDefinition.Endpoints(NODES, NODES, List.of(1), List.of(2));
        apply(
                new Operation.CreateTable(new TableDefinition(NODES, "PUBLIC", "n", List.of(id, name), List.of(0), null)
                        .withConstraints(List.of(new Constraint.Unique("u", List.of(1))))
                        .withIndexes(List.of(new IndexDefinition("by_id", List.of(0), false)))),
                new Operation.CreateTable(
                        new TableDefinition(EDGES, "PUBLIC", "e", List.of(id, source, target), List.of(0), ends)),
                new Operation.Put(NODES, 1, Portion.of(0, 100), new Object[] {1L, "a"}),
                new Operation.Put(NODES, 2, Portion.of(50, 100), new Object[] {2L, "b"}));
        apply(
                new Operation.Put(NODES, 1, Portion.of(20, 30), new Object[] {1L, "c"}),
                new Operation.Put(EDGES, 1, Portion.of(60, 90), new Object[] {1L, 1L, 2L}, 1, 2));
        apply(new Operation.Delete(EDGES, 1, Portion.of(70, 90)));
    }

    @Test
    void aSoundStoreHasNoViolations() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void aVersionThatOverlapsAnotherIsFound() {
        rows(NODES).setEnd(0, RowEnd.OPEN);
        assertThat(violations()).anyMatch(text -> text.contains("twice at an instant"));
    }

    @Test
    void aSystemTimeAfterTheLastCommitIsFound() {
        rows(NODES).setEnd(1, time + 1);
        assertThat(violations()).anyMatch(text -> text.contains("last commit"));
    }

    @Test
    void aSystemTimeAtWhichNothingWasCommittedIsFound() {
        rows(NODES).setEnd(1, time - 1);
        assertThat(violations()).anyMatch(text -> text.contains("row 1 ends at 2999, when nothing was committed"));
    }

    @Test
    void aCutAtATimeAtWhichNothingWasCommittedIsFound() {
        apply(new Operation.Put(NODES, 3, Portion.of(0, 1_000_000), new Object[] {3L, "d"}));
        int row = table(NODES).entities().head(3);
        apply(new Operation.Delete(NODES, 3, new Portion(0, 1_000_000, true)));
        assertThat(RowEnd.isCut(rows(NODES).page(row).end(row & Page.MASK))).isTrue();
        assertThat(violations()).isEmpty();
        rows(NODES).setEnd(row, RowEnd.cutAt(time - 1));
        assertThat(violations()).anyMatch(text -> text.contains("ends at " + (time - 1)));
        rows(NODES).setEnd(row, RowEnd.replacedAt(time - 1));
        assertThat(violations()).anyMatch(text -> text.contains("ends at " + (time - 1)));
    }

    @Test
    void aValueThatAnIndexLacksIsFound() {
        int row = rows(NODES)
                .append(0, 10, time, Time.FOREVER, 1, table(NODES).entities().head(1), 0, 0, new Object[] {1L, "z"});
        table(NODES).entities().setHead(1, row);
        apply(new Operation.Delete(NODES, 2, Portion.of(90, 95)));
        assertThat(violations()).anyMatch(text -> text.contains("the index over [name] does not lead to row " + row));
    }

    @Test
    void aLongHistoryThatDiffersFromItsRowsIsFound() {
        for (int i = 0; i < 200; i++) {
            apply(new Operation.Put(NODES, 1, Portion.of(0, 100), new Object[] {1L, "a" + i}));
        }
        assertThat(violations()).isEmpty();
        LongHistory history = Objects.requireNonNull(rows(NODES).histories().find(1));
        history.end(table(NODES).entities().head(1), RowEnd.OPEN, time);
        assertThat(violations()).anyMatch(text -> text.contains("the long history of entity 1 [1]"));
    }

    @Test
    void anEdgeWithoutItsNodeIsFound() {
        rows(NODES).setEnd(1, time);
        assertThat(violations()).anyMatch(text -> text.contains("is where node 2 of n is not"));
    }

    @Test
    void aRowOutsideItsChainIsFound() {
        table(NODES).entities().setHead(2, 0);
        assertThat(violations())
                .anyMatch(text -> text.contains("the chain of entity 2"))
                .anyMatch(text -> text.contains("no entity's chain"));
    }

    @Test
    void anEdgeAtTheWrongNodeIsFound() {
        table(EDGES).adjacency(Direction.OUTGOING).add(2, 1, 1);
        table(EDGES).adjacency(Direction.INCOMING).add(1, 2, 1);
        assertThat(violations())
                .anyMatch(text -> text.startsWith("OUTGOING"))
                .anyMatch(text -> text.startsWith("INCOMING"));
    }

    @Test
    void anEntryWithoutItsRowIsFound() {
        table(NODES).valueIndexes().values().forEach(index -> index.add(7, 0));
        assertThat(violations()).anyMatch(text -> text.contains("[id] has row 0 of entity 7, which there is not"));
    }

    @Test
    void aRowWithoutItsEntryIsFound() {
        rows(NODES).append(0, 10, time, Time.FOREVER, 2, 1, 0, 0, new Object[] {3L, "d"});
        assertThat(violations()).anyMatch(text -> text.contains("[id] does not lead to row 6 of entity 2"));
    }

    @Test
    void aKeyWithoutItsEntityIsFound() {
        table(NODES).entities().setHead(2, EntityHeads.NONE);
        assertThat(violations()).anyMatch(text -> text.contains("2 keys for 1 entities"));
    }

    private List<String> violations() {
        return store.check().stream()
                .flatMap(report -> report.violations().stream())
                .toList();
    }

    private TableStore table(int tableId) {
        return Objects.requireNonNull(store.table(tableId));
    }

    private VersionRows rows(int tableId) {
        return table(tableId).rows();
    }

    private void apply(Operation... operations) {
        time += 1000;
        store.apply(new Commit(time, store.lastLsn() + 1, time, List.of(operations)));
    }
}
