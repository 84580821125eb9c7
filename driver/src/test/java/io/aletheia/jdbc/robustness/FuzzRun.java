package io.aletheia.jdbc.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.CheckedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rounds of statements by chance, each on a database of its own and with a seed of its own. Goes on behind a failure, and tells of each
 * sort of failure once. Each round has a thread of its own, so that one that never ends is seen. For one thread.
 */
final class FuzzRun {
    /** How many statements; the number of a test's ordinary run if nothing is said. */
    private static final Integer STATEMENTS = Integer.getInteger("aletheia.fuzz");

    private static final long SEED = Long.getLong("aletheia.seed", 1);
    private static final long ROUND_SECONDS_MAX = 180;
    private static final int FAILURES_MAX = 200;
    private static final Pattern PLACE =
            Pattern.compile("\\tat (?:[\\w.@-]+//?)?([\\w.$]+\\.[\\w$<>]+\\([\\w.]+:\\d+\\))");

    /** Makes the statements of a round and sends them. */
    @FunctionalInterface
    interface Round {
        void run(Connection connection, SplittableRandom random, FuzzRun run) throws SQLException;
    }

    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<Trial.Outcome, Integer> outcomes = new EnumMap<>(Trial.Outcome.class);
    private final int statementsWanted;
    private int statements;
    private long seed;
    private volatile String present = "";

    private FuzzRun(int ordinary) {
        this.statementsWanted = STATEMENTS == null ? ordinary : STATEMENTS;
    }

    /**
     * Runs rounds until there were enough statements.
     *
     * @param ordinary how many statements unless a property says it
     * @return what became of them
     */
    static Map<Trial.Outcome, Integer> run(int ordinary, Round round) throws InterruptedException {
        var run = new FuzzRun(ordinary);
        for (run.seed = SEED; run.statements < run.statementsWanted; run.seed++) {
            run.guarded(round);
            if (run.failures.size() > FAILURES_MAX) {
                break;
            }
        }
        assertThat(run.failures.values())
                .as(
                        "%d statements, seeds %d to %d: %s; sorts of failures",
                        run.statements, SEED, run.seed - 1, run.outcomes)
                .isEmpty();
        return run.outcomes;
    }

    /** Sends one statement and notes what is wrong with what came back. */
    void send(Trial trial, String sql) {
        send(sql, trial::of);
    }

    /** Does something with a text and notes what is wrong with that. */
    void send(String sql, Function<String, Trial.Outcome> action) {
        present = sql;
        statements++;
        try {
            outcomes.merge(action.apply(sql), 1, Integer::sum);
        } catch (AssertionError wrong) {
            note(String.valueOf(wrong.getMessage()), sql);
        }
    }

    boolean isEnough() {
        return statements >= statementsWanted;
    }

    /** Notes a failure unless one of its sort was noted. */
    void note(String problem, String sql) {
        failures.putIfAbsent(
                sort(problem),
                "seed " + seed + ": " + shortened(problem, 3_000) + System.lineSeparator() + "    statement: "
                        + shortened(sql, 1_500) + System.lineSeparator());
    }

    private static String shortened(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "...";
    }

    /** What makes a failure like another: where it was thrown first, else its words. */
    private static String sort(String problem) {
        Matcher place = PLACE.matcher(problem);
        var places = new ArrayList<String>();
        while (places.size() < 2 && place.find()) {
            places.add(place.group(1));
        }
        return places.isEmpty() ? problem.replaceAll("\\d+", "#") : String.join(" < ", places);
    }

    private void guarded(Round round) throws InterruptedException {
        Thread thread = new Thread(() -> database(round), "fuzz-" + seed);
        thread.setDaemon(true);
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(ROUND_SECONDS_MAX));
        if (thread.isAlive()) {
            String where = Arrays.stream(thread.getStackTrace())
                    .map(each -> "\tat " + each)
                    .collect(Collectors.joining(System.lineSeparator()));
            throw new AssertionError(
                    "seed " + seed + ": no end after " + ROUND_SECONDS_MAX + " s: " + present + "\n" + where);
        }
    }

    private void database(Round round) {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            round.run(connection, new SplittableRandom(seed), this);
            present = "CHECK DATABASE";
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            List<String> violations = CheckedDatabase.violations(connection);
            if (!violations.isEmpty()) {
                note("CHECK DATABASE finds " + violations, "");
            }
        } catch (SQLException | RuntimeException | AssertionError failed) {
            note("the round ended: " + Trial.trace(failed), present);
        }
    }
}
