package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.Direction;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckpointFilesTest {
    // Points 17 of docs/architecture/recovery.md.
    private static final UUID DATABASE = new UUID(1, 2);

    @Test
    void aLoadedStoreIsTheStoreThatWasWritten() {
        for (long seed = 1; seed <= 8; seed++) {
            var history = new RandomHistory(seed);
            var directory = new MemoryDirectory();
            for (int i = 0; i < 3; i++) {
                for (int commits = 0; commits < 40; commits++) {
                    history.commit(1 + commits % 7);
                }
                GraphStore store = history.fixture.store;
                GraphStore loaded = GraphStore.load(directory, DATABASE, store.writeTo(directory, DATABASE));
                assertSame("seed " + seed + " checkpoint " + i, store, loaded);
            }
        }
    }

    @Test
    void whatIsCommittedAfterACheckpointWasTakenIsNotInIt() {
        for (long seed = 1; seed <= 6; seed++) {
            var history = new RandomHistory(seed);
            GraphStore store = history.fixture.store;
            var directory = new MemoryDirectory();
            // Some fill pages and chunks, before the checkpoint is taken and before it is written.
            int operations = seed <= 5 ? 5 : 12_000;
            for (int i = 0; i < 4; i++) {
                history.commit(operations);
                var copy = new MemoryDirectory();
                GraphStore then = GraphStore.load(copy, DATABASE, store.writeTo(copy, DATABASE));
                StoreImage image;
                try (StoreCapture capture = store.capture(directory, DATABASE)) {
                    history.commit(operations);
                    history.commit(2);
                    image = capture.write();
                }
                assertSame("seed " + seed + " checkpoint " + i, then, GraphStore.load(directory, DATABASE, image));
            }
            GraphStore now = GraphStore.load(directory, DATABASE, store.writeTo(directory, DATABASE));
            assertSame("seed " + seed + " in the end", store, now);
        }
    }

    @Test
    void aLoadedStoreGoesOnAsTheOtherDoes() {
        for (long seed = 1; seed <= 6; seed++) {
            var history = new RandomHistory(seed);
            var directory = new MemoryDirectory();
            for (int i = 0; i < 30; i++) {
                history.commit(4);
            }
            var loaded = new StoreFixture(
                    GraphStore.load(directory, DATABASE, history.fixture.store.writeTo(directory, DATABASE)));
            var original = new RandomHistory(seed + 1000, history.fixture);
            var copy = new RandomHistory(seed + 1000, loaded);
            for (int i = 0; i < 30; i++) {
                original.commit(4);
                copy.commit(4);
            }
            assertSame("seed " + seed, history.fixture.store, loaded.store);
            GraphStore again = GraphStore.load(directory, DATABASE, loaded.store.writeTo(directory, DATABASE));
            assertSame("seed " + seed, history.fixture.store, again);
        }
    }

    @Test
    void aFullChunkIsWrittenOnceAndItsClosuresApart() {
        var fixture = StoreFixture.withNodes(0);
        int rows = ChunkFile.ROWS_MAX + 100;
        var operations = new ArrayList<Operation>();
        for (long id = 1; id <= rows; id++) {
            operations.add(StoreFixture.put(id, 0, Time.FOREVER, id));
        }
        fixture.apply(1, operations);
        var directory = new MemoryDirectory();
        var first = fixture.store.writeTo(directory, DATABASE).tables().get(0);
        assertThat(first.chunks()).hasSize(2);
        assertThat(first.closures()).isEmpty();

        fixture.apply(100, StoreFixture.putFromNowOn(5, -1), StoreFixture.delete(6, 0, Time.FOREVER));
        StoreImage image = fixture.store.writeTo(directory, DATABASE);
        var second = image.tables().get(0);

        assertThat(second.chunks().get(0)).isEqualTo(first.chunks().get(0));
        assertThat(second.chunks().get(1)).isNotEqualTo(first.chunks().get(1));
        assertThat(second.closures()).hasSize(1);
        assertSame("closures", fixture.store, GraphStore.load(directory, DATABASE, image));
        assertThat(fixture.store.writeTo(directory, DATABASE)).isEqualTo(image);
    }

    @Test
    void aFileThatWentMissingIsWrittenAgain() {
        var history = new RandomHistory(3);
        history.commit(50);
        var directory = new MemoryDirectory();
        StoreImage image = history.fixture.store.writeTo(directory, DATABASE);
        directory.delete(image.files().get(0).name());

        StoreImage again = history.fixture.store.writeTo(directory, DATABASE);

        assertSame("again", history.fixture.store, GraphStore.load(directory, DATABASE, again));
    }

    @Test
    void aStrangerUnderTheSameNameIsLeftAlone() {
        var history = new RandomHistory(4);
        history.commit(50);
        var directory = new MemoryDirectory();
        String name = history.fixture
                .store
                .writeTo(directory, DATABASE)
                .files()
                .get(0)
                .name();
        var other = new MemoryDirectory();
        try (DataFile file = other.create(name)) {
            file.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
        }

        StoreImage image = history.fixture.store.writeTo(other, DATABASE);

        assertThat(other.size(name)).isEqualTo(3);
        assertSame("beside", history.fixture.store, GraphStore.load(other, DATABASE, image));
    }

    @Test
    void aDamagedByteIsNoticed() {
        var history = new RandomHistory(5);
        history.commit(30);
        var directory = new MemoryDirectory();
        StoreImage image = history.fixture.store.writeTo(directory, DATABASE);
        StoreFile victim = image.files().get(0);
        for (long at = 0; at < victim.length(); at += 97) {
            flip(directory, victim, at);
            assertThatThrownBy(() -> GraphStore.load(directory, DATABASE, image))
                    .as("byte %d", at)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isIn(ErrorCode.DATABASE_CORRUPT, ErrorCode.CANNOT_OPEN))
                    .hasMessageContaining(victim.name());
            flip(directory, victim, at);
        }
        assertSame("repaired", history.fixture.store, GraphStore.load(directory, DATABASE, image));
    }

    @Test
    void anotherDatabasesFileIsRefused() {
        var history = new RandomHistory(6);
        history.commit(30);
        var directory = new MemoryDirectory();
        StoreImage image = history.fixture.store.writeTo(directory, DATABASE);

        assertThatThrownBy(() -> GraphStore.load(directory, new UUID(3, 4), image))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT));
    }

    @Test
    void anEmptyStoreIsWrittenAndLoaded() {
        var directory = new MemoryDirectory();

        var loaded = GraphStore.load(directory, DATABASE, new GraphStore().writeTo(directory, DATABASE));

        assertThat(loaded.catalog().tables()).isEmpty();
        new StoreFixture(loaded).apply(-5, new Operation.CreateTable(StoreFixture.nodes()));
        assertThat(loaded.lastSystemTime()).isEqualTo(-5);
    }

    private static void flip(MemoryDirectory directory, StoreFile victim, long at) {
        try (DataFile file = directory.open(victim.name())) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.readFully(one, at);
            one.put(0, (byte) ~one.get(0));
            file.writeFully(one.flip(), at);
        }
    }

    private static void assertSame(String what, GraphStore expected, GraphStore actual) {
        assertThat(actual.lastSystemTime()).as(what).isEqualTo(expected.lastSystemTime());
        assertThat(actual.lastLsn()).as(what).isEqualTo(expected.lastLsn());
        assertThat(actual.lastTransactionId()).as(what).isEqualTo(expected.lastTransactionId());
        assertThat(actual.transactions().size())
                .as(what)
                .isEqualTo(expected.transactions().size());
        assertThat(actual.columns().versions(Time.FOREVER))
                .as(what)
                .isEqualTo(expected.columns().versions(Time.FOREVER));
        assertThat(actual.catalog().number())
                .as(what)
                .isEqualTo(expected.catalog().number());
        assertThat(actual.catalog().tables())
                .as(what)
                .containsExactlyElementsOf(expected.catalog().tables());
        for (var definition : expected.catalog().tables()) {
            TableStore left = Objects.requireNonNull(expected.table(definition.id()));
            TableStore right = Objects.requireNonNull(actual.table(definition.id()));
            long snapshot = expected.lastSystemTime();
            assertThat(contents(right, snapshot)).as(what).isEqualTo(contents(left, snapshot));
            assertThat(right.entityIdMax()).as(what).isEqualTo(left.entityIdMax());
            assertThat(heads(right)).as(what).isEqualTo(heads(left));
            if (definition.isEdge()) {
                TableStore nodes = Objects.requireNonNull(expected.table(RandomHistory.NODES));
                assertThat(edges(right, nodes.entityIdMax())).as(what).isEqualTo(edges(left, nodes.entityIdMax()));
            } else if (definition.id() == RandomHistory.NODES) {
                for (long id = 1; id <= left.entityIdMax() + 2; id++) {
                    assertThat(right.entityId(RandomHistory.key(id)))
                            .as(what)
                            .isEqualTo(left.entityId(RandomHistory.key(id)))
                            .isEqualTo(left.entities().head(id) == EntityHeads.NONE ? 0 : id);
                }
            }
        }
    }

    private static List<Integer> heads(TableStore table) {
        var heads = new ArrayList<Integer>();
        for (long id = 0; id <= table.entityIdMax() + 1; id++) {
            heads.add(table.entities().head(id));
        }
        return heads;
    }

    private static List<String> edges(TableStore table, long nodeMax) {
        var found = new ArrayList<String>();
        for (long node = 0; node <= nodeMax; node++) {
            for (var direction : Direction.values()) {
                for (var cursor = table.edgesAt(direction, node); cursor.next(); ) {
                    found.add(node + " " + direction + " " + cursor.edgeId() + " " + cursor.neighbourId());
                }
            }
        }
        return found;
    }

    /** Every version with all columns and bounds, as text. */
    static List<String> contents(TableStore table, long snapshot) {
        int width = table.definition().columns().size();
        int[] projection = new int[width + 5];
        for (int i = 0; i < width; i++) {
            projection[i] = i;
        }
        for (int i = 0; i < 5; i++) {
            projection[width + i] = PseudoColumn.VALID_FROM - i;
        }
        var rows = new ArrayList<String>();
        try (var scan = table.scan(snapshot, TemporalFilter.ALL, projection, null)) {
            for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    var row = new Object[projection.length];
                    for (int column = 0; column < row.length; column++) {
                        row[column] = batch.column(column).object(batch.row(i));
                    }
                    rows.add(Arrays.deepToString(row));
                }
            }
        }
        return rows;
    }

    @Test
    void theHistoriesUsedHereHavePlentyOfVersions() {
        var history = new RandomHistory(1);
        for (int i = 0; i < 100; i++) {
            history.commit(5);
        }
        assertThat(contents(Objects.requireNonNull(history.fixture.store.table(RandomHistory.NODES)), Time.FOREVER))
                .hasSizeGreaterThan(300);
    }
}
