package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.SQLException;
import java.util.Arrays;

/** Reads what users hand over as streams into memory. Stateless. */
final class Streams {
    /** No length was given: all that is there. */
    static final long ALL = -1;

    private static final int BUFFER_CHARACTERS = 8192;

    private Streams() {}

    /** The bytes of a stream; 22026 if there are not exactly as many as said. */
    static byte[] bytes(InputStream stream, long length) throws SQLException {
        checkLength(length);
        try {
            // One more than said shows that there are more.
            byte[] bytes = length == ALL
                    ? stream.readAllBytes()
                    : stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, length + 1));
            checkRead(length, bytes.length, "bytes");
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** The characters of a reader; 22026 if there are not exactly as many as said. */
    static String text(Reader reader, long length) throws SQLException {
        checkLength(length);
        var text = new StringBuilder();
        var buffer = new char[BUFFER_CHARACTERS];
        try {
            int read = reader.read(buffer);
            while (read >= 0 && (length == ALL || text.length() <= length)) {
                text.append(buffer, 0, read);
                read = reader.read(buffer);
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
        checkRead(length, text.length(), "characters");
        return text.toString();
    }

    /** A part of bytes, positions from 1, as Blob counts them. */
    static byte[] part(byte[] bytes, long position, int length) throws SQLException {
        int from = from(position, bytes.length);
        StatementSettings.checkNotNegative(length, "the length");
        return Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, (long) from + length));
    }

    /** The index of a position from 1 to one behind the end. */
    static int from(long position, int length) throws SQLException {
        if (position < 1 || position > length + 1L) {
            throw SqlErrors.of(
                    ErrorCode.INVALID_ARGUMENT, "the position must be 1 to " + (length + 1L) + ": " + position);
        }
        return (int) position - 1;
    }

    private static void checkLength(long length) throws SQLException {
        if (length < ALL) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the length must not be negative: " + length);
        }
    }

    private static void checkRead(long length, long read, String what) throws SQLException {
        if (length != ALL && read != length) {
            throw SqlErrors.of(
                    ErrorCode.STREAM_LENGTH,
                    "the stream has " + (read < length ? read + " " : "more ") + what + ", not " + length);
        }
    }

    private static SQLException unreadable(Exception cause) {
        return SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the stream cannot be read: " + cause, cause);
    }
}
