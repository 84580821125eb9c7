package io.aletheia.jdbc.kills;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit that returned, as a line of text with an end that tells a whole line from a part of one.
 *
 * @param database name of the database
 * @param process number of the process that committed
 * @param session number of its connection
 * @param sequence number of the commit among those of the session
 * @param transferId generated key of the edge it inserted
 * @param systemTime when it was stamped, if that was asked
 */
record Acknowledgement(
        String database,
        int process,
        int session,
        long sequence,
        long transferId,
        @Nullable LocalDateTime systemTime) {
    private static final String START = "committed ";
    private static final String END = " end";
    private static final String UNASKED = "-";

    String line() {
        return START + database + " " + process + " " + session + " " + sequence + " " + transferId + " "
                + (systemTime == null ? UNASKED : systemTime) + END;
    }

    /** The acknowledgement of a line; null if it is none, or not whole. */
    static @Nullable Acknowledgement of(String line) {
        if (!line.startsWith(START) || !line.endsWith(END)) {
            return null;
        }
        List<String> parts = List.of(
                line.substring(START.length(), line.length() - END.length()).split(" ", -1));
        String time = parts.get(5);
        return new Acknowledgement(
                parts.get(0),
                Integer.parseInt(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                Long.parseLong(parts.get(3)),
                Long.parseLong(parts.get(4)),
                time.equals(UNASKED) ? null : LocalDateTime.parse(time));
    }
}
