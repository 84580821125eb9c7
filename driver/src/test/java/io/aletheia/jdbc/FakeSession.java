package io.aletheia.jdbc;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.RecoveryReport;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.jdbc.types.RowsCursor;
import io.aletheia.query.Cursor;
import io.aletheia.query.Execution;
import io.aletheia.query.Prepared;
import io.aletheia.query.Result;
import io.aletheia.query.ResultColumn;
import io.aletheia.query.Session;
import io.aletheia.query.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session that answers texts as it was told and writes down what it is asked to do. */
final class FakeSession implements Session {
    /** What is called while a statement runs or rows are fetched. */
    interface Hook {
        void run(Execution execution);
    }

    final List<String> events = new ArrayList<>();
    final List<@Nullable Object[]> executedWith = new ArrayList<>();
    final List<Execution> executions = new ArrayList<>();
    final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    final List<String> savepoints = new ArrayList<>();
    private final Map<String, Answer> answers = new HashMap<>();

    boolean autoCommit = true;
    boolean inTransaction;
    boolean readOnly;
    boolean closed;
    boolean alive = true;
    int openCursors;
    volatile boolean cancelled;
    String schema = "PUBLIC";
    Isolation isolation = Isolation.SNAPSHOT;

    @Nullable
    RecoveryReport recovery;

    @Nullable
    ErrorPosition position;

    @Nullable
    DatabaseException commitFailure;

    Hook duringExecute = execution -> {};
    Hook duringFetch = execution -> {};

    /** What a text gives. */
    static final class Answer {
        Prepared.Kind kind = Prepared.Kind.OTHER;
        List<ResultColumn> columns = List.of();
        List<@Nullable ValueType> parameters = List.of();
        List<List<@Nullable Object[]>> batches = List.of();
        long count;

        @Nullable
        TableDefinition target;

        List<ResultColumn> keyColumns = List.of();
        List<@Nullable Object[]> keys = List.of();

        @Nullable
        RuntimeException failure;

        Answer parameters(@Nullable ValueType... types) {
            parameters = Arrays.asList(types);
            return this;
        }

        Answer keys(List<ResultColumn> columns, @Nullable Object[]... rows) {
            keyColumns = columns;
            keys = List.of(rows);
            return this;
        }
    }

    /** A query with its rows in batches of at most two. */
    Answer onQuery(String sql, List<ResultColumn> columns, @Nullable Object[]... rows) {
        var answer = new Answer();
        answer.kind = Prepared.Kind.QUERY;
        answer.columns = columns;
        answer.batches = new ArrayList<>();
        for (int i = 0; i < rows.length; i += 2) {
            answer.batches.add(Arrays.asList(rows).subList(i, Math.min(rows.length, i + 2)));
        }
        answers.put(sql, answer);
        return answer;
    }

    Answer onUpdate(String sql, long count) {
        var answer = new Answer();
        answer.kind = Prepared.Kind.UPDATE;
        answer.count = count;
        answers.put(sql, answer);
        return answer;
    }

    Answer onOther(String sql) {
        var answer = new Answer();
        answers.put(sql, answer);
        return answer;
    }

    Answer onFailure(String sql, RuntimeException failure) {
        var answer = onUpdate(sql, 0);
        answer.failure = failure;
        return answer;
    }

    private void note(String event) {
        if (closed) {
            throw new DatabaseException(ErrorCode.CONNECTION_CLOSED, "the session is closed");
        }
        events.add(event);
    }

    @Override
    public Prepared prepare(String sql) {
        note("prepare " + sql);
        var answer = answers.get(sql);
        if (answer == null) {
            throw new DatabaseException(ErrorCode.SYNTAX_ERROR, "unknown text");
        }
        return new FakePrepared(sql, answer);
    }

