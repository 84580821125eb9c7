package io.aletheia.jdbc.kills;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A commit as the database tells it: the edge that it inserted.
 *
 * @param id generated key
 * @param session number of the connection
 * @param sequence number of the commit among those of the session
 * @param amount what was moved
 * @param process number of the process
 * @param seen how many commits the process had acknowledged when the transaction began
 * @param ticket number that it took; null if it took none
 * @param text of any length
 * @param transactionId of the transaction
 * @param systemTime of the commit
 */
record Transfer(
        long id,
        int session,
        long sequence,
        long amount,
        int process,
        long seen,
        @Nullable Long ticket,
        @Nullable String text,
        long transactionId,
        LocalDateTime systemTime) {}
