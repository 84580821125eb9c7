package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ColumnVersion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The history of columns by itself; what it tells of statements is in {@code columns-history.sql}. */
class ColumnHistoryTest {
    private static final UUID DATABASE = new UUID(1, 2);
    private static final TableDefinition TABLE = new TableDefinition(
            3,
            "PUBLIC",
            "t",
            List.of(
                    new ColumnDefinition("id", ValueType.BIGINT, false, null, false),
                    new ColumnDefinition("a", ValueType.VARCHAR, true, null, false)),
            List.of(0),
            null);
    private static final CatalogVersion CATALOG = CatalogVersion.EMPTY.with(TABLE);
    private static final CatalogVersion WITHOUT_A = CATALOG.with(TABLE.withColumns(
            List.of(TABLE.columns().get(0), TABLE.columns().get(1).asDropped(1))));

    @Test
    void aSnapshotSeesTheCommitsBeforeIt() {
        var history = new ColumnHistory();
        history.change(CatalogVersion.EMPTY, CATALOG, 10);
        history.change(CATALOG, WITHOUT_A, 20);
        assertThat(history.versions(9)).isEmpty();
        assertThat(history.versions(19))
                .containsExactly(ColumnVersion.of(TABLE, 0, 10), ColumnVersion.of(TABLE, 1, 10));
        assertThat(history.versions(20))
                .containsExactly(
                        ColumnVersion.of(TABLE, 0, 10),
                        ColumnVersion.of(TABLE, 1, 10).until(20));
    }

    @Test
    void whatWasWrittenGoesOnWhenItIsLoaded() {
        var directory = new MemoryDirectory();
        var history = new ColumnHistory();
        history.change(CatalogVersion.EMPTY, CATALOG, 10);
        var files = new StoreFiles(directory, DATABASE);
        List<StoreFile> image = history.capture().apply(files);
        assertThat(history.capture().apply(files)).isEqualTo(image);
        var loaded = new ColumnHistory();
        loaded.load(directory, DATABASE, image, CATALOG);
        loaded.change(CATALOG, WITHOUT_A, 20);
        history.change(CATALOG, WITHOUT_A, 20);
        assertThat(loaded.versions(30)).isEqualTo(history.versions(30)).hasSize(2);
        assertThat(loaded.capture().apply(files)).isNotEqualTo(image).hasSize(1);
    }

    @Test
    void ofADatabaseThatIsOlderThanTheHistoryTheBeginningIsUnknown() {
        var history = new ColumnHistory();
        history.load(new MemoryDirectory(), DATABASE, List.of(), CATALOG);
        history.change(CATALOG, WITHOUT_A, 20);
        assertThat(history.versions(30))
                .containsExactly(
                        ColumnVersion.of(TABLE, 0, ColumnVersion.UNKNOWN),
                        ColumnVersion.of(TABLE, 1, ColumnVersion.UNKNOWN).until(20));
        assertThat(history.versions(30).get(0).systemTo()).isEqualTo(Time.FOREVER);
    }
}
