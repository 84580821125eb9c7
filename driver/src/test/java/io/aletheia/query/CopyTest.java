package io.aletheia.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {
    @TempDir
    private Path directory;

    private final Session session = Sessions.connect(new DatabaseLocation.Memory(""), Settings.DEFAULTS);

    @AfterEach
    void close() {
        session.close();
    }

    private long run(String sql) {
        return session.prepare(sql).execute(new Object[0], Execution.DEFAULT).updateCount();
    }

    private List<String> rows(String sql) {
        var rows = new ArrayList<String>();
        Result result = session.prepare(sql).execute(new Object[0], Execution.DEFAULT);
        try (Cursor cursor = Objects.requireNonNull(result.rows())) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    var row = new ArrayList<String>();
                    for (int column = 0; column < batch.width(); column++) {
                        row.add(String.valueOf(batch.column(column).object(batch.row(i))));
                    }
                    rows.add(String.join("|", row));
                }
            }
        }
        return rows;
    }

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve("data.csv"), List.of(lines));
    }

    private Path text(String text) throws IOException {
        return Files.writeString(directory.resolve("data.csv"), text);
    }

    private String copy(Path file, String rest) {
        return "COPY t FROM '" + file + "' " + rest;
    }

    private DatabaseException failure(String sql) {
        return catchThrowableOfType(DatabaseException.class, () -> run(sql));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstField() throws IOException {
        run("CREATE TABLE t (name VARCHAR PRIMARY KEY, id INTEGER)");
        run(copy(text("\uFEFFname,id\r\nAnn,1\r\n"), "(HEADER)"));
        run(copy(text("\uFEFF\"Bob\",2\n"), ""));
        run(copy(text("\uFEFF"), ""));
        assertThat(rows("SELECT name, id FROM t ORDER BY id")).containsExactly("Ann|1", "Bob|2");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedAtItsLine() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR)");
        String closed = "id,name\n1,\"a\nb\"\"\"\n2,c\"d\"\n3,\"\"\n";
        for (String open : List.of("4,\"Ann\n5,Bob\n", "4,\"", "4,\"\"\"", "4,\"\n", "4,\"\"\"\n")) {
            DatabaseException error = failure(copy(text(closed + open), "(HEADER)"));
            assertThat(error.code()).as(open).isEqualTo(ErrorCode.BAD_CSV);
            assertThat(error.getMessage()).as(open).contains("data.csv, line 6").contains("never closed");
        }
        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly("0");
        run(copy(text(closed + "4,\"\"\"\""), "(HEADER)"));
        assertThat(rows("SELECT name FROM t ORDER BY id")).containsExactly("a\nb\"", "c\"d\"", "", "\"");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        Path file = text("id\n1\n");
        for (String options : List.of("DELIMITER '\n'", "QUOTE '\r'", "DELIMITER ''", "HEADER, HEADER FALSE")) {
            assertThat(failure(copy(file, "(" + options + ")")).code())
                    .as(options)
                    .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
    }

    @Test
    void periodsInAFileObeyTheTablesOptions() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF)");
        DatabaseException stated = failure(copy(text("id,_valid_from\n1,2020-01-01\n"), "(HEADER)"));
        assertThat(stated.code()).isEqualTo(ErrorCode.INVALID_STATEMENT);
        assertThat(stated.getMessage()).contains("line 2").contains("no valid time");
        run(copy(text("id\n1\n2\n"), "(HEADER)"));
        assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
        run("DROP TABLE t");
        run("CREATE TABLE t (id INTEGER PRIMARY KEY) WITH (VALID_GRANULARITY = 'DAY')");
        DatabaseException noon = failure(copy(text("id,_valid_from\n1,2020-01-01 12:00:00\n"), "(HEADER)"));
        assertThat(noon.code()).isEqualTo(ErrorCode.DATETIME_OUT_OF_RANGE);
        run(copy(text("id,_valid_from\n1,2020-01-01\n"), "(HEADER)"));
        run(copy(text("2\n"), ""));
        assertThat(rows("SELECT id FROM t WHERE CAST(_valid_from AS TIME) <> TIME '00:00:00'"))
                .isEmpty();
        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly("2");
    }

    @Test
    void aDirectoryIsNoFile() {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        DatabaseException error = failure(copy(directory, "(HEADER)"));
        assertThat(error.code()).isEqualTo(ErrorCode.FILE_UNREADABLE);
        assertThat(error.getMessage()).contains(directory.toString()).doesNotContain("Exception");
    }

    @Test
    void aHeaderNamesTheColumnsAndThePeriods() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR, d DATE)");
        Path file = file(
                "name,_valid_from,_valid_to,id",
                "Ann,2020-01-01,2021-01-01,1",
                "\"Bob, \"\"the\"\" builder\",2020-06-01,,2",
                ",,2019-01-01,3",
                "\"\",2021-01-01,,1");
        assertThat(run(copy(file, "(HEADER)"))).isEqualTo(3);
        assertThat(
                        rows(
                                "SELECT id, name, d, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from"))
                .containsExactly(
                        "1|Ann|null|1577836800000000|1609459200000000",
                        "1||null|1609459200000000|" + Time.FOREVER,
                        "2|Bob, \"the\" builder|null|1590969600000000|" + Time.FOREVER,
                        "3|null|null|" + Time.BEGINNING + "|1546300800000000");
    }

    @Test
    void columnsCanBeListedAndTheNullTextChosen() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR DEFAULT 'none', n BIGINT)");
        Path file = file("7;-", "8;-12", "9;");
        assertThat(failure(copy(file, "(DELIMITER ';', NULL '-')")).code()).isEqualTo(ErrorCode.BAD_CSV);
        assertThat(failure("COPY t (id, n) FROM '" + file + "' (DELIMITER ';', NULL '-')")
                        .code())
                .isEqualTo(ErrorCode.INVALID_CAST);
        Files.writeString(file, "7;-\n8;-12\n");
        assertThat(run("COPY t (id, n) FROM '" + file + "' (DELIMITER ';', NULL '-')"))
                .isEqualTo(2);
        assertThat(rows("SELECT * FROM t ORDER BY id")).containsExactly("7|none|null", "8|none|-12");
    }

    @Test
    void edgesNameTheirNodesByKey() throws IOException {
        run("CREATE NODE TABLE n (code VARCHAR PRIMARY KEY)");
        run("CREATE EDGE TABLE t (FROM n, TO n, km INTEGER)");
        run("INSERT INTO n VALUES ('a'), ('b')");
        assertThat(run(copy(file("source,target,km", "a,b,5", "b,a,6"), "(HEADER)")))
                .isEqualTo(2);
        assertThat(rows("MATCH (x)-[t:t]->(y) RETURN x.code, y.code, t.km ORDER BY km"))
                .containsExactly("a|b|5", "b|a|6");
        DatabaseException failure = failure(copy(file("source,target", "a,b", "a,c"), "(HEADER)"));
        assertThat(failure.code()).isEqualTo(ErrorCode.MISSING_ENDPOINT);
        assertThat(failure).hasMessageContaining("line 3");
        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly("2");
    }

    @Test
    void aBadLineIsNamedAndNothingStays() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, born DATE, name VARCHAR(3))");
        Path file = file("id,born,name", "1,2020-01-01,abc", "2,2020-13-01,abc");
        DatabaseException badDate = failure(copy(file, "(HEADER)"));
        assertThat(badDate.code()).isEqualTo(ErrorCode.DATETIME_OUT_OF_RANGE);
        assertThat(badDate).hasMessageContaining("data.csv, line 3, column \"born\", value \"2020-13-01\"");
        assertThat(failure(copy(file("id,born,name", "1,,abcd"), "(HEADER)")).code())
                .isEqualTo(ErrorCode.STRING_TOO_LONG);
        assertThat(failure(copy(file("id,born,name", "x,,"), "(HEADER)")).code())
                .isEqualTo(ErrorCode.INVALID_CAST);
        assertThat(failure(copy(file("id,born,name", "1,,", "1,,"), "(HEADER)")).code())
                .isEqualTo(ErrorCode.DUPLICATE_KEY);
        assertThat(failure(copy(file("id,born,name", ",,"), "(HEADER)")).code()).isEqualTo(ErrorCode.NOT_NULL);
        DatabaseException short1 = failure(copy(file("id,born,name", "1,2020-01-01,a", "2"), "(HEADER)"));
        assertThat(short1.code()).isEqualTo(ErrorCode.BAD_CSV);
        assertThat(short1).hasMessageContaining("line 3: the line has 1 fields, but there are 3 columns");
        assertThat(failure(copy(file("id,borne", "1,"), "(HEADER)"))).hasMessageContaining("did you mean \"born\"?");
        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly("0");
        assertThat(rows("SELECT COUNT(*) FROM HISTORY.t")).containsExactly("0");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        run("CREATE TABLE t (id VARCHAR PRIMARY KEY)");
        assertThat(failure(copy(directory.resolve("nothing.csv"), "")).code()).isEqualTo(ErrorCode.FILE_UNREADABLE);
        Path latin = Files.write(directory.resolve("latin.csv"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure(copy(latin, "")).code()).isEqualTo(ErrorCode.BAD_CSV);
        assertThat(failure(copy(latin, "(FORMAT parquet)")).code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(failure(copy(latin, "(DELIMITER 'ab')")).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(failure("COPY nowhere FROM 'x.csv'").code()).isEqualTo(ErrorCode.UNKNOWN_TABLE);
    }

    @Test
    void aPortionHoldsForAllLines() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        run("COPY t FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2021-01-01' FROM '" + file("1", "2") + "'");
        assertThat(rows("SELECT id FROM t FOR VALID_TIME AS OF DATE '2020-06-01' ORDER BY id"))
                .containsExactly("1", "2");
        assertThat(rows("SELECT id FROM t")).isEmpty();
    }

    @Test
    void linesMayBeLongAndHaveManyFields() throws IOException {
        int columns = 40;
        var definition = new StringBuilder();
        var header = new StringBuilder("id");
        var line = new StringBuilder();
        for (int i = 1; i < columns; i++) {
            definition.append(", c").append(i).append(" VARCHAR");
            header.append(",c").append(i);
            // Quoted, it is no null; and one text is longer than what a line mostly has.
            line.append(i % 3 == 0 ? ",\"\"" : i % 3 == 1 ? "," : ",\"a,\"\"" + "x".repeat(i * i) + "\"");
        }
        run("CREATE TABLE t (id BIGINT PRIMARY KEY" + definition + ")");
        assertThat(run("COPY t FROM '" + file(header.toString(), "1" + line, "900719925474099123" + line, "-3" + line)
                        + "' (HEADER)"))
                .isEqualTo(3);
        assertThat(rows("SELECT id, c1, c2, c3, CHAR_LENGTH(c38) FROM t ORDER BY id"))
                .containsExactly(
                        "-3|null|a,\"xxxx||1447", "1|null|a,\"xxxx||1447", "900719925474099123|null|a,\"xxxx||1447");
    }

    @Test
    void theLineOfAQuoteIsCountedThroughAllKindsOfLineEnds() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR)");
        // Longer than what is read at once, so that a part has no quote at all.
        var text = new StringBuilder();
        for (int i = 1; i <= 30_000; i++) {
            text.append(i).append(",n").append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r");
        }
        Path file = text(text + "30001,\"open\nand more");
        DatabaseException failure =
                catchThrowableOfType(DatabaseException.class, () -> run("COPY t FROM '" + file + "'"));
        assertThat(failure.code()).isEqualTo(ErrorCode.BAD_CSV);
        assertThat(failure.getMessage()).contains("line 30001: a quote is opened");
    }

    @Test
    void periodsMayChangeFromLineToLine() throws IOException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        run("COPY t FROM '"
                + file(
                        "id,_valid_from,_valid_to",
                        "1,2020-01-01,2021-01-01",
                        "2,2020-01-01,2021-01-01",
                        "3,2020-01-01,",
                        "4,,2021-01-01",
                        "5,2020-01-01 00:00:00,2022-01-01",
                        "6,2020-01-01,2022-01-01")
                + "' (HEADER)");
        assertThat(
                        rows(
                                "SELECT id, EXTRACT(YEAR FROM _valid_from), EXTRACT(YEAR FROM _valid_to) FROM HISTORY.t ORDER BY id"))
                .containsExactly("1|2020|2021", "2|2020|2021", "3|2020|9999", "4|1|2021", "5|2020|2022", "6|2020|2022");
    }
}
