package io.aletheia.grammar.tree;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** One SQL statement as parsed. Variants are immutable, but the Calcite nodes in them are mutated by validation. */
public sealed interface Statement
        permits Statement.Query,
                Statement.Explain,
                Statement.Call,
                Copy,
                DataChange,
                Definition,
                Maintenance,
                SessionControl,
                TransactionControl {

    /** The statement's place in the text and its parameter count. */
    Source source();

    /** Number of {@code ?} parameters. */
    default int parameterCount() {
        return source().parameterCount();
    }

    /** Whether this is a query: {@link Query}. */
    default boolean isQuery() {
        return false;
    }

    /** Whether the statement answers with rows (a query, EXPLAIN, SHOW, a change with RETURNING) rather than a count. */
    default boolean returnsRows() {
        return isQuery();
    }

    /** Calls the visitor's method for this variant. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A query with its optional prefixes.
     *
     * @param source its place in the text
     * @param defaults the {@code SETTING ...} prefix, {@link TimeDefaults#NONE} if there is none
     * @param sequenced the {@code SEQUENCED VALID_TIME} prefix, null if there is none
     * @param query a SELECT, VALUES, set operation, ORDER BY, WITH or {@link SqlMatchQuery}
     */
    record Query(
            Source source, TimeDefaults defaults, @Nullable Sequenced sequenced, SqlNode query) implements Statement {
        @Override
        public boolean isQuery() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The prefix {@code SEQUENCED VALID_TIME [FROM a TO b]}.
     *
     * @param window a {@link PeriodSpec.Kind#FROM_TO} with both bounds, or null for all valid time
     */
    record Sequenced(@Nullable PeriodSpec window) {}

    /**
     * {@code EXPLAIN [PLAN | ANALYZE] [(option, ...)] statement}.
     *
     * @param source its place in the text
     * @param options what is to be shown
     * @param statement a query or a {@link DataChange}
     */
    record Explain(Source source, ExplainOptions options, Statement statement) implements Statement {
        @Override
        public boolean returnsRows() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code CALL procedure(...)} or its JDBC escape.
     *
     * @param source its place in the text
     * @param hasResult whether it was written {@code {? = call ...}}; the result is then parameter 0
     * @param call the function call
     */
    record Call(Source source, boolean hasResult, SqlNode call) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * One method per kind of statement.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** A query. */
        R visit(Query query);

        /** EXPLAIN. */
        R visit(Explain explain);

        /** CALL. */
        R visit(Call call);

        /** COPY. */
        R visit(Copy copy);

        /** INSERT, UPSERT, PATCH, UPDATE, DELETE, MERGE, ERASE. */
        R visit(DataChange change);

        /** CREATE, ALTER, DROP. */
        R visit(Definition definition);

        /** CHECKPOINT, CHECK DATABASE, FLUSH WAL. */
        R visit(Maintenance maintenance);

        /** SET and SHOW. */
        R visit(SessionControl control);

        /** BEGIN, COMMIT, ROLLBACK, savepoints, SET TRANSACTION. */
        R visit(TransactionControl control);
    }
}
