package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be in one database, followed over all kills: the oracle.
 *
 * <ul>
 *   <li>Each session's commits are 1, 2, 3 without a gap, each whole, with all its parts at one system time.
 *   <li>All commits together are a prefix of the log: their entries fill the LSNs to the last one without a hole.
 *   <li>A commit that had been acknowledged before another one began is there if that one is.
 *   <li>Every acknowledged commit of a durable mode is there, under the key and the time that were told.
 *   <li>System times ascend, also behind those of commits that were lost; no transaction id, key or time comes twice.
 *   <li>What was there once is there for ever, and CHECK DATABASE finds nothing.
 * </ul>
 */
final class Ledger {
    private static final List<String> DURABLE_MODES = List.of("SYNCHRONOUS", "GROUP_COMMIT");

    private final String name;
    private final String url;
    private final List<String> modes;
    private final List<Acknowledgement> news = new ArrayList<>();
    private final long[] sequences = new long[Transfers.SESSIONS];
    private final long[] lastOfPairs = new long[Transfers.SESSIONS * Transfers.PAIRS];
    private final long[] balances = new long[Transfers.SESSIONS * Transfers.PAIRS];
    private final Long[] tickets = new Long[Transfers.COUNTERS];
    private final BitSet transactionIds = new BitSet();
    private final BitSet transferIds = new BitSet();
    private LocalDateTime checkedTo = LocalDateTime.MIN;
    /** The greatest system time that anybody was told of. */
    private LocalDateTime lastTime = LocalDateTime.MIN;

    private long lastLsn;
    private long commits;
    private long transactionsBefore;
    private long lost;

    private Ledger(String name, String url, List<String> modes) {
        this.name = name;
        this.url = url;
        this.modes = modes;
        Arrays.fill(tickets, 0L);
    }

    /** Makes a database whose sessions use the modes in turn. */
    static Ledger create(String name, String url, List<String> modes) throws SQLException {
        var ledger = new Ledger(name, url, modes);
        try (Connection connection = DriverManager.getConnection(url)) {
            Transfers.define(connection);
            var state = new LedgerState(connection);
            ledger.lastLsn = state.lastLsn();
            ledger.checkedTo = state.lastSystemTime();
            ledger.lastTime = ledger.checkedTo;
            ledger.transactionsBefore = state.transactionCount();
        }
        return ledger;
    }

    /** What {@link TransferProcess} wants to know of the database. */
    List<String> arguments() {
        return List.of(name, url, String.join(",", modes));
    }

    String url() {
        return url;
    }

    String name() {
        return name;
    }

    /** Commits that are there. */
    long commits() {
        return commits;
    }

    /** Commits of the modes that may lose some, which were acknowledged and are not there. */
    long lost() {
        return lost;
    }

    void acknowledged(Acknowledgement acknowledgement) {
        assertThat(acknowledgement.database()).isEqualTo(name);
        news.add(acknowledgement);
    }

    /** Compares all that has come since the last check, and what was there before by its sums. */
    void check(Connection connection) throws SQLException {
        var state = new LedgerState(connection);
        checkWhatWasThere(state);
        Map<Long, Transfer> added = new HashMap<>();
        Map<Integer, Long> seen = new HashMap<>();
        List<LedgerState.Listed> listed = new ArrayList<>();
        long entries = 0;
        for (Transfer transfer : state.transfersAfter(checkedTo)) {
            checkNext(transfer);
            added.put(key(transfer.session(), transfer.sequence()), transfer);
            seen.merge(transfer.process(), transfer.seen(), Math::max);
            listed.add(new LedgerState.Listed(transfer.transactionId(), transfer.systemTime()));
            entries += Transfers.logEntries(transfer.session(), transfer.sequence());
        }
        checkAccounts(state, added);
        assertThat(state.tickets()).as(name + ": tickets taken").containsExactly(tickets);
        assertThat(state.transactions(checkedTo)).as(name + ": transactions").isEqualTo(listed);
        commits += added.size();
        assertThat(state.transactionCount()).as(name + ": all transactions").isEqualTo(transactionsBefore + commits);
        assertThat(state.lastLsn()).as(name + ": LSNs without a hole").isEqualTo(lastLsn + entries);
        lastLsn += entries;
        checkAcknowledged(added, seen);
        state.checkKept(sequences);
        assertThat(state.violations()).as(name).isEmpty();
        checkedTo = added.isEmpty() ? checkedTo : state.lastSystemTime();
    }

