package io.aletheia.engine.model;

/**
 * One thing that stands in the log, for a person to read: in its text, control characters are written as <code>&#92;u001b</code>, so that what is
 * stored can neither look like another entry nor steer a terminal. Immutable.
 *
 * @param segment name of the file
 * @param offset where its frame begins in the file, in bytes
 * @param kind what it is: an operation, as {@code PUT}; {@link #SEGMENT}, the beginning of a file; {@link #EPOCH}, a note of what is
 *     durable; {@link #INVALID}, bytes that are no frame
 * @param lsn the LSN of an operation; otherwise the LSN that is to come
 * @param transactionId of an operation; otherwise 0
 * @param systemTime of an operation's commit, in microseconds; otherwise {@link Long#MIN_VALUE}
 * @param text what it says
 */
public record LogEntry(
        String segment, long offset, String kind, long lsn, long transactionId, long systemTime, String text) {
    /** The kind of the beginning of a file. */
    public static final String SEGMENT = "SEGMENT";

    /** The kind of a note of what is durable. */
    public static final String EPOCH = "EPOCH";

    /** The kind of bytes that are no frame: a torn write or damage. */
    public static final String INVALID = "INVALID";

    /** Makes the text printable. */
    public LogEntry {
        text = printable(text);
    }

    private static String printable(String string) {
        if (string.chars().noneMatch(Character::isISOControl)) {
            return string;
        }
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < string.length(); i++) {
            char each = string.charAt(i);
            if (Character.isISOControl(each)) {
                printable.append(String.format("\\u%04x", (int) each));
            } else {
                printable.append(each);
            }
        }
        return printable.toString();
    }
}
