package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A text in memory; positions are counted from 1. After free every method but free is HY010. Not thread-safe. */
public final class AletheiaClob extends Unwrappable implements NClob {
    private @Nullable String text;

    AletheiaClob(String text) {
        this.text = text;
    }

    private String text() throws SQLException {
        if (text == null) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the clob was freed");
        }
        return text;
    }

    @Override
    public long length() throws SQLException {
        return text().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        var all = text();
        int from = Streams.from(position, all.length());
        StatementSettings.checkNotNegative(length, "the length");
        return all.substring(from, (int) Math.min(all.length(), (long) from + length));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        StatementSettings.checkNotNegative(length, "the length");
        return new StringReader(getSubString(position, (int) Math.min(Integer.MAX_VALUE, length)));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(@Nullable String pattern, long start) throws SQLException {
        var all = text();
        var sought = StatementSettings.notNull(pattern, "the pattern");
        if (start < 1) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the position must be at least 1: " + start);
        }
        int found = start > all.length() ? -1 : all.indexOf(sought, (int) start - 1);
        return found < 0 ? -1 : found + 1L;
    }

    @Override
    public long position(@Nullable Clob pattern, long start) throws SQLException {
        text();
        return position(pattern == null ? null : Streams.text(pattern.getCharacterStream(), Streams.ALL), start);
    }

    @Override
    public int setString(long position, @Nullable String source) throws SQLException {
        return setString(position, source, 0, source == null ? 0 : source.length());
    }

    @Override
    public int setString(long position, @Nullable String source, int offset, int length) throws SQLException {
        var all = text();
        int from = Streams.from(position, all.length());
        if (source == null || offset < 0 || length < 0 || offset > source.length() - length) {
            throw SqlErrors.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "there are no " + length + " characters from " + offset + " on in the source");
        }
        int behind = Math.min(all.length(), from + length);
        text = all.substring(0, from) + source.substring(offset, offset + length) + all.substring(behind);
        return length;
    }

    /** What is written to the stream is in the clob when the stream is closed. */
    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        Streams.from(position, text().length());
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                store(position, toString(StandardCharsets.US_ASCII));
            }
        };
    }

    /** What is written to the writer is in the clob when the writer is closed. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        Streams.from(position, text().length());
        return new StringWriter() {
            @Override
            public void close() throws IOException {
                store(position, toString());
            }
        };
    }

    private void store(long position, String written) throws IOException {
        try {
            setString(position, written);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void truncate(long length) throws SQLException {
        var all = text();
        if (length < 0 || length > all.length()) {
            throw SqlErrors.of(ErrorCode.INVALID_ARGUMENT, "the length must be 0 to " + all.length() + ": " + length);
        }
        text = all.substring(0, (int) length);
    }

    @Override
    public void free() {
        text = null;
    }

    @Override
    public String toString() {
        return text == null ? "a freed clob" : text;
    }
}