    private void checkWhatWasThere(LedgerState state) throws SQLException {
        long sum = transferIds.stream().asLongStream().sum();
        assertThat(state.countAndSumOfKeys(checkedTo))
                .as(name + ": what was there")
                .containsExactly(commits, sum);
    }

    private void checkNext(Transfer transfer) {
        int session = transfer.session();
        long sequence = transfer.sequence();
        String commit = name + ": commit " + sequence + " of session " + session;
        assertThat(sequence).as(commit + " follows").isEqualTo(sequences[session] + 1);
        assertThat(transfer.amount()).as(commit).isEqualTo(Transfers.amount(session, sequence));
        assertThat(transfer.text()).as(commit).isEqualTo(Transfers.text(session, sequence));
        assertThat(transfer.systemTime()).as(commit + " is later").isAfter(lastTime);
        assertThat(isNew(transactionIds, transfer.transactionId()))
                .as(commit + ": transaction id " + transfer.transactionId())
                .isTrue();
        assertThat(isNew(transferIds, transfer.id()))
                .as(commit + ": key " + transfer.id())
                .isTrue();
        if (Transfers.takesTicket(session, sequence)) {
            int counter = Transfers.counter(session, sequence);
            tickets[counter]++;
            assertThat(transfer.ticket()).as(commit + ": ticket").isEqualTo(tickets[counter]);
        } else {
            assertThat(transfer.ticket()).as(commit + ": ticket").isNull();
        }
        sequences[session] = sequence;
        lastOfPairs[Transfers.pair(session, sequence)] = sequence;
        balances[Transfers.pair(session, sequence)] += transfer.amount();
        lastTime = transfer.systemTime();
    }

    private static boolean isNew(BitSet ids, long id) {
        boolean isNew = !ids.get(Math.toIntExact(id));
        ids.set(Math.toIntExact(id));
        return isNew;
    }

    private void checkAccounts(LedgerState state, Map<Long, Transfer> added) throws SQLException {
        long written = 0;
        for (LedgerState.AccountVersion version : state.accountVersionsAfter(checkedTo)) {
            Transfer transfer = Objects.requireNonNull(
                    added.get(key((int) version.account() / 2 / Transfers.PAIRS, version.sequence())),
                    name + ": " + version);
            assertThat(version.systemTime()).as(name + ": " + version).isEqualTo(transfer.systemTime());
            written++;
        }
        assertThat(written).as(name + ": versions of accounts").isEqualTo(2L * added.size());
        Map<Long, List<Long>> accounts = new HashMap<>();
        for (int pair = 0; pair < balances.length; pair++) {
            accounts.put(Transfers.payer(pair), List.of(-balances[pair], lastOfPairs[pair]));
            accounts.put(Transfers.payee(pair), List.of(balances[pair], lastOfPairs[pair]));
        }
        assertThat(state.accounts()).as(name + ": accounts").isEqualTo(accounts);
    }

    /** Acknowledgements in the order in which they were said, so that the n-th of a process is the n-th that it counted. */
    private void checkAcknowledged(Map<Long, Transfer> added, Map<Integer, Long> seen) {
        Map<Integer, Long> counted = new HashMap<>();
        for (Acknowledgement told : news) {
            long number = counted.merge(told.process(), 1L, Long::sum);
            boolean needed = number <= seen.getOrDefault(told.process(), 0L)
                    || DURABLE_MODES.contains(modes.get(told.session() % modes.size()));
            Transfer transfer = added.get(key(told.session(), told.sequence()));
            if (transfer == null || transfer.process() != told.process()) {
                assertThat(needed).as(name + ": lost: " + told).isFalse();
                lost++;
            } else {
                checkTold(told, transfer);
            }
            lastTime = later(lastTime, told.systemTime());
        }
        news.clear();
    }

    private void checkTold(Acknowledgement told, Transfer transfer) {
        assertThat(transfer.id()).as(name + ": key of " + told).isEqualTo(told.transferId());
        LocalDateTime time = told.systemTime();
        assertThat(time == null || time.equals(transfer.systemTime()))
                .as(name + ": " + told + " is there as " + transfer)
                .isTrue();
    }

    private static LocalDateTime later(LocalDateTime one, @Nullable LocalDateTime other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static long key(int session, long sequence) {
        return sequence * Transfers.SESSIONS + session;
    }
}
