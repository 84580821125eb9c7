package io.aletheia.query.copy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Passes the text of a CSV file on without the byte order mark that some programs put before it, and refuses its end within quotes:
 * a quote that is never closed would make one field of all that follows it. Not thread-safe.
 */
final class QuoteCheck extends FilterReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private enum State {
        FIELD_BEGINS,
        PLAIN,
        QUOTED,
        /** Behind a quote within quotes: their end, or the first of two that stand for one. */
        QUOTE_SEEN
    }

    private final String file;
    private final char delimiter;
    private final char quote;
    private State state = State.FIELD_BEGINS;
    private boolean begun;
    private long line = 1;
    private long quoteLine;
    private char before;

    QuoteCheck(Reader text, String file, CsvOptions options) {
        super(text);
        this.file = file;
        this.delimiter = options.delimiter();
        this.quote = options.quote();
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0];
    }

    /** As {@link Reader} has it. BAD_CSV (22P04), naming the line of the quote, at an end within quotes. */
    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (!begun && count > 0) {
            begun = true;
            if (buffer[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
                count = count == 1 ? super.read(buffer, offset, length) : count - 1;
            }
        }
        if (count < 0 && state == State.QUOTED) {
            throw new DatabaseException(
                    ErrorCode.BAD_CSV, file + ", line " + quoteLine + ": a quote is opened here and never closed");
        }
        if (count > 0 && !(state != State.QUOTED && passPlain(buffer, offset, offset + count))) {
            follow(buffer, offset, offset + count);
        }
        return count;
    }

    /** Follows text without a quote outside quotes, where only lines are to be counted; false, and nothing done, if it is another. */
    private boolean passPlain(char[] buffer, int from, int to) {
        char last = before;
        long ends = 0;
        for (int i = from; i < to; i++) {
            char c = buffer[i];
            if (c == quote) {
                return false;
            }
            if (c == '\n' ? last != '\r' : c == '\r') {
                ends++;
            }
            last = c;
        }
        line += ends;
        before = last;
        state = last == delimiter || last == '\n' || last == '\r' ? State.FIELD_BEGINS : State.PLAIN;
        return true;
    }

    private void follow(char[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = buffer[i];
            if (c == quote || c == delimiter || c == '\n' || c == '\r') {
                follow(c);
            } else if (state == State.PLAIN || state == State.QUOTED) {
                // Most characters change nothing; they are passed over in a loop that touches no field.
                int next = i + 1;
                while (next < to
                        && buffer[next] != quote
                        && buffer[next] != delimiter
                        && buffer[next] != '\n'
                        && buffer[next] != '\r') {
                    next++;
                }
                i = next - 1;
                before = buffer[i];
            } else {
                follow(c);
            }
        }
    }

    private void follow(char c) {
        if (c == '\n' ? before != '\r' : c == '\r') {
            line++;
        }
        before = c;
        if (state == State.QUOTED) {
            if (c == quote) {
                state = State.QUOTE_SEEN;
            }
        } else if (c == delimiter || c == '\n' || c == '\r') {
            state = State.FIELD_BEGINS;
        } else if (c == quote && state == State.FIELD_BEGINS) {
            state = State.QUOTED;
            quoteLine = line;
        } else {
            state = c == quote && state == State.QUOTE_SEEN ? State.QUOTED : State.PLAIN;
        }
    }
}
