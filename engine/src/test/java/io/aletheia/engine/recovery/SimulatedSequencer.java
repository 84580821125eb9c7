package io.aletheia.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.recovery.SimulationTrace.Event;
import io.aletheia.engine.wal.EncodedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What committers of one life share: the order of commits, and how far they are published and known to be durable. */
final class SimulatedSequencer {
    /** A commit that has its place. */
    static final class Claim {
        final Commit commit;
        private boolean published;

        Claim(Commit commit) {
            this.commit = commit;
        }
    }

    private static final int SEVERAL_FRAMES_BYTES = 8192;
    private static final int LARGE_OPERATIONS_MAX = 400;

    private final Recovered recovered;
    private final Random random;
    private final SimulatedClock clock;
    private final SimulationTrace trace;
    private final List<Claim> claims = new ArrayList<>();
    private int publishedCount;
    private long publishedLsn;
    private long durableLsn;
    private long lastTransactionId;
    private boolean schemaUnderWay;
    private boolean refusedForFullDisk;

    SimulatedSequencer(Recovered recovered, Random random, SimulatedClock clock, SimulationTrace trace) {
        this.recovered = recovered;
        this.random = random;
        this.clock = clock;
        this.trace = trace;
        this.publishedLsn = recovered.store().lastLsn();
        this.durableLsn = publishedLsn;
        this.lastTransactionId = recovered.store().lastTransactionId();
        assertThat(recovered.log().durableLsn()).isEqualTo(publishedLsn);
        assertThat(recovered.log().lastLsn()).isEqualTo(publishedLsn);
        recovered.log().onDurable(lsn -> assertThat(lsn).isLessThanOrEqualTo(publishedLsn));
    }

    /** All commits that have a place, in their order. */
    List<Commit> commits() {
        return claims.stream().map(claim -> claim.commit).toList();
    }

    /** The last LSN such that all up to it is published. */
    long publishedLsn() {
        return publishedLsn;
    }

    /** The last LSN that was ever said to be durable. */
    long durableLsn() {
        return durableLsn;
    }

    /** What to commit next; nothing if somebody makes the tables. */
    List<Operation> nextOperations() {
        if (recovered.store().lastLsn() == 0) {
            boolean first = !schemaUnderWay;
            schemaUnderWay = true;
            return first ? TestDatabase.schema() : List.of();
        }
        int size = random.nextInt(60);
        return TestDatabase.changes(random, size == 0 ? LARGE_OPERATIONS_MAX : size < 6 ? 40 : 3);
    }

    EncodedCommit encode(List<Operation> operations) {
        return recovered.log().encode(++lastTransactionId, operations);
    }

    void withdraw(EncodedCommit encoded) {
        schemaUnderWay = false;
        recovered.log().withdraw(encoded);
        trace.count(Event.WITHDRAWN);
    }

    void refused(boolean forFullDisk) {
        schemaUnderWay = false;
        refusedForFullDisk |= forFullDisk;
        trace.count(forFullDisk ? Event.REFUSED_FOR_FULL_DISK : Event.REFUSED_BY_FAILED_LOG);
    }

    Claim claim(EncodedCommit encoded, List<Operation> operations) {
        long before = recovered.store().lastLsn();
        long time = Math.max(clock.wallMicros(), recovered.store().lastSystemTime() + 1);
        long firstLsn = recovered.log().claim(encoded, time);
        assertThat(firstLsn).isEqualTo(before + 1);
        var claim = new Claim(new Commit(encoded.transactionId(), firstLsn, time, operations));
        recovered.store().apply(claim.commit);
        claims.add(claim);
        trace.count(Event.COMMIT);
        trace.note("claimed " + encoded.transactionId() + " " + firstLsn + " " + time + " " + encoded.bytes());
        if (encoded.bytes() > SEVERAL_FRAMES_BYTES) {
            trace.count(Event.SEVERAL_FRAMES);
        }
        return claim;
    }

    void publish(EncodedCommit encoded, Claim claim) {
        claim.published = true;
        if (claims.get(publishedCount) != claim) {
            trace.count(Event.PUBLISHED_OUT_OF_ORDER);
        }
        while (publishedCount < claims.size() && claims.get(publishedCount).published) {
            publishedLsn = claims.get(publishedCount++).commit.lastLsn();
        }
        recovered.log().publish(encoded);
    }

    /** The commit is acknowledged as durable. */
    void acknowledge(Claim claim) {
        assertThat(claim.commit.lastLsn()).isLessThanOrEqualTo(publishedLsn);
        durableLsn = Math.max(durableLsn, claim.commit.lastLsn());
        trace.count(refusedForFullDisk ? Event.HEALED_AFTER_FULL_DISK : Event.ACKNOWLEDGED);
    }

    /** Looks whether what the log says of itself can be true. */
    void check(long writtenLsn) {
        long durable = recovered.log().durableLsn();
        assertThat(durable).as("the durable LSN goes back").isGreaterThanOrEqualTo(durableLsn);
        assertThat(durable).as("durable beyond a gap").isLessThanOrEqualTo(publishedLsn);
        assertThat(writtenLsn).as("written beyond a gap").isLessThanOrEqualTo(publishedLsn);
        durableLsn = durable;
    }
}
