package io.aletheia.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Database;
import io.aletheia.engine.DatabaseOptions;
import io.aletheia.engine.Transaction;
import io.aletheia.engine.TransactionOptions;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableStatistics;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseStatisticsTest {
    private final Database database = Database.inMemory(DatabaseOptions.DEFAULTS);
    private final DatabaseStatistics statistics = new DatabaseStatistics(database);
    private final int table = create();

    private int create() {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            var definition = new TableDefinition(
                    0,
                    "PUBLIC",
                    "t",
                    List.of(
                            new ColumnDefinition("id", ValueType.BIGINT, false, null, false),
                            new ColumnDefinition("tens", ValueType.INTEGER, true, null, false),
                            new ColumnDefinition("word", ValueType.VARCHAR, true, null, false)),
                    List.of(0),
                    null);
            int id = transaction.createTable(definition).id();
            transaction.commit();
            return id;
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void insert(long from, long to) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            for (long id = from; id < to; id++) {
                String word = id % 4 == 0 ? null : "word" + id;
                transaction.insert(table, Portion.FROM_NOW_ON, new Object[] {id, id % 10, word});
            }
            transaction.commit();
        }
    }

    private TableStatistics known() {
        return Objects.requireNonNull(statistics.of(table));
    }

    @Test
    void aSampleTellsHowManyRowsAndValuesThereAre() {
        insert(0, 20_000);
        TableStatistics known = known();
        assertThat(known.rows()).isBetween(19_000.0, 21_000.0);
        assertThat(known.columns().get(0).distinct()).isBetween(19_000.0, 21_000.0);
        assertThat(known.columns().get(1).distinct()).isEqualTo(10);
        assertThat(known.columns().get(1).least()).isEqualTo(0);
        assertThat(known.columns().get(1).greatest()).isEqualTo(9);
        assertThat(known.columns().get(2).nullShare()).isBetween(0.2, 0.3);
        assertThat(known.columns().get(2).distinct()).isGreaterThan(10_000);
        assertThat(known.columns().get(2).least()).isNull();
    }

    @Test
    void ofATableWithoutRowsNothingButThatIsKnown() {
        assertThat(known().rows()).isZero();
        assertThat(known().columns()).hasSize(3);
        assertThat(statistics.of(table + 1000)).isNull();
    }

    @Test
    void aTableThatHasGrownIsSampledAgainAndItsPlansAreOutdated() {
        insert(0, 10);
        assertThat(known().rows()).isEqualTo(10);
        long epoch = statistics.epoch();
        insert(10, 500);
        assertThat(statistics.isOutdated(List.of(table), epoch))
                .as("still small")
                .isFalse();
        assertThat(known().rows()).isEqualTo(10);
        insert(500, 3000);
        assertThat(statistics.isOutdated(List.of(table), epoch)).isTrue();
        assertThat(known().rows()).isBetween(2900.0, 3100.0);
        assertThat(statistics.isOutdated(List.of(table), epoch))
                .as("what was made before")
                .isTrue();
        assertThat(statistics.isOutdated(List.of(table), statistics.epoch())).isFalse();
    }
}
