package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in memory; positions are counted from 1. After free every method but free is HY010. Not thread-safe. */
public final class AletheiaBlob extends Unwrappable implements Blob {
    private byte @Nullable [] bytes;

    AletheiaBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    private byte[] bytes() throws SQLException {
        if (bytes == null) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the blob was freed");
        }
        return bytes;
    }

    @Override
    public long length() throws SQLException {
        return bytes().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        return Streams.part(bytes(), position, length);
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        StatementSettings.checkNotNegative(length, "the length");
        return new ByteArrayInputStream(Streams.part(bytes(), position, (int) Math.min(Integer.MAX_VALUE, length)));
    }

    @Override
    public long position(byte @Nullable [] pattern, long start) throws SQLException {
        var all = bytes();
        if (pattern == null) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the pattern is null");
        }
        int from = Streams.from(start, Math.max(all.length, (int) Math.min(Integer.MAX_VALUE - 1L, start)));
        for (int i = from; i <= all.length - pattern.length; i++) {
            if (Arrays.equals(all, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(@Nullable Blob pattern, long start) throws SQLException {
        bytes();
        return position(pattern == null ? null : Streams.bytes(pattern.getBinaryStream(), Streams.ALL), start);
    }

    @Override
    public int setBytes(long position, byte @Nullable [] source) throws SQLException {
        return setBytes(position, source, 0, source == null ? 0 : source.length);
    }

    @Override
    public int setBytes(long position, byte @Nullable [] source, int offset, int length) throws SQLException {
        var all = bytes();
        int from = Streams.from(position, all.length);
        if (source == null || offset < 0 || length < 0 || offset > source.length - length) {
            throw SqlErrors.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "there are no " + length + " bytes from " + offset + " on in the source");
        }
        var changed = Arrays.copyOf(all, Math.max(all.length, from + length));
        System.arraycopy(source, offset, changed, from, length);
        bytes = changed;
        return length;
    }

    /** What is written to the stream is in the blob when the stream is closed. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        Streams.from(position, bytes().length);
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws java.io.IOException {
                try {
                    setBytes(position, toByteArray());
                } catch (SQLException e) {
                    throw new java.io.IOException(e);
                }
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        var all = bytes();
        if (length < 0 || length > all.length) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the length must be 0 to " + all.length + ": " + length);
        }
        bytes = Arrays.copyOf(all, (int) length);
    }

    @Override
    public void free() {
        bytes = null;
    }
}
