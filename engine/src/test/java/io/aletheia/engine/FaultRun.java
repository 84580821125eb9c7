package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.FaultyDirectory;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A database on a faulty disk and the script that is run over it: commits in all modes, checkpoints, purges, and a closing in
 * between. One thread; what was promised can be asked for by any.
 */
final class FaultRun {
    static final int COMMITS = 200;
    static final int SEGMENT_BYTES = 16 << 10;

    /** So many commits. */
    static final int FIRST_CHECKPOINT_AFTER = 12;

    private static final List<DurabilityMode> MODES = List.of(DurabilityMode.values());
    private static final long START = SettableClock.day("2024-01-10");
    private static final int CHECKPOINT_INTERVAL = 23;
    private static final int REOPENED_AFTER = 101;
    private static final int AWAITED_AFTER = 151;

    /**
     * The commits by which somebody is put and erased again: at first with nothing in between, then without a segment that is full in
     * between, then with some.
     */
    private static final Map<Integer, Integer> SECRETS = Map.of(58, 59, 60, 61, 136, 138);

    /** Keys from here on. */
    private static final long FIRST_SECRET = 1000;

    /** Kept, since loggers are forgotten. What is reported of faults that tests make would drown everything else. */
    private static final Logger QUIET = Logger.getLogger("io.aletheia.engine");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final SettableClock clock = new SettableClock(START);
    private final FaultScript script;
    private final FaultyDirectory directory;
    private final int segmentsRetained;
    private Database database;
    private boolean reopening;
    private int next;
    private volatile long acknowledgedLsn;
    private final Set<String> purged = new CopyOnWriteArraySet<>();

    FaultRun(FaultyDirectory directory, int seed) {
        this(directory, seed, 0);
    }

    FaultRun(FaultyDirectory directory, int seed, int segmentsRetained) {
        this.directory = directory;
        this.script = new FaultScript(seed);
        this.segmentsRetained = segmentsRetained;
        this.database = open(directory, clock, segmentsRetained);
    }

    /** Opens a database as the script does. */
    static Database open(FaultyDirectory directory) {
        // So late that what is committed comes right after what was; by then the clock has gone back.
        return open(directory, new SettableClock(START - Time.MICROS_PER_SECOND), 0);
    }

    /** Opens a database and lets it change nothing. */
    static Database openForReading(FaultyDirectory directory) {
        return open(directory, new SettableClock(START), 0, true);
    }

    private static Database open(FaultyDirectory directory, SettableClock clock, int segmentsRetained) {
        return open(directory, clock, segmentsRetained, false);
    }

    private static Database open(
            FaultyDirectory directory, SettableClock clock, int segmentsRetained, boolean readOnly) {
        DatabaseOptions options = new DatabaseOptions(
                        true, readOnly, 4, 16, SEGMENT_BYTES, segmentsRetained, 1, 1, 4, Long.MAX_VALUE, clock)
                .withCheckpoints(0, 0);
        return Database.open("faults", directory, options);
    }

    Database database() {
        return database;
    }

    boolean isOver() {
        return next == COMMITS;
    }

    /** Number of the commit that comes next, or that was refused. */
    int next() {
        return next;
    }

    /** What was said to be on stable storage. */
    long acknowledgedLsn() {
        return acknowledgedLsn;
    }

    /** What must not be found in any file any more. */
    Set<String> purged() {
        return purged;
    }

    /** Runs the script to its end and closes the database. */
    void run() {
        while (!isOver()) {
            commit();
            maintain();
        }
        close();
    }

    private void reopen() {
        if (!reopening) {
            // A log that fails is found out while the database is open, so that its readers can be looked at.
            database.awaitDurable();
            reopening = true;
            close();
        }
        database = open(directory, clock, segmentsRetained);
        reopening = false;
    }

    /** Whether it takes commits, or would if it were open. */
    boolean isAlive() {
        return reopening || database.isAlive();
    }

    /** Closes the database; done the second time if its checkpoint is refused. */
    void close() {
        database.close();
        acknowledgedLsn = database.lastLsn();
    }

    /** Commits what comes next; if that is refused it can be tried again. */
    void commit() {
        int number = next;
        clock.set(START + (number + 1) * Time.MICROS_PER_SECOND);
        long before = database.lastLsn();
        DurabilityMode mode = MODES.get(script.random(~number).nextInt(MODES.size()));
        try (Transaction transaction = database.begin(new TransactionOptions(Isolation.SNAPSHOT, mode, false))) {
            if (SECRETS.containsKey(number)) {
                FaultScript.putSecret(transaction, FIRST_SECRET + SECRETS.get(number), secret(SECRETS.get(number)));
            } else if (SECRETS.containsValue(number)) {
                FaultScript.eraseSecret(transaction, FIRST_SECRET + number);
            } else {
                script.write(transaction, number);
            }
            transaction.commit();
        }
        next++;
        // One that writes nothing has nothing to wait for, and says nothing of those before it.
        boolean wrote = database.lastLsn() != before;
        if (wrote && (mode == DurabilityMode.SYNCHRONOUS || mode == DurabilityMode.GROUP_COMMIT)) {
            acknowledgedLsn = database.lastLsn();
        }
    }

    /** Does what follows on the last commit; can be repeated. */
    void maintain() {
        int done = next - 1;
        if (SECRETS.containsKey(done) || next % CHECKPOINT_INTERVAL == FIRST_CHECKPOINT_AFTER) {
            database.checkpoint();
            acknowledgedLsn = database.lastLsn();
        } else if (SECRETS.containsValue(done)) {
            if (!database.purge().isEmpty()) {
                // Nobody reads, so it is the disk that did not let it go.
                throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "something is left");
            }
            acknowledgedLsn = database.lastLsn();
            purged.add(secret(done));
        } else if (done == REOPENED_AFTER) {
            reopen();
        } else if (done == AWAITED_AFTER) {
            database.awaitDurable();
            acknowledgedLsn = database.lastLsn();
        }
    }

    private static String secret(int erasedBy) {
        return "secret until " + erasedBy + ".";
    }

    /** Ends the threads of a database whose disk is of no interest any more, without the checkpoint of a closing. */
    static void abandon(Database database, FaultyDirectory directory) {
        directory.kill();
        try {
            commitSomething(database);
            throw new IllegalStateException("something was committed without a disk");
        } catch (DatabaseException e) {
            closeFailed(database);
        }
    }

    /** Commits what is no step of the script. */
    static void commitSomething(Database database) {
        try (Transaction transaction = database.begin(TransactionOptions.DEFAULTS)) {
            transaction.createTable(TestTables.numbers("abandoned"));
            transaction.commit();
        }
    }

    /** Closes a database whose log has failed, which may say so. */
    static void closeFailed(Database database) {
        try {
            database.close();
        } catch (DatabaseException e) {
            // The log failed with a commit in it, or the commit was refused before and a checkpoint was tried.
            assertThat(e.code()).isIn(ErrorCode.COMMIT_OUTCOME_UNKNOWN, ErrorCode.FILE_UNREADABLE);
        }
    }
}
