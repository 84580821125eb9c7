package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.isolation.Observed.Append;
import io.aletheia.jdbc.isolation.Observed.Outcome;
import io.aletheia.jdbc.isolation.Observed.Read;
import io.aletheia.jdbc.isolation.Observed.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every anomaly is found in the smallest history that has it. */
class HistoryCheckTest {
    @Test
    void aSerialHistoryHasNone() {
        List<Observed> history = List.of(
                committed(1, new Read(1, List.of()), new Append(1, 1)),
                committed(2, new Read(1, List.of(1)), new Append(1, 2), new Read(1, List.of(1, 2))));
        assertThat(check(history, Map.of(1, List.of(1, 2)), true)).isEmpty();
    }

    @Test
    void aWriteSkewIsACycleThatSnapshotIsolationAdmits() {
        List<Observed> history = List.of(
                committed(1, new Read(1, List.of()), new Read(2, List.of()), new Append(1, 1)),
                committed(2, new Read(1, List.of()), new Read(2, List.of()), new Append(2, 2)));
        Map<Integer, List<Integer>> lists = Map.of(1, List.of(1), 2, List.of(2));
        assertThat(check(history, lists, false)).isEmpty();
        assertThat(check(history, lists, true)).singleElement().asString().contains("cycle");
    }

    @Test
    void aLostUpdateIsFound() {
        List<Observed> history = List.of(
                committed(1, new Read(1, List.of()), new Append(1, 1)),
                committed(2, new Read(1, List.of()), new Append(1, 2)));
        assertThat(check(history, Map.of(1, List.of(2)), false))
                .first()
                .asString()
                .contains("lost update");
        // Even if both are kept, the second did not read what it overwrote: one anti-dependency only.
        assertThat(check(history, Map.of(1, List.of(1, 2)), false))
                .first()
                .asString()
                .contains("cycle");
    }

    @Test
    void aReadSkewIsFound() {
        List<Observed> history = List.of(
                committed(1, new Append(1, 1), new Append(2, 2)),
                committed(2, new Read(1, List.of(1)), new Read(2, List.of())));
        assertThat(check(history, Map.of(1, List.of(1), 2, List.of(2)), false))
                .first()
                .asString()
                .contains("cycle");
    }

    @Test
    void abortedAndIntermediateReadsAreFound() {
        List<Observed> aborted = List.of(
                new Observed(1, 1, Outcome.ABORTED, List.of(new Append(1, 1))), committed(2, new Read(1, List.of(1))));
        assertThat(check(aborted, Map.of(), false)).first().asString().contains("aborted read");
        List<Observed> intermediate =
                List.of(committed(1, new Append(1, 1), new Append(1, 2)), committed(2, new Read(1, List.of(1))));
        assertThat(check(intermediate, Map.of(1, List.of(1, 2)), false))
                .first()
                .asString()
                .contains("intermediate read");
    }

    @Test
    void aReadThatMissesOwnAppendsOrChangesIsFound() {
        assertThat(check(List.of(committed(1, new Append(1, 1), new Read(1, List.of()))), Map.of(1, List.of(1)), false))
                .first()
                .asString()
                .contains("not read");
        List<Observed> changing =
                List.of(committed(1, new Append(1, 1)), committed(2, new Read(1, List.of()), new Read(1, List.of(1))));
        assertThat(check(changing, Map.of(1, List.of(1)), false))
                .first()
                .asString()
                .contains("not repeatable");
    }

    private static List<String> check(List<Observed> history, Map<Integer, List<Integer>> lists, boolean serializable) {
        return HistoryCheck.anomalies(history, lists, serializable);
    }

    private static Observed committed(int id, Step... steps) {
        return new Observed(id, id, Outcome.COMMITTED, List.of(steps));
    }
}
