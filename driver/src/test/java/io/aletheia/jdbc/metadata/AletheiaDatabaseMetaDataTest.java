package io.aletheia.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.query.Setting;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AletheiaDatabaseMetaDataTest {
    private final FakeSource source = new FakeSource();
    private final DatabaseMetaData metadata = new AletheiaDatabaseMetaData(source);

    @Test
    void everyResultHasTheColumnsOfTheSpecification() throws Exception {
        Map<String, List<String>> specified = specification();
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getReturnType() == ResultSet.class) {
                method.invoke(metadata, arguments(method));
                assertThat(source.columns).as(method.getName()).isEqualTo(specified.get(method.getName()));
            }
        }
        assertThat(specified).hasSize(25);
    }

    /** The tables in the documentation of java.sql.DatabaseMetaData: a method per paragraph, a column per indented line. */
    private static Map<String, List<String>> specification() throws Exception {
        Map<String, List<String>> specified = new TreeMap<>();
        try (InputStream file = AletheiaDatabaseMetaDataTest.class.getResourceAsStream("result-columns.txt")) {
            assertThat(file).isNotNull();
            List<String> columns = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith(" ")) {
                    columns.add(line.strip());
                } else {
                    columns = new ArrayList<>();
                    specified.put(line, columns);
                }
            }
        }
        return specified;
    }

    @Test
    void everyMethodAnswers() throws Exception {
        int called = 0;
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getDeclaringClass() == DatabaseMetaData.class) {
                Object answer = method.invoke(metadata, arguments(method));
                assertThat(answer).as(method.getName()).isNotNull();
                called++;
            }
        }
        assertThat(called).isGreaterThanOrEqualTo(177);
    }

    /** Nulls for objects and zeros for numbers: tools give both. */
    private static @Nullable Object[] arguments(Method method) {
        @Nullable Object[] arguments = new @Nullable Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            arguments[i] = type == int.class ? Integer.valueOf(0) : type == boolean.class ? Boolean.FALSE : null;
        }
        return arguments;
    }

    @Test
    void tablesAreOrderedByTypeSchemaAndName() throws SQLException {
        metadata.getTables(null, null, "%", null);
        assertThat(source.column("TABLE_NAME"))
                .containsExactly("lives_in", "Person", "place", "lives_in", "Person", "place");
        assertThat(source.column("TABLE_TYPE")).containsExactly("TABLE", "TABLE", "TABLE", "VIEW", "VIEW", "VIEW");
        assertThat(source.column("TABLE_SCHEM"))
                .containsExactly("PUBLIC", "PUBLIC", "PUBLIC", "HISTORY", "HISTORY", "HISTORY");
    }

    @Test
    void typesFilterTables() throws SQLException {
        metadata.getTables(null, "PUBLIC", "%", new String[] {"VIEW"});
        assertThat(source.rows).isEmpty();
        metadata.getTables(null, null, null, new String[] {"VIEW", "SYSTEM TABLE"});
        assertThat(source.rows).hasSize(3);
    }

    @Test
    void patternsIgnoreCaseAndHonourTheEscape() throws SQLException {
        metadata.getTables(null, "public", "LIVES\\_IN", null);
        assertThat(source.column("TABLE_NAME")).containsExactly("lives_in");
        metadata.getTables(null, "public", "lives\\%in", null);
        assertThat(source.rows).isEmpty();
        metadata.getTables(null, "%", "p_____", new String[] {"TABLE"});
        assertThat(source.column("TABLE_NAME")).containsExactly("Person");
        metadata.getTables(null, "%", "%l%e%", new String[] {"TABLE"});
        assertThat(source.column("TABLE_NAME")).containsExactly("lives_in", "place");
    }

    @Test
    void thereAreNoCatalogs() throws SQLException {
        metadata.getCatalogs();
        assertThat(source.rows).isEmpty();
        metadata.getTables("other", null, "%", null);
        assertThat(source.rows).isEmpty();
        metadata.getTables("", null, "%", null);
        assertThat(source.rows).hasSize(6);
        metadata.getTables(null, "", "%", null);
        assertThat(source.rows).isEmpty();
    }

    @Test
    void schemasAreOrdered() throws SQLException {
        metadata.getSchemas();
        assertThat(source.column("TABLE_SCHEM")).containsExactly("HISTORY", "INFORMATION_SCHEMA", "PUBLIC");
        metadata.getSchemas(null, "hist%");
        assertThat(source.column("TABLE_SCHEM")).containsExactly("HISTORY");
    }

    @Test
    void periodColumnsAreHiddenInTablesAndShownInTheirHistory() throws SQLException {
        metadata.getColumns(null, "PUBLIC", "place", "%");
        assertThat(source.column("COLUMN_NAME")).containsExactly("area");
        assertThat(source.column("IS_AUTOINCREMENT")).containsExactly("NO");
        assertThat(source.column("COLUMN_DEF")).containsExactly("0");
        metadata.getColumns(null, "HISTORY", "place", "%");
        assertThat(source.column("COLUMN_NAME"))
                .containsExactly("_id", "area", "_valid_from", "_valid_to", "_system_from", "_system_to");
        assertThat(source.column("ORDINAL_POSITION")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        metadata.getPseudoColumns(null, "PUBLIC", "place", null);
        assertThat(source.column("COLUMN_NAME"))
                .containsExactly("_id", "_system_from", "_system_to", "_tx", "_valid_from", "_valid_to");
    }

    @Test
    void periodColumnsAreShownInTablesOnDemand() throws SQLException {
        source.settings.put(Setting.SHOW_PERIOD_COLUMNS, "true");
        metadata.getColumns(null, "PUBLIC", "place", "\\_%");
        assertThat(source.column("COLUMN_NAME"))
                .containsExactly("_valid_from", "_valid_to", "_system_from", "_system_to");
        assertThat(source.column("DATA_TYPE")).containsExactly(93L, 93L, 93L, 93L);
        metadata.getPseudoColumns(null, "PUBLIC", "place", null);
        assertThat(source.column("COLUMN_NAME")).containsExactly("_id", "_tx");
    }

    @Test
    void columnsTellTheirTypes() throws SQLException {
        metadata.getColumns(null, "PUBLIC", "person", null);
        assertThat(source.column("TYPE_NAME"))
                .containsExactly("BIGINT", "VARCHAR", "TIMESTAMP WITH TIME ZONE", "VECTOR");
        assertThat(source.column("COLUMN_SIZE")).containsExactly(19L, 100L, 32L, 3L);
        assertThat(source.column("DECIMAL_DIGITS")).containsExactly(0L, null, 6L, null);
        assertThat(source.column("CHAR_OCTET_LENGTH")).containsExactly(null, 400L, null, null);
        assertThat(source.column("NULLABLE")).containsExactly(0L, 0L, 1L, 1L);
        assertThat(source.column("DATA_TYPE")).contains((long) Types.TIMESTAMP_WITH_TIMEZONE);
        source.settings.put(Setting.TIMESTAMP_TZ_TYPE, "TIMESTAMP");
        metadata.getColumns(null, "PUBLIC", "person", "born");
        assertThat(source.column("DATA_TYPE")).containsExactly((long) Types.TIMESTAMP);
    }

    @Test
    void typesAreNamedAsInColumnsAndOrderedByCode() throws SQLException {
        metadata.getColumns(null, null, null, null);
        var used = new HashSet<>(source.column("TYPE_NAME"));
        metadata.getTypeInfo();
        assertThat(source.column("TYPE_NAME"))
                .containsAll(used)
                .doesNotHaveDuplicates()
                .hasSize(16);
        List<Long> codes =
                source.column("DATA_TYPE").stream().map(Long.class::cast).toList();
        assertThat(codes).isSorted();
    }

    @Test
    void anEdgeRefersToItsTwoNodeTables() throws SQLException {
        metadata.getImportedKeys(null, "PUBLIC", "lives_in");
        assertThat(source.column("FK_NAME")).containsExactly("FK_lives_in_SOURCE", "FK_lives_in_TARGET");
        assertThat(source.column("PKTABLE_NAME")).containsExactly("Person", "place");
        assertThat(source.column("PKCOLUMN_NAME")).containsExactly("id", "_id");
        assertThat(source.column("FKCOLUMN_NAME")).containsExactly("source", "target");
        assertThat(source.column("PK_NAME")).containsExactly("PK_Person", "PK_place");
        List<List<@Nullable Object>> all = source.rows;
        metadata.getImportedKeys(null, null, "%");
        assertThat(source.rows).isEqualTo(all);
        metadata.getExportedKeys(null, null, "PERSON");
        assertThat(source.rows).containsExactly(all.get(0));
        metadata.getCrossReference(null, null, "place", null, null, "lives_in");
        assertThat(source.rows).containsExactly(all.get(1));
        metadata.getImportedKeys(null, "PUBLIC", "place");
        assertThat(source.rows).isEmpty();
    }

    @Test
    void everyTableHasANamedKeyWithAnIndex() throws SQLException {
        metadata.getPrimaryKeys(null, null, "%");
        assertThat(source.column("PK_NAME")).containsExactly("PK_lives_in", "PK_Person");
        assertThat(source.column("COLUMN_NAME")).containsExactly("_id", "id");
        metadata.getIndexInfo(null, null, null, true, true);
        assertThat(source.column("INDEX_NAME")).containsExactlyInAnyOrder("PK_lives_in", "PK_Person");
        assertThat(source.column("NON_UNIQUE")).containsOnly(false);
        metadata.getBestRowIdentifier(null, null, "Person", DatabaseMetaData.bestRowSession, false);
        assertThat(source.column("COLUMN_NAME")).containsExactly("id");
        metadata.getVersionColumns(null, null, "Person");
        assertThat(source.column("COLUMN_NAME")).containsExactly("_system_from");
    }

    @Test
    void namesOfTablesAreNotPatternsWhereOneTableIsAskedFor() throws SQLException {
        metadata.getPrimaryKeys(null, null, "lives%");
        assertThat(source.rows).isEmpty();
        metadata.getPrimaryKeys(null, null, "liveszin");
        assertThat(source.rows).isEmpty();
    }

    @Test
    void privilegesLetToolsWriteTablesAndOnlyReadViews() throws SQLException {
        metadata.getTablePrivileges(null, "PUBLIC", "place");
        assertThat(source.column("PRIVILEGE")).containsExactly("DELETE", "INSERT", "REFERENCES", "SELECT", "UPDATE");
        metadata.getColumnPrivileges(null, "HISTORY", "place", "area");
        assertThat(source.column("PRIVILEGE")).containsExactly("SELECT");
        metadata.getColumnPrivileges(null, null, null, null);
        assertThat(source.rows).isNotEmpty();
    }

    @Test
    void theReleaseIsTheOneOfTheBuild() throws SQLException {
        assertThat(metadata.getDriverVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(metadata.getDriverVersion())
                .startsWith(metadata.getDriverMajorVersion() + "." + metadata.getDriverMinorVersion());
        assertThat(metadata.getDatabaseProductVersion()).isEqualTo(metadata.getDriverVersion());
    }

    @Test
    void onlyTheIsolationLevelsThatExistAreSupported() throws SQLException {
        assertThat(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED))
                .isFalse();
        assertThat(metadata.supportsTransactionIsolationLevel(metadata.getDefaultTransactionIsolation()))
                .isTrue();
    }
}
