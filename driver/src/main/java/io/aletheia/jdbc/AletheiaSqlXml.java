package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/**
 * An XML text in memory. It can be written once and then read; the database keeps it as VARCHAR and does not parse it. After
 * free every method but free is HY010. Not thread-safe.
 */
public final class AletheiaSqlXml extends Unwrappable implements SQLXML {
    private @Nullable String text;
    private boolean freed;

    /** An empty one, to be written. */
    AletheiaSqlXml() {}

    AletheiaSqlXml(String text) {
        this.text = text;
    }

    private String text() throws SQLException {
        checkNotFreed();
        if (text == null) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "nothing was written to the XML yet");
        }
        return text;
    }

    private void checkNotFreed() throws SQLException {
        if (freed) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the XML was freed");
        }
    }

    private void checkWritable() throws SQLException {
        checkNotFreed();
        if (text != null) {
            throw SqlErrors.of(ErrorCode.CALL_SEQUENCE, "the XML was written already");
        }
    }

    @Override
    public String getString() throws SQLException {
        return text();
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void setString(@Nullable String value) throws SQLException {
        checkWritable();
        text = StatementSettings.notNull(value, "the text");
    }

    /** What is written to the writer is there when the writer is closed. */
    @Override
    public Writer setCharacterStream() throws SQLException {
        checkWritable();
        return new StringWriter() {
            @Override
            public void close() {
                text = toString();
            }
        };
    }

    /** What is written to the stream, in UTF-8, is there when the stream is closed. */
    @Override
    public OutputStream setBinaryStream() throws SQLException {
        checkWritable();
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                text = toString(StandardCharsets.UTF_8);
            }
        };
    }

    /** The text as a stream or SAX source; a program that wants a tree parses one of these, knowing what it trusts. */
    @Override
    public <T extends Source> T getSource(@Nullable Class<T> type) throws SQLException {
        var all = text();
        Source source;
        if (type == null || type.isAssignableFrom(StreamSource.class)) {
            source = new StreamSource(new StringReader(all));
        } else if (type == SAXSource.class) {
            source = new SAXSource(new InputSource(new StringReader(all)));
        } else {
            throw SqlErrors.of(ErrorCode.UNSUPPORTED, "reading XML as " + type.getName() + " is not supported yet");
        }
        @SuppressWarnings("unchecked") // without a class the caller takes what comes
        T cast = (T) source;
        return cast;
    }

    /** A stream result, whose text is there when its writer is closed. */
    @Override
    public <T extends Result> T setResult(@Nullable Class<T> type) throws SQLException {
        if (type != null && !type.isAssignableFrom(StreamResult.class)) {
            checkWritable();
            throw SqlErrors.of(ErrorCode.UNSUPPORTED, "writing XML as " + type.getName() + " is not supported yet");
        }
        @SuppressWarnings("unchecked") // without a class the caller takes what comes
        T cast = (T) new StreamResult(setCharacterStream());
        return cast;
    }

    @Override
    public void free() {
        freed = true;
        text = null;
    }
}
