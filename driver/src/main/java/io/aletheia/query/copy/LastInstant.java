package io.aletheia.query.copy;

import org.jspecify.annotations.Nullable;

/** What the field of a period's end said in the line before: neighbouring lines mostly say the same. Not thread-safe. */
final class LastInstant {
    private @Nullable String text;
    private long micros;

    /** Whether the field, which is not null, says it again. */
    boolean isSaidBy(CsvFields fields, int index) {
        String known = text;
        return known != null && fields.isText(index, known);
    }

    /** The instant in microseconds, if it {@link #isSaidBy} the field. */
    long micros() {
        return micros;
    }

    /** Remembers what a text means. */
    void set(String newText, long newMicros) {
        text = newText;
        micros = newMicros;
    }
}
