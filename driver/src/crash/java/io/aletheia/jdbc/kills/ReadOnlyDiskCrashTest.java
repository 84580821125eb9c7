package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.query.OfflineTools;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database on a file system that is mounted for reading can be read and looked into, and is not opened for writing. */
@Tag("mount")
class ReadOnlyDiskCrashTest {
    private static final long DISK_BYTES = 16L << 20;

    @TempDir
    Path mountPoint;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDatabaseOnADiskForReadingIsReadWithAndWithoutItsLockFile(boolean lockFile) throws Exception {
        try (HeldMount disk = HeldMount.tmpfs(mountPoint, DISK_BYTES)) {
            Path database = disk.path().resolve("db");
            String url = "jdbc:aletheia:file:" + database + ";closeDelay=0";
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
                statement.execute("INSERT INTO t VALUES (1), (2)");
            }
            if (!lockFile) {
                disk.run("rm", mountPoint.resolve("db/aletheia.lock").toString());
            }
            disk.run("mount", "-o", "remount,ro", mountPoint.toString());
            try (Connection connection = DriverManager.getConnection(url + ";readOnly=true");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(2);
            }
            assertThat(OfflineTools.checkLog(database).violations()).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("Read-only file system");
        }
    }
}
