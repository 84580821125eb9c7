package io.aletheia.engine;

import static io.aletheia.engine.TestErrors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NoopUpdates;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValidGranularity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table's options ask of writes, whoever makes them, before and after a database is opened again. */
class TableOptionsTest {
    private static final long DAY = SettableClock.day("2024-01-10");
    private static final long NOON = DAY + Time.MICROS_PER_DAY / 2;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(NOON);

    @Test
    void rowsOfATableWithoutValidTimeAreStoredAtAllOfIt() {
        TableDefinition table = create(TableOptions.DEFAULTS.withValidTime(false));
        try (Database database = open();
                Transaction transaction = begin(database)) {
            Object[] row = {1L, 1L};
            assertError(
                    ErrorCode.INVALID_STATEMENT,
                    () -> transaction.upsert(table.id(), Portion.of(0, 1), row),
                    "t has no valid time");
            var untilThen = new Portion(Time.BEGINNING, Time.FOREVER - 1, true);
            assertError(ErrorCode.INVALID_STATEMENT, () -> transaction.insert(table.id(), untilThen, row));
            long id = transaction.insert(table.id(), Portion.FROM_NOW_ON, row);
            assertError(
                    ErrorCode.INVALID_STATEMENT,
                    () -> transaction.update(table.id(), id, Portion.of(0, Time.FOREVER), row));
            transaction.delete(table.id(), id, Portion.FROM_NOW_ON);
            transaction.insert(table.id(), Portion.FROM_NOW_ON, row);
            transaction.commit();
            try (Transaction later = begin(database)) {
                later.update(table.id(), id, Portion.FROM_NOW_ON, new Object[] {1L, 2L});
                later.commit();
            }
            assertThat(Statements.all(database, table))
                    .hasSize(2)
                    .allSatisfy(version -> assertThat(version.validFrom()).isEqualTo(Time.BEGINNING))
                    .allSatisfy(version -> assertThat(version.validTo()).isEqualTo(Time.FOREVER));
        }
    }

    @Test
    void whatBeginsNowInATableOfDaysBeginsWithTheTransactionsDay() {
        TableDefinition table = create(TableOptions.DEFAULTS.withValidGranularity(ValidGranularity.DAY));
        try (Database database = open();
                Transaction transaction = begin(database)) {
            transaction.insert(table.id(), Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            clock.advance(Time.MICROS_PER_DAY);
            transaction.commit();
            assertThat(Statements.all(database, table))
                    .singleElement()
                    .satisfies(version -> assertThat(version.validFrom()).isEqualTo(DAY));
        }
    }

    @Test
    void boundsInATableOfDaysAreMidnights() {
        TableDefinition table = create(TableOptions.DEFAULTS.withValidGranularity(ValidGranularity.DAY));
        try (Database database = open();
                Transaction transaction = begin(database)) {
            Object[] row = {1L, 1L};
            assertError(
                    ErrorCode.DATETIME_OUT_OF_RANGE,
                    () -> transaction.insert(table.id(), Portion.of(DAY + 1, Time.FOREVER), row),
                    "2024-01-10 00:00:00.000001");
            assertError(
                    ErrorCode.DATETIME_OUT_OF_RANGE, () -> transaction.insert(table.id(), Portion.of(DAY, NOON), row));
            long id = transaction.insert(table.id(), Portion.ALL, row);
            assertError(
                    ErrorCode.DATETIME_OUT_OF_RANGE,
                    () -> transaction.delete(table.id(), id, Portion.of(NOON, Time.FOREVER)));
            // Before 1970 days are counted down.
            transaction.delete(table.id(), id, Portion.of(-Time.MICROS_PER_DAY, Time.FOREVER));
            transaction.commit();
            assertThat(Statements.all(database, table))
                    .singleElement()
                    .satisfies(version -> assertThat(version.validTo()).isEqualTo(-Time.MICROS_PER_DAY));
        }
    }

    @Test
    void writesThatChangeNothingAreLeftOutWhereTheTableSaysSo() {
        TableDefinition table = create(TableOptions.DEFAULTS.withNoopUpdates(NoopUpdates.DROP));
        long id;
        try (Database database = open();
                Transaction transaction = begin(database)) {
            id = transaction.insert(table.id(), Portion.ALL, new Object[] {1L, 1L});
            transaction.commit();
        }
        clock.advance(1000);
        try (Database database = open();
                Transaction transaction = begin(database)) {
            transaction.update(table.id(), id, Portion.FROM_NOW_ON, new Object[] {1L, 1L});
            transaction.upsert(table.id(), Portion.of(0, 1), new Object[] {1L, 1L});
            assertThat(transaction.hasWrites()).isFalse();
            transaction.update(table.id(), id, Portion.of(DAY, NOON), new Object[] {1L, 2L});
            transaction.upsert(table.id(), Portion.ALL, new Object[] {1L, 1L});
            transaction.commit();
            // The middle was written twice, the rest not at all: three parts now, of which the outer are as old as
            // ever.
            List<Long> known = Statements.all(database, table).stream()
                    .filter(version -> version.systemTo() == Time.FOREVER)
                    .map(Statements.Version::systemFrom)
                    .distinct()
                    .toList();
            assertThat(known).hasSize(2);
            TestDatabases.assertSound(database);
        }
    }

    @Test
    void onlyTheTreatmentOfWritesThatChangeNothingCanBeAltered() {
        TableDefinition table = create(TableOptions.DEFAULTS);
        try (Database database = open();
                Transaction transaction = begin(database)) {
            TableOptions options = table.options().withNoopUpdates(NoopUpdates.DROP);
            transaction.alterTable(table.withOptions(options));
            assertError(
                    ErrorCode.INVALID_DEFINITION,
                    () -> transaction.alterTable(table.withOptions(options.withValidTime(false))));
            assertError(
                    ErrorCode.INVALID_DEFINITION,
                    () -> transaction.alterTable(
                            table.withOptions(options.withValidGranularity(ValidGranularity.DAY))));
            transaction.commit();
        }
        try (Database database = open()) {
            assertThat(database.catalog().table(table.id()))
                    .isEqualTo(table.withOptions(table.options().withNoopUpdates(NoopUpdates.DROP)));
        }
    }

    private TableDefinition create(TableOptions options) {
        try (Database database = open()) {
            return TestTables.create(database, TestTables.numbers("t").withOptions(options));
        }
    }

    private Database open() {
        return Database.open(directory, TestDatabases.options(clock));
    }

    private static Transaction begin(Database database) {
        return database.begin(TransactionOptions.DEFAULTS);
    }
}
