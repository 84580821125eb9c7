package io.aletheia.query;

import io.aletheia.engine.Database;
import io.aletheia.engine.Isolation;
import io.aletheia.engine.Savepoint;
import io.aletheia.engine.Transaction;
import io.aletheia.engine.TransactionOptions;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TransactionNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session's transaction: one that lasts until COMMIT or ROLLBACK, or one for each statement. Confined to the session's thread.
 */
final class SessionTransaction {
    private final Database database;
    private final Supplier<String> application;
    private final Map<String, Savepoint> savepoints = new LinkedHashMap<>();
    private final List<QueryRows> openRows = new ArrayList<>();

    /** Those of the transaction before, which are mostly those of the next. */
    private TransactionOptions lastOptions = TransactionOptions.DEFAULTS;

    private @Nullable Transaction lasting;
    private boolean autoCommit = true;
    /** Whether BEGIN was said, so that the transaction lasts although each statement would be its own. */
    private boolean begun;

    private boolean batch;
    private Isolation isolation;
    private boolean readOnly;
    private DurabilityMode durability;
    /** What SET TRANSACTION and BEGIN said about the next transaction only. */
    private @Nullable Isolation nextIsolation;

    private @Nullable Boolean nextReadOnly;
    private @Nullable DurabilityMode nextDurability;
    private @Nullable Long nextSystemTime;
    private @Nullable String commitWarning;
    /** What BEGIN ... WITH said about the transaction that it began. */
    private TransactionDefaults defaults = TransactionDefaults.NONE;

    /** The name of the program is asked for at each commit. */
    SessionTransaction(
            Database database,
            Supplier<String> application,
            Isolation isolation,
            boolean readOnly,
            DurabilityMode durability) {
        this.database = database;
        this.application = application;
        this.isolation = isolation;
        this.readOnly = readOnly;
        this.durability = durability;
    }

    /** Whether the transaction of the next statement outlives it. */
    boolean isLasting() {
        return !autoCommit || begun || batch;
    }

    /** Whether a transaction is open that has begun. */
    boolean isOpen() {
        return lasting != null;
    }

    /** The transaction for a statement: the lasting one, begun now if need be, or one of its own that the caller ends. */
    Transaction forStatement() {
        if (!isLasting()) {
            return begin();
        }
        if (lasting == null) {
            lasting = begin();
        }
        return lasting;
    }

    private Transaction begin() {
        TransactionOptions options = options();
        Long systemTime = nextSystemTime;
        nextIsolation = null;
        nextReadOnly = null;
        nextDurability = null;
        nextSystemTime = null;
        Transaction transaction = database.begin(options);
        if (systemTime != null) {
            setSystemTime(transaction, systemTime);
        }
        return transaction;
    }

    private TransactionOptions options() {
        Isolation wanted = nextIsolation == null ? isolation : nextIsolation;
        DurabilityMode mode = nextDurability == null ? durability : nextDurability;
        boolean onlyReads = nextReadOnly == null ? readOnly : nextReadOnly;
        TransactionOptions known = lastOptions;
        if (known.isolation() != wanted || known.durability() != mode || known.readOnly() != onlyReads) {
            known = new TransactionOptions(wanted, mode, onlyReads);
            lastOptions = known;
        }
        return known;
    }

    private static void setSystemTime(Transaction transaction, long micros) {
        try {
            transaction.setSystemTime(micros);
        } catch (DatabaseException e) {
            transaction.close();
            throw e;
        }
    }

    /** The tables that the next statement sees. */
    CatalogVersion catalog() {
        return lasting == null ? database.catalog() : lasting.catalog();
    }

    boolean isAutoCommit() {
        return autoCommit;
    }

    void setAutoCommit(boolean newAutoCommit) {
        if (newAutoCommit != autoCommit) {
            commit();
            autoCommit = newAutoCommit;
        }
    }

    /** BEGIN. ACTIVE_TRANSACTION (25001) within a transaction. */
    void begin(@Nullable Isolation withIsolation, @Nullable Boolean withReadOnly, TransactionDefaults withDefaults) {
        if (begun || lasting != null) {
            throw new DatabaseException(ErrorCode.ACTIVE_TRANSACTION, "a transaction is open already");
        }
        begun = true;
        defaults = withDefaults;
        setNext(withIsolation, withReadOnly);
    }

    /** What BEGIN ... WITH said about the present transaction. */
    TransactionDefaults defaults() {
        return defaults;
    }

    /** SET TRANSACTION for the transaction that has not begun. ACTIVE_TRANSACTION (25001) if it has. */
    void setNext(@Nullable Isolation withIsolation, @Nullable Boolean withReadOnly) {
        if (lasting != null) {
            throw new DatabaseException(
                    ErrorCode.ACTIVE_TRANSACTION, "the transaction has begun; say this before its first statement");
        }
        nextIsolation = withIsolation == null ? nextIsolation : withIsolation;
        nextReadOnly = withReadOnly == null ? nextReadOnly : withReadOnly;
    }

    /** Stamps the open transaction, or the next one, with a system time. INVALID_ARGUMENT (22023) as the engine has it. */
    void setSystemTime(long micros) {
        if (isLasting()) {
            forStatement().setSystemTime(micros);
            return;
        }
        // Tried on a transaction that does nothing, so that a wrong time is an error of this statement.
        try (Transaction trial = begin()) {
            trial.setSystemTime(micros);
        }
        nextSystemTime = micros;
    }

    /** COMMIT and ROLLBACK as statements. NO_ACTIVE_TRANSACTION (25P01) if each statement is its own transaction. */
    void end(boolean commit, @Nullable String comment) {
        if (!isLasting()) {
            throw new DatabaseException(
                    ErrorCode.NO_ACTIVE_TRANSACTION, "no transaction is open: each statement is committed by itself");
        }
        if (commit) {
            commit(comment);
        } else {
            rollback();
        }
    }

