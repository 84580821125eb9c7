package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.Statements.Version;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TemporalFilter;
import io.aletheia.engine.model.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 21 histories of one entity whose every version is agreed upon, through the engine's own interface. */
class GoldenScenariosTest {
    // Points 20 of docs/architecture/recovery.md.
    /** One history: its transactions as text, and the versions that they leave. */
    record Scenario(String name, List<String> transactions, List<Version> versions) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Pattern INSERT = Pattern.compile("INSERT INTO \\w+ \\(([\\w,]+)\\) VALUES \\((.*)\\)");
    private static final Pattern UPDATE = Pattern.compile("UPDATE \\w+ (.*)SET v = (v \\+ )?(\\d+) WHERE _id = (\\d+)");
    private static final Pattern DELETE = Pattern.compile("DELETE FROM \\w+ (.*)WHERE _id = (\\d+)");
    private static final Pattern INSTANT = Pattern.compile("TIMESTAMP '(\\d{4}-\\d\\d-\\d\\d)T00:00:00Z'");

    static List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (String section : Arrays.asList(resource().split("\n### ", -1)).subList(1, 22)) {
            String[] lines = section.split("\n", -1);
            List<String> transactions = new ArrayList<>();
            List<Version> versions = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("- @")) {
                    transactions.add(line.substring(3));
                } else if (line.startsWith("|")) {
                    versions.add(version(line.split("\\|", -1)));
                }
            }
            versions.sort(Comparator.comparing(Version::toString));
            scenarios.add(new Scenario(lines[0], transactions, versions));
        }
        return scenarios;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aHistoryLeavesExactlyTheAgreedVersions(Scenario scenario) {
        var clock = new SettableClock(0);
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            run(database, clock, table, scenario);
            assertThat(Statements.all(database, table)).isEqualTo(scenario.versions());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everySliceOfAHistoryIsWhatItsVersionsSay(Scenario scenario) {
        var clock = new SettableClock(0);
        try (Database database = Database.inMemory(TestDatabases.options(clock))) {
            TableDefinition table = TestTables.create(database, TestTables.numbers("t"));
            run(database, clock, table, scenario);
            List<Version> all = scenario.versions();
            for (long valid : Statements.boundaries(all, true)) {
                for (long system : Statements.boundaries(all, false)) {
                    List<Version> slice = all.stream()
                            .filter(version -> version.validFrom() <= valid && valid < version.validTo())
                            .filter(version -> version.systemFrom() <= system && system < version.systemTo())
                            .toList();
                    assertThat(Statements.asOf(database, table, TemporalFilter.asOf(valid, system)))
                            .as("valid " + Time.toText(valid) + ", system " + Time.toText(system))
                            .isEqualTo(slice);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aHistoryIsTheSameAfterClosingAndOpening(Scenario scenario, @TempDir Path directory) {
        var clock = new SettableClock(0);
        TableDefinition table;
        try (Database database = Database.open(directory, TestDatabases.options(clock))) {
            table = TestTables.create(database, TestTables.numbers("t"));
            run(database, clock, table, scenario);
            assertThat(Statements.all(database, table)).isEqualTo(scenario.versions());
        }
        for (int i = 0; i < 2; i++) {
            try (Database database = Database.open(directory, TestDatabases.options(clock))) {
                assertThat(database.catalog().tables()).containsExactly(table);
                assertThat(Statements.all(database, table)).isEqualTo(scenario.versions());
            }
        }
    }

    private static void run(Database database, SettableClock clock, TableDefinition table, Scenario scenario) {
        // In these two an INSERT lies over what is there, which ours calls UPSERT.
        boolean overwriting =
                scenario.name().startsWith("G09") || scenario.name().startsWith("G14");
        for (String line : scenario.transactions()) {
            clock.set(SettableClock.day(line.substring(0, 10)));
            try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
                for (String statement : line.substring(12).split("; ", -1)) {
                    execute(transaction, table, statement, overwriting);
                }
                List<Version> ownView = Statements.scan(transaction, table, TemporalFilter.ALL);
                assertThat(transaction.commit()).isEqualTo(clock.micros());
                assertThat(ownView).as("own view before the commit").isEqualTo(Statements.all(database, table));
            }
        }
    }

    private static void execute(Transaction transaction, TableDefinition table, String statement, boolean overwriting) {
        Matcher insert = INSERT.matcher(statement);
        Matcher update = UPDATE.matcher(statement);
        Matcher delete = DELETE.matcher(statement);
        if (insert.matches()) {
            String[] values = insert.group(2).split(",", -1);
            Portion portion = switch (values.length) {
                case 2 -> Portion.FROM_NOW_ON;
                case 3 -> Portion.of(instant(values[2]), Time.FOREVER);
                default -> Portion.of(instant(values[2]), instant(values[3]));
            };
            Object[] row = {Long.valueOf(values[0]), Long.valueOf(values[1])};
            if (overwriting) {
                transaction.upsert(table.id(), portion, row);
            } else {
                transaction.insert(table.id(), portion, row);
            }
        } else if (update.matches()) {
            long number = Long.parseLong(update.group(3));
            boolean adds = update.group(2) != null;
            int strips = Statements.update(
                    transaction,
                    table,
                    Long.valueOf(update.group(4)),
                    portion(update.group(1)),
                    row -> new Object[] {row[0], adds ? (Long) Objects.requireNonNull(row[1]) + number : (Long) number
                    });
            assertThat(strips).isPositive();
        } else if (delete.matches()) {
            Statements.delete(transaction, table, Long.valueOf(delete.group(2)), portion(delete.group(1)));
        } else {
            throw new IllegalArgumentException("no such statement: " + statement);
        }
    }

    private static Portion portion(String clause) {
        if (clause.isBlank()) {
            return Portion.FROM_NOW_ON;
        }
        if (clause.startsWith("FOR ALL")) {
            return Portion.ALL;
        }
        Matcher instants = INSTANT.matcher(clause);
        assertThat(instants.find()).as(clause).isTrue();
        long from = SettableClock.day(instants.group(1));
        return Portion.of(from, instants.find() ? SettableClock.day(instants.group(1)) : Time.FOREVER);
    }

    private static long instant(String literal) {
        Matcher instant = INSTANT.matcher(literal);
        assertThat(instant.matches()).as(literal).isTrue();
        return SettableClock.day(instant.group(1));
    }

    private static Version version(String[] cells) {
        return new Version(
                List.of(Long.valueOf(cells[1].strip()), Long.valueOf(cells[2].strip())),
                bound(cells[3]),
                bound(cells[4]),
                bound(cells[5]),
                bound(cells[6]));
    }

    private static long bound(String cell) {
        return cell.strip().equals("∞") ? Time.FOREVER : SettableClock.day(cell.strip());
    }

    private static String resource() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(GoldenScenariosTest.class.getResourceAsStream("/golden/scenarios.md"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
