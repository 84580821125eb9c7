package io.aletheia.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tour's script runs from its first statement to its last and answers what history says. */
class TourTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theTourAnswersWhatHistorySays() throws IOException, SQLException {
        List<List<String>> results = resultsOf(Files.readString(PROJECT.resolve("examples/membership/tour.sql"))
                .replace("FROM 'examples/", "FROM '" + PROJECT + "/examples/"));

        assertThat(results)
                .as("who could pay in euro on 2004-05-01")
                .contains(List.of(
                        "Austria",
                        "Belgium",
                        "Finland",
                        "France",
                        "Germany",
                        "Greece",
                        "Ireland",
                        "Italy",
                        "Luxembourg",
                        "Netherlands",
                        "Portugal",
                        "Spain"));
        assertThat(results)
                .as("in NATO and not in the Union on 1995-01-01")
                .contains(List.of("Canada", "Iceland", "Norway", "Turkey", "United States"));
        assertThat(results)
                .as("Germany's two names")
                .anyMatch(rows -> rows.size() == 2
                        && rows.get(0).startsWith("DE|West Germany|1949-05-23")
                        && rows.get(1).startsWith("DE|Germany|1990-10-03"));
        assertThat(results).as("before and after the correction").contains(List.of("North Macedonia|Macedonia"));
        assertThat(results)
                .as("who left")
                .anyMatch(rows -> rows.stream().anyMatch(row -> row.startsWith("GL|EU|part of Denmark|1973-01-01"))
                        && rows.stream().anyMatch(row -> row.startsWith("DZ|EU|part of France|1958-01-01")));
        assertThat(results)
                .as("euro and NATO together with Greece on 2002-01-01")
                .contains(List.of(
                        "Belgium|2",
                        "France|2",
                        "Germany|2",
                        "Italy|2",
                        "Luxembourg|2",
                        "Netherlands|2",
                        "Portugal|2",
                        "Spain|2"));
        assertThat(results)
                .as("two stops from Burlington to Honolulu")
                .anyMatch(rows -> rows.size() == 5 && rows.get(0).startsWith("Chicago|20|"));
        assertThat(results).as("a savepoint undoes the joining").contains(List.of("1|0"));
        assertThat(results).as("a rollback undoes the club").contains(List.of("0"));
    }

    private static List<List<String>> resultsOf(String script) throws SQLException {
        var results = new ArrayList<List<String>>();
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(script);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    results.add(rowsOf(statement.getResultSet()));
                }
                rows = statement.getMoreResults();
            }
        }
        return results;
    }

    private static List<String> rowsOf(ResultSet result) throws SQLException {
        var rows = new ArrayList<String>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            var row = new StringBuilder();
            for (int i = 1; i <= width; i++) {
                row.append(i == 1 ? "" : "|").append(result.getString(i));
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
