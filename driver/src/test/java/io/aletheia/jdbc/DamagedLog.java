package io.aletheia.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A database of which an acknowledged commit is damaged in the log, as if a disk had rotted after the process was killed. */
public final class DamagedLog {
    /** The name of the file that is damaged. */
    public static final String SEGMENT = "wal-0000000000000001.gwal";

    /** The rows of {@code t} that stand before the damage: ids from 1. */
    public static final int GOOD_ROWS = 20;

    private static final int ROWS = 40;

    private DamagedLog() {}

    /** Makes one in a directory and returns it. Table {@code t} has ids from 1, each committed by itself. */
    public static Path in(Path directory) throws SQLException, IOException {
        Path live = directory.resolve("live");
        Path image = directory.resolve("damaged");
        String url = "jdbc:aletheia:file:" + live + ";closeDelay=0";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR)");
            long damageAt = 0;
            for (int id = 1; id <= ROWS; id++) {
                if (id == GOOD_ROWS + 1) {
                    damageAt = endOfLog(statement);
                }
                statement.execute("INSERT INTO t VALUES (" + id + ", 'name " + id + "')");
            }
            Files.createDirectories(image);
            try (Stream<Path> files = Files.list(live)) {
                for (Path file : files.toList()) {
                    Files.copy(file, image.resolve(file.getFileName()));
                }
            }
            flip(image.resolve(SEGMENT), damageAt);
        }
        return image;
    }

    /** Where the last entry begins, whatever its kind; the next commit stands behind it. */
    private static long endOfLog(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(
                "SELECT max(WAL_OFFSET) FROM INFORMATION_SCHEMA.WAL_ENTRIES WHERE KIND = 'PUT'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Turns over a byte within the frame of the next commit: those of a row are longer than the header and an epoch together. */
    private static void flip(Path file, long lastFrame) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(lastFrame);
            int length = Integer.reverseBytes(bytes.readInt());
            long next = lastFrame + length;
            bytes.seek(next);
            int epoch = Integer.reverseBytes(bytes.readInt());
            // An epoch stands before the commit if the one before it was durable already.
            bytes.seek(next + 36);
            long frame = bytes.readByte() == 2 ? next + epoch : next;
            bytes.seek(frame + 45);
            int old = bytes.readUnsignedByte();
            bytes.seek(frame + 45);
            bytes.writeByte(old ^ 0x55);
        }
    }
}
