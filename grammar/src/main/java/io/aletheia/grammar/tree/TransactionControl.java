package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement about the current transaction. */
public sealed interface TransactionControl extends Statement {

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /** Calls the visitor's method for this variant. */
    <R> R acceptTransaction(Visitor<R> visitor);

    /** The isolation levels of SQL. */
    enum Isolation {
        /** READ UNCOMMITTED. */
        READ_UNCOMMITTED,
        /** READ COMMITTED. */
        READ_COMMITTED,
        /** REPEATABLE READ, and SNAPSHOT. */
        REPEATABLE_READ,
        /** SERIALIZABLE. */
        SERIALIZABLE
    }

    /**
     * What a transaction is to be; null where nothing was said.
     *
     * @param readOnly READ ONLY or READ WRITE
     * @param isolation ISOLATION LEVEL
     * @param durability DURABILITY, as it was written
     */
    record Characteristics(
            @Nullable Boolean readOnly,
            @Nullable Isolation isolation,
            @Nullable String durability) {
        /** Nothing said. */
        public static final Characteristics NONE = new Characteristics(null, null, null);
    }

    /**
     * BEGIN or START TRANSACTION.
     *
     * @param source its place in the text
     * @param characteristics access mode and isolation
     * @param defaults the WITH list, {@link TimeDefaults#NONE} if there is none
     */
    record Begin(Source source, Characteristics characteristics, TimeDefaults defaults) implements TransactionControl {
        @Override
        public <R> R acceptTransaction(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * COMMIT [WITH (...)].
     *
     * @param source its place in the text
     * @param options the WITH list, such as COMMENT = 'text'
     */
    record Commit(Source source, List<Option> options) implements TransactionControl {
        /** Copies the list. */
        public Commit {
            options = List.copyOf(options);
        }

        @Override
        public <R> R acceptTransaction(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * ROLLBACK [TO [SAVEPOINT] s].
     *
     * @param source its place in the text
     * @param savepoint null for the whole transaction
     */
    record Rollback(Source source, @Nullable SqlIdentifier savepoint) implements TransactionControl {
        @Override
        public <R> R acceptTransaction(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * SAVEPOINT s.
     *
     * @param source its place in the text
     * @param name the savepoint
     */
    record SetSavepoint(Source source, SqlIdentifier name) implements TransactionControl {
        @Override
        public <R> R acceptTransaction(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * RELEASE [SAVEPOINT] s.
     *
     * @param source its place in the text
     * @param name the savepoint
     */
    record ReleaseSavepoint(Source source, SqlIdentifier name) implements TransactionControl {
        @Override
        public <R> R acceptTransaction(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code SET TRANSACTION [READ ONLY | READ WRITE] [ISOLATION LEVEL ...]} or {@code SET TRANSACTION SYSTEM_TIME e}; the SESSION
     * CHARACTERISTICS AS form sets the default of later transactions.
     *
     * @param source its place in the text
     * @param session whether it is SET SESSION CHARACTERISTICS AS TRANSACTION
     * @param characteristics access mode and isolation
     * @param systemTime the system time the transaction is to be stamped with, null if not said
     */
    record SetTransaction(
            Source source,
            boolean session,
            Characteristics characteristics,
            @Nullable SqlNode systemTime) implements TransactionControl {
        @Override
        public <R> R acceptTransaction(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One method per variant.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** BEGIN. */
        R visit(Begin begin);

        /** COMMIT. */
        R visit(Commit commit);

        /** ROLLBACK. */
        R visit(Rollback rollback);

        /** SAVEPOINT. */
        R visit(SetSavepoint savepoint);

        /** RELEASE. */
        R visit(ReleaseSavepoint savepoint);

        /** SET TRANSACTION. */
        R visit(SetTransaction set);
    }
}
