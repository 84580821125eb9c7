package io.aletheia.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The functions that the metadata lists are those that run within <code>{fn ...}</code>. */
class ListedFunctionsTest {
    private static final Path CALLS = Path.of("src/test/resources/escaped-functions.txt");
    private static final Pattern NAME = Pattern.compile("\\{fn (\\w+)");

    /** The functions that JDBC names; POSITION and the others are of JDBC 4. */
    private static final String OF_JDBC =
            "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,"
                    + "RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE,ASCII,CHAR,CHAR_LENGTH,CHARACTER_LENGTH,CONCAT,DIFFERENCE,INSERT,LCASE,LEFT,"
                    + "LENGTH,LOCATE,LTRIM,OCTET_LENGTH,POSITION,REPEAT,REPLACE,RIGHT,RTRIM,SOUNDEX,SPACE,SUBSTRING,UCASE,CURRENT_DATE,"
                    + "CURRENT_TIME,CURRENT_TIMESTAMP,CURDATE,CURTIME,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,EXTRACT,HOUR,MINUTE,MONTH,"
                    + "MONTHNAME,NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR,DATABASE,IFNULL,USER";

    @Test
    void everyListedFunctionRunsWithinTheEscape() throws SQLException, IOException {
        List<String> statements = Files.readAllLines(CALLS).stream()
                .map(call -> call.startsWith("SELECT") ? call : "SELECT {fn " + call + "}")
                .toList();
        var called = new TreeSet<String>();
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                Matcher name = NAME.matcher(sql);
                assertThat(name.find()).as(sql).isTrue();
                called.add(name.group(1));
                try (ResultSet rows = statement.executeQuery(sql)) {
                    assertThat(rows.next()).as(sql).isTrue();
                }
            }
            assertThat(called).containsExactlyElementsOf(listed(connection.getMetaData()));
        }
    }

    @Test
    void everyFunctionThatJdbcNamesIsListed() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:")) {
            assertThat(listed(connection.getMetaData())).containsAll(Arrays.asList(OF_JDBC.split(",", -1)));
        }
    }

    private static Set<String> listed(DatabaseMetaData metadata) throws SQLException {
        var names = new ArrayList<String>();
        for (String list : List.of(
                metadata.getNumericFunctions(),
                metadata.getStringFunctions(),
                metadata.getTimeDateFunctions(),
                metadata.getSystemFunctions())) {
            names.addAll(Arrays.asList(list.split(",", -1)));
        }
        return new TreeSet<>(names);
    }
}