    void commit() {
        commit(null);
    }

    /** Commits what is open, if anything is, with a comment for whoever reads the list of transactions. */
    private void commit(@Nullable String comment) {
        Transaction ending = lasting;
        if (ending == null) {
            forget();
            return;
        }
        try {
            detachRows();
            describe(ending, comment);
            complete(ending);
        } finally {
            ending.close();
            forget();
        }
    }

    /** Commits a transaction, notes what is to be told of that, and returns the system time; 0 if nothing was written. */
    long complete(Transaction transaction) {
        long systemTime = transaction.commit();
        long lag = systemTime == 0 ? 0 : transaction.clockLagMicros();
        if (lag > 0) {
            commitWarning = "the system clock is "
                    + TimeUnit.MICROSECONDS.toMillis(lag)
                    + " ms behind the last commit; commits follow that by a microsecond each until the clock has caught up";
        }
        return systemTime;
    }

    /** What is to be told of the last commit, once. */
    @Nullable
    String takeCommitWarning() {
        String warning = commitWarning;
        if (warning != null) {
            commitWarning = null;
        }
        return warning;
    }

    /** Says of a transaction that is about to be committed who made it and why. */
    void describe(Transaction transaction, @Nullable String comment) {
        String name = application.get();
        transaction.describe(new TransactionNote(name.isEmpty() ? null : name, comment));
    }

    void rollback() {
        Transaction ending = lasting;
        if (ending == null) {
            forget();
            return;
        }
        try {
            detachRows();
        } finally {
            ending.close();
            forget();
        }
    }

    private void forget() {
        lasting = null;
        begun = false;
        defaults = TransactionDefaults.NONE;
        // What was said of a transaction that ended before its first statement is not said of another.
        nextIsolation = null;
        nextReadOnly = null;
        nextDurability = null;
        savepoints.clear();
    }

    /** Open rows outlive the transaction: what they have not given yet is read now. */
    private void detachRows() {
        for (QueryRows rows : openRows) {
            rows.detach();
        }
        openRows.clear();
    }

    /** A statement is about to write, which must not show in rows that were asked for before. */
    void settleRows() {
        for (QueryRows rows : openRows) {
            if (!rows.isSettled()) {
                rows.detach();
            }
        }
    }

    void opened(QueryRows rows) {
        openRows.add(rows);
    }

    void closed(QueryRows rows) {
        openRows.remove(rows);
    }

    void savepoint(String name) {
        requireLasting();
        String key = name.toLowerCase(Locale.ROOT);
        savepoints.remove(key);
        savepoints.put(key, forStatement().savepoint());
    }

    void rollbackTo(String name) {
        requireLasting();
        Savepoint savepoint = find(name);
        Transaction transaction = forStatement();
        detachRows();
        transaction.rollbackTo(savepoint);
        removeAfter(name, false);
    }

    void release(String name) {
        requireLasting();
        find(name);
        removeAfter(name, true);
    }

    private void requireLasting() {
        if (!isLasting()) {
            throw new DatabaseException(
                    ErrorCode.NO_ACTIVE_TRANSACTION, "a savepoint needs a transaction: say BEGIN, or end autocommit");
        }
    }

    private Savepoint find(String name) {
        Savepoint savepoint = savepoints.get(name.toLowerCase(Locale.ROOT));
        if (savepoint == null) {
            throw new DatabaseException(ErrorCode.UNKNOWN_SAVEPOINT, "there is no savepoint " + name);
        }
        return savepoint;
    }

    /** Forgets the savepoints made after the one named, and that one too if asked. */
    private void removeAfter(String name, boolean inclusive) {
        List<String> names = new ArrayList<>(savepoints.keySet());
        int position = names.indexOf(name.toLowerCase(Locale.ROOT));
        names.subList(inclusive ? position : position + 1, names.size()).forEach(savepoints::remove);
    }

    void beginBatch() {
        batch = true;
    }

    void endBatch(boolean commit) {
        boolean ends = batch && autoCommit && !begun;
        batch = false;
        if (ends) {
            if (commit) {
                commit();
            } else {
                rollback();
            }
        }
    }

    Isolation isolation() {
        return isolation;
    }

    void setIsolation(Isolation newIsolation) {
        requireNoneOpen("the isolation");
        isolation = newIsolation;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether the transaction of the next statement refuses writes. */
    boolean isNextReadOnly() {
        return (lasting == null && nextReadOnly != null) ? nextReadOnly : readOnly;
    }

    void setReadOnly(boolean newReadOnly) {
        requireNoneOpen("read-only");
        readOnly = newReadOnly;
    }

    private void requireNoneOpen(String what) {
        if (lasting != null) {
            throw new DatabaseException(
                    ErrorCode.ACTIVE_TRANSACTION, what + " cannot be changed while a transaction is open");
        }
    }

    /** The mode of the open transaction, or of the next one, alone. */
    void setTransactionDurability(DurabilityMode mode) {
        if (lasting == null) {
            nextDurability = mode;
        } else {
            lasting.setDurability(mode);
        }
    }

    /** The mode of the open transaction, or of the next one. */
    DurabilityMode transactionDurability() {
        if (lasting != null) {
            return lasting.durability();
        }
        return nextDurability == null ? durability : nextDurability;
    }

    void setDurability(DurabilityMode mode) {
        durability = mode;
        if (lasting != null) {
            lasting.setDurability(mode);
        }
    }

    /** Ends everything without another word. */
    void close() {
        if (lasting != null) {
            lasting.close();
            forget();
        }
    }
}