    @Override
    public List<String> split(String sql) {
        return Arrays.stream(sql.split(";", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private final class FakePrepared implements Prepared {
        private final String sql;
        private final Answer answer;

        FakePrepared(String sql, Answer answer) {
            this.sql = sql;
            this.answer = answer;
        }

        @Override
        public String sql() {
            return sql;
        }

        @Override
        public Kind kind() {
            return answer.kind;
        }

        @Override
        public List<ResultColumn> columns() {
            return answer.columns;
        }

        @Override
        public List<@Nullable ValueType> parameters() {
            return answer.parameters;
        }

        @Override
        public @Nullable TableDefinition target() {
            return answer.target;
        }

        @Override
        public Result execute(@Nullable Object[] parameters, Execution execution) {
            note("execute " + sql);
            cancelled = false;
            executedWith.add(parameters);
            executions.add(execution);
            duringExecute.run(execution);
            if (answer.failure != null) {
                throw answer.failure;
            }
            if (answer.kind == Kind.QUERY) {
                openCursors++;
                return Result.rows(new FakeCursor(answer, execution));
            }
            if (readOnly) {
                throw new DatabaseException(ErrorCode.READ_ONLY, "read-only");
            }
            inTransaction = !autoCommit;
            return Result.count(
                    answer.count,
                    execution.generatedKeys() == null ? null : new RowsCursor(answer.keyColumns, answer.keys));
        }
    }

    /** Reuses its vectors from batch to batch, as real ones do. */
    private final class FakeCursor implements Cursor {
        private final Answer answer;
        private final Execution execution;
        private final ColumnVector[] vectors;
        private final Batch batch;
        private int next;
        private boolean open = true;

        FakeCursor(Answer answer, Execution execution) {
            this.answer = answer;
            this.execution = execution;
            this.vectors = answer.columns.stream()
                    .map(column -> ColumnVector.of(column.type()))
                    .toArray(ColumnVector[]::new);
            this.batch = new Batch(vectors);
        }

        @Override
        public List<ResultColumn> columns() {
            return answer.columns;
        }

        @Override
        public @Nullable Batch next() {
            duringFetch.run(execution);
            if (next == answer.batches.size()) {
                return null;
            }
            var rows = answer.batches.get(next++);
            for (int c = 0; c < vectors.length; c++) {
                vectors[c].clear();
                // A row that does not count, so that positions go through the selection.
                vectors[c].setObject(0, null);
                for (int r = 0; r < rows.size(); r++) {
                    vectors[c].setObject(r + 1, rows.get(r)[c]);
                }
            }
            batch.setSelection(new int[] {1, 2}, rows.size());
            return batch;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                openCursors--;
            }
        }
    }

    @Override
    public @Nullable ErrorPosition lastErrorPosition() {
        return position;
    }

    @Override
    public CatalogVersion catalog() {
        return CatalogVersion.EMPTY;
    }

    @Override
    public String setting(Setting setting) {
        return settings.getOrDefault(setting, setting.defaultValue());
    }

    @Override
    public void set(Setting setting, String value) {
        note("set " + setting);
        settings.put(setting, value);
    }

    @Override
    public boolean isAutoCommit() {
        return autoCommit;
    }

    @Override
    public void setAutoCommit(boolean autoCommit) {
        note("autocommit " + autoCommit);
        this.autoCommit = autoCommit;
        inTransaction = false;
        savepoints.clear();
    }

    @Override
    public boolean inTransaction() {
        return inTransaction;
    }

    @Override
    public void commit() {
        note("commit");
        inTransaction = false;
        savepoints.clear();
    }

    @Override
    public void rollback() {
        note("rollback");
        inTransaction = false;
        savepoints.clear();
    }

    @Override
    public void savepoint(String name) {
        note("savepoint");
        savepoints.add(name);
    }

    @Override
    public void rollbackTo(String name) {
        note("rollback to");
        int at = indexOf(name);
        savepoints.subList(at + 1, savepoints.size()).clear();
    }

    @Override
    public void release(String name) {
        note("release");
        int at = indexOf(name);
        savepoints.subList(at, savepoints.size()).clear();
    }

    private int indexOf(String name) {
        int at = savepoints.lastIndexOf(name);
        if (at < 0) {
            throw new DatabaseException(ErrorCode.UNKNOWN_SAVEPOINT, "there is no savepoint " + name);
        }
        return at;
    }

    @Override
    public void beginBatch() {
        note("begin batch");
    }

    @Override
    public void endBatch(boolean commit) {
        note("end batch " + commit);
        if (commitFailure != null) {
            throw commitFailure;
        }
    }

    @Override
    public @Nullable String takeCommitWarning() {
        return null;
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public void setIsolation(Isolation isolation) {
        if (inTransaction) {
            throw new DatabaseException(ErrorCode.ACTIVE_TRANSACTION, "within a transaction");
        }
        this.isolation = isolation;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public void setSchema(String schema) {
        if (!List.of("PUBLIC", "HISTORY").contains(schema.toUpperCase(Locale.ROOT))) {
            throw new DatabaseException(ErrorCode.UNKNOWN_SCHEMA, "there is no schema " + schema);
        }
        this.schema = schema;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void abort() {
        closed = true;
        alive = false;
    }

    @Override
    public @Nullable RecoveryReport recovery() {
        return recovery;
    }

    @Override
    public boolean isAlive() {
        return alive && !closed;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            events.add("close");
            closed = true;
        }
    }
}
