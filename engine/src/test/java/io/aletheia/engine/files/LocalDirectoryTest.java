package io.aletheia.engine.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDirectoryTest {
    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

    @TempDir
    private Path parent;

    private void assertRefused(Path path, boolean create, ErrorCode code, String... reasons) {
        assertThatThrownBy(() -> LocalDirectory.open(path, create, NOW))
                .isInstanceOfSatisfying(DatabaseException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.code().sqlState()).isEqualTo("08001");
                    assertThat(e).hasMessageContainingAll(reasons);
                });
    }

    @Test
    void theSecondOpenerIsToldWhoHoldsTheDirectory() {
        Path path = parent.resolve("a/b");
        String self = "process " + ProcessHandle.current().pid();
        try (LocalDirectory directory = LocalDirectory.open(path, true, NOW)) {
            assertThat(directory.list()).containsExactly(DirectoryLock.NAME);
            assertRefused(path, true, ErrorCode.DATABASE_LOCKED, self, "on host", "since 2024-05-01T12:00:00Z");
        }
        LocalDirectory.open(path, true, NOW).close();
        assertRefused(path, false, ErrorCode.CANNOT_OPEN, "it is empty, and no database is to be made");
    }

    @Test
    void theLockOfADeadProcessIsNoObstacle() throws IOException, InterruptedException {
        Path path = parent.resolve("db");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(output.readLine()).startsWith("holding");
            assertRefused(path, true, ErrorCode.DATABASE_LOCKED, "process " + process.pid(), "since 1970-01-01");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(path.resolve(DirectoryLock.NAME))).contains("process " + process.pid());
        LocalDirectory.open(path, true, NOW).close();
        assertRefused(path, false, ErrorCode.CANNOT_OPEN, "it is empty, and no database is to be made");
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        assertRefused(parent.resolve("missing"), false, ErrorCode.CANNOT_OPEN, "there is no such directory");
        Path file = Files.createFile(parent.resolve("file"));
        assertRefused(file, true, ErrorCode.CANNOT_OPEN, "it is not a directory");
        Path empty = Files.createDirectory(parent.resolve("empty"));
        assertRefused(empty, false, ErrorCode.CANNOT_OPEN, "it is empty");
        Files.createFile(empty.resolve("letter.txt"));
        assertRefused(empty, true, ErrorCode.CANNOT_OPEN, "holds files, such as letter.txt, but no database");
        assertThat(empty).isDirectoryContaining("glob:**letter.txt").isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void filesAreReadWhereTheyWereWritten() {
        try (LocalDirectory directory = LocalDirectory.open(parent.resolve("db"), true, NOW)) {
            try (DataFile file = directory.create("f")) {
                file.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5);
                file.sync();
                assertThat(file.size()).isEqualTo(8);
                assertThat(file.map(5, 3).get(2)).isEqualTo((byte) 3);
                file.truncate(7);
            }
            directory.sync();
            assertThat(directory.read("f").array()).containsExactly(0, 0, 0, 0, 0, 1, 2);
            directory.rename("f", "g");
            assertThat(directory.size("f")).isEqualTo(-1);
            assertThat(directory.size("g")).isEqualTo(7);
            assertThatThrownBy(() -> directory.create("g")).isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> directory.openForReading("f"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("no such file");
            directory.delete("g");
            directory.delete("g");
            assertThat(directory.list()).containsExactly(DirectoryLock.NAME);
        }
    }

    @Test
    void anInterruptNeitherFailsAnOperationNorClosesTheFile() {
        try (LocalDirectory directory = LocalDirectory.open(parent.resolve("db"), true, NOW);
                DataFile file = directory.create("f")) {
            ByteBuffer bytes = ByteBuffer.wrap(new byte[100]);
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                file.writeFully(bytes.clear(), i * 100L);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                file.sync();
                file.readFully(bytes.clear(), i * 100L);
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(file.size()).isEqualTo(2000);
        }
    }

    @Test
    void aClosedFileStaysClosed() {
        try (LocalDirectory directory = LocalDirectory.open(parent.resolve("db"), true, NOW)) {
            DataFile file = directory.create("f");
            file.close();
            assertThatThrownBy(file::sync)
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE));
        }
    }
}
