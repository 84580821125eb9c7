package io.aletheia.query.copy;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of one line after the other; an unquoted field that is the null text is null. Texts are made of those fields
 * only that are asked for as such. Not thread-safe.
 */
final class CsvFields extends AbstractBaseCsvCallbackHandler<CsvFields> {
    private static final int FIELDS_AT_FIRST = 16;
    private static final int CHARS_AT_FIRST = 256;
    private static final int LONG_DIGITS_SAFE = 18;

    private final String nullText;
    /** The fields of the line one behind the other, since the reader's own buffer is gone when the line ends. */
    private char[] chars = new char[CHARS_AT_FIRST];

    /** Where each field ends; the next begins there. */
    private int[] ends = new int[FIELDS_AT_FIRST];

    private boolean[] nulls = new boolean[FIELDS_AT_FIRST];
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
        if (index == ends.length) {
            ends = Arrays.copyOf(ends, index * 2);
            nulls = Arrays.copyOf(nulls, index * 2);
        }
        int begin = index == 0 ? 0 : ends[index - 1];
        int end = Math.addExact(begin, length);
        if (end > chars.length) {
            chars = Arrays.copyOf(chars, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(end, chars.length * 2L)));
        }
        System.arraycopy(buffer, offset, chars, begin, length);
        ends[index] = end;
        nulls[index] = !quoted && isNullText(begin, length);
        count = index + 1;
    }

    private boolean isNullText(int begin, int length) {
        if (length != nullText.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[begin + i] != nullText.charAt(i)) {
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
        return nulls[index] ? null : new String(chars, begin(index), ends[index] - begin(index));
    }

    boolean isNull(int index) {
        return nulls[index];
    }

    /** The number that a field of digits only says, or -1 if it is another, so that the usual case is read at once. */
    long smallNumber(int index) {
        int begin = begin(index);
        int end = ends[index];
        if (nulls[index] || begin == end || end - begin > LONG_DIGITS_SAFE) {
            return -1;
        }
        long number = 0;
        for (int i = begin; i < end; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Whether a field, which is not null, is the text. */
    boolean isText(int index, String text) {
        int begin = begin(index);
        int length = ends[index] - begin;
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[begin + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int begin(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
