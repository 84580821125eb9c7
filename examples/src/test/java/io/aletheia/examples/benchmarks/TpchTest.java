package io.aletheia.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The 22 queries of TPC-H at scale 0.01 give what DuckDB gave once, which stands in {@code tpch/before.txt} and {@code tpch/after.txt}:
 * before and after a second load of changes. {@link TpchPeerTest} asks DuckDB itself, of more.
 */
class TpchTest {
    @Test
    void theAnswersAreDuckdbsNowAndAsOfBeforeTheChanges() throws SQLException {
        Map<String, TpchAnswer> before = TpchStored.read("before.txt");
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            TpchData.create(connection);
            new TpchData(TpchStored.SCALE).insert(connection);
            var session = new TpchSession(connection, TpchStored.SCALE);
            assertThat(TpchStored.differences(session.answers(), before, TpchStored.SCALE))
                    .as("before")
                    .isEmpty();

            String instant = session.lastCommit();
            session.change();

            assertThat(TpchStored.differences(session.answers(), TpchStored.read("after.txt"), TpchStored.SCALE))
                    .as("now")
                    .isEmpty();
            for (String axis : new String[] {"SYSTEM_TIME", "VALID_TIME"}) {
                session.askAsOf(axis, instant);
                assertThat(TpchStored.differences(session.answers(), before, TpchStored.SCALE))
                        .as("as of %s %s", axis, instant)
                        .isEmpty();
                session.askAsOfNow(axis);
            }
        }
    }

    @Test
    void theChangesChangeEveryAnswer() {
        Map<String, TpchAnswer> after = TpchStored.read("after.txt");

        assertThat(TpchStored.differences(after, TpchStored.read("before.txt"), TpchStored.SCALE))
                .containsOnlyKeys(after.keySet());
    }
}
