package io.aletheia.grammar.tree;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows. A portion is a {@link PeriodSpec} of kind FROM_TO (whose end may be missing: to the end of time) or
 * ALL; null means the default, from now on.
 */
public sealed interface DataChange extends Statement {

    /** The table changed. */
    SqlIdentifier target();

    /** The name rows of the target go by in the statement, null if that is the table's own. */
    @Nullable
    SqlIdentifier alias();

    /** The select items of RETURNING, aliases as AS calls and star as an identifier; empty if there is no such clause. */
    List<SqlNode> returning();

    @Override
    default boolean returnsRows() {
        return !returning().isEmpty();
    }

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    /** Calls the visitor's method for this variant. */
    <R> R acceptChange(Visitor<R> visitor);

    /** The three statements of the form {@code ... INTO t}. */
    enum InsertKind {
        /** Refuses to overlap an open version of the key. */
        INSERT,
        /** Overwrites the whole range. */
        UPSERT,
        /** Replaces the given columns, keeps the others. */
        PATCH
    }

    /**
     * INSERT, UPSERT or PATCH.
     *
     * @param source its place in the text
     * @param kind which of the three
     * @param target the table
     * @param alias its name in ON CONFLICT and RETURNING
     * @param portion the valid time written
     * @param columns the columns named, empty if none were
     * @param rows the query or VALUES call (of ROW calls, in which DEFAULT may stand); null for DEFAULT VALUES
     * @param onConflict what to do about an overlap
     * @param returning the items of RETURNING
     */
    record Insert(
            Source source,
            InsertKind kind,
            SqlIdentifier target,
            @Nullable SqlIdentifier alias,
            @Nullable PeriodSpec portion,
            List<SqlIdentifier> columns,
            @Nullable SqlNode rows,
            @Nullable OnConflict onConflict,
            List<SqlNode> returning)
            implements DataChange {
        /** Copies the lists. */
        public Insert {
            columns = List.copyOf(columns);
            returning = List.copyOf(returning);
        }

        @Override
        public <R> R acceptChange(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code ON CONFLICT [(columns)] DO NOTHING | DO UPDATE SET ... [WHERE ...]}.
     *
     * @param columns the key meant, empty if none was named
     * @param assignments what DO UPDATE sets; empty for DO NOTHING
     * @param where the condition of DO UPDATE
     */
    record OnConflict(
            List<SqlIdentifier> columns,
            List<Assignment> assignments,
            @Nullable SqlNode where) {
        /** Copies the lists. */
        public OnConflict {
            columns = List.copyOf(columns);
            assignments = List.copyOf(assignments);
        }

        /** Whether this is DO NOTHING. */
        public boolean doesNothing() {
            return assignments.isEmpty();
        }
    }

    /**
     * {@code column = value} of a SET list.
     *
     * @param column a simple name, or qualified by the target's name
     * @param value an expression or DEFAULT
     */
    record Assignment(SqlIdentifier column, SqlNode value) {}

    /**
     * UPDATE.
     *
     * @param source its place in the text
     * @param target the table
     * @param alias its name in the statement
     * @param portion the valid time changed
     * @param assignments the SET list
     * @param where the condition
     * @param returning the items of RETURNING
     */
    record Update(
            Source source,
            SqlIdentifier target,
            @Nullable SqlIdentifier alias,
            @Nullable PeriodSpec portion,
            List<Assignment> assignments,
            @Nullable SqlNode where,
            List<SqlNode> returning)
            implements DataChange {
        /** Copies the lists. */
        public Update {
            assignments = List.copyOf(assignments);
            returning = List.copyOf(returning);
        }

        @Override
        public <R> R acceptChange(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * DELETE.
     *
     * @param source its place in the text
     * @param detach whether edges are clipped first (DETACH DELETE)
     * @param target the table
     * @param alias its name in the statement
     * @param portion the valid time deleted
     * @param where the condition
     * @param returning the items of RETURNING
     */
    record Delete(
            Source source,
            boolean detach,
            SqlIdentifier target,
            @Nullable SqlIdentifier alias,
            @Nullable PeriodSpec portion,
            @Nullable SqlNode where,
            List<SqlNode> returning)
            implements DataChange {
        /** Copies the list. */
        public Delete {
            returning = List.copyOf(returning);
        }

        @Override
        public <R> R acceptChange(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * MERGE.
     *
     * @param source its place in the text
     * @param target the table
     * @param alias its name in the statement
     * @param portion the valid time merged into
     * @param using the source table, as in FROM
     * @param on the condition
     * @param branches the WHEN clauses in order
     * @param returning the items of RETURNING
     */
    record Merge(
            Source source,
            SqlIdentifier target,
            @Nullable SqlIdentifier alias,
            @Nullable PeriodSpec portion,
            SqlNode using,
            SqlNode on,
            List<MergeBranch> branches,
            List<SqlNode> returning)
            implements DataChange {
        /** Copies the lists. */
        public Merge {
            branches = List.copyOf(branches);
            returning = List.copyOf(returning);
        }

        @Override
        public <R> R acceptChange(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code WHEN [NOT] MATCHED [AND condition] THEN action}.
     *
     * @param matched whether it is WHEN MATCHED
     * @param condition the further condition
     * @param action what to do
     */
    record MergeBranch(boolean matched, @Nullable SqlNode condition, MergeAction action) {}

    /** What a WHEN clause does. */
    sealed interface MergeAction {
        /**
         * {@code UPDATE SET ...}.
         *
         * @param assignments the SET list
         */
        record MergeUpdate(List<Assignment> assignments) implements MergeAction {}

        /** {@code DELETE}. */
        record MergeDelete() implements MergeAction {}

        /** {@code DO NOTHING}. */
        record MergeNothing() implements MergeAction {}

        /**
         * {@code INSERT [(columns)] VALUES (...)}.
         *
         * @param columns the columns named, empty if none were
         * @param values one value per column, DEFAULT allowed
         */
        record MergeInsert(List<SqlIdentifier> columns, List<SqlNode> values) implements MergeAction {}
    }

    /**
     * ERASE: {@code ERASE FROM t WHERE ... [CASCADE]} or {@code ERASE FROM t FOR SYSTEM_TIME BEFORE s}, with or without RETURNING.
     *
     * @param source its place in the text
     * @param target the table
     * @param alias its name in the statement
     * @param where the condition, over all valid and system time; null when {@code before} is given
     * @param cascade whether edges go too
     * @param before closed versions that ended no later than this are dropped; null when {@code where} is given
     * @param returning what is returned of each version that is taken away; empty if nothing is
     */
    record Erase(
            Source source,
            SqlIdentifier target,
            @Nullable SqlIdentifier alias,
            @Nullable SqlNode where,
            boolean cascade,
            @Nullable SqlNode before,
            List<SqlNode> returning)
            implements DataChange {
        /** Copies the list. */
        public Erase {
            returning = List.copyOf(returning);
        }

        @Override
        public <R> R acceptChange(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One method per variant.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** INSERT, UPSERT, PATCH. */
        R visit(Insert insert);

        /** UPDATE. */
        R visit(Update update);

        /** DELETE. */
        R visit(Delete delete);

        /** MERGE. */
        R visit(Merge merge);

        /** ERASE. */
        R visit(Erase erase);
    }
}
