package io.aletheia.query.copy;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one line after the other; an unquoted field that is the null text is null. Not thread-safe. */
final class CsvFields extends AbstractBaseCsvCallbackHandler<CsvFields> {
    private static final int FIELDS_AT_FIRST = 16;

    private final String nullText;
    private @Nullable String[] fields = new @Nullable String[FIELDS_AT_FIRST];
    private int count;
    private long line;
    private boolean empty;

    CsvFields(String nullText) {
        this.nullText = nullText;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
        empty = false;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index == fields.length) {
            fields = Arrays.copyOf(fields, index * 2);
        }
        fields[index] = !quoted && isNullText(buffer, offset, length) ? null : new String(buffer, offset, length);
        count = index + 1;
    }

    private boolean isNullText(char[] buffer, int offset, int length) {
        if (length != nullText.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] != nullText.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected void handleEmpty() {
        empty = true;
    }

    @Override
    protected CsvFields buildRecord() {
        return this;
    }

    /** The number of the line on which the record begins, from 1. */
    long line() {
        return line;
    }

    /** Whether the line holds nothing. */
    boolean isEmpty() {
        return empty;
    }

    /** How many fields there are. */
    int count() {
        return count;
    }

    /** A field; null for null. */
    @Nullable
    String field(int index) {
        return fields[index];
    }
}
