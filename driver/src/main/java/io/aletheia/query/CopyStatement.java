package io.aletheia.query;

import io.aletheia.engine.Transaction;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Copy;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.query.copy.CsvLoad;
import io.aletheia.query.copy.CsvOptions;
import io.aletheia.query.copy.PeriodSource;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.statement.CopyTarget;
import io.aletheia.query.statement.EntityCount;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** COPY ... FROM a CSV file: all of it, or nothing. A relative path is taken from the process's directory. */
final class CopyStatement implements Prepared {
    private final EngineSession session;
    private final String sql;

    CopyStatement(EngineSession session, String sql, Copy.From copy) {
        this.session = session;
        this.sql = sql;
        if (copy.parameterCount() > 0) {
            throw new DatabaseException(ErrorCode.UNSUPPORTED, "a parameter in COPY is not supported yet");
        }
        // Errors of names and options appear while preparing.
        CopyTarget.of(session.environment(), copy);
        CsvOptions.of(copy.options());
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public Kind kind() {
        return Kind.UPDATE;
    }

    @Override
    public List<ResultColumn> columns() {
        return List.of();
    }

    @Override
    public List<@Nullable ValueType> parameters() {
        return List.of();
    }

    @Override
    public Result execute(@Nullable Object[] parameters, Execution execution) {
        return session.run(sql, execution, interruption -> {
            interruption.isTimed();
            session.requireWritable();
            Copy.From copy = (Copy.From) AletheiaSql.parse(sql);
            CopyTarget target = CopyTarget.of(session.environment(), copy);
            PeriodSource period = period(copy.portion(), interruption);
            var clipped = new ClippedEdges();
            long count = session.write(transaction ->
                    clipped.count(transaction, () -> load(transaction, copy, target, period, interruption)));
            return Result.count(count, null).with(clipped.warning());
        });
    }

    private long load(
            Transaction transaction,
            Copy.From copy,
            CopyTarget target,
            PeriodSource period,
            Interruption interruption) {
        ExecutionContext context = session.context(transaction, new Object[0], interruption);
        var count = new EntityCount();
        new CsvLoad(
                        target.table(),
                        path(copy.file()),
                        CsvOptions.of(copy.options()),
                        target.columnNames(),
                        target.defaults(context),
                        period,
                        context)
                .run(transaction, entity -> {
                    count.add(entity);
                    interruption.progressed(1);
                });
        return count.distinct();
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new DatabaseException(ErrorCode.FILE_UNREADABLE, "not a file name: " + file, e);
        }
    }

    private PeriodSource period(@Nullable PeriodSpec spec, Interruption interruption) {
        if (spec == null) {
            return new PeriodSource(Time.BEGINNING, Time.FOREVER, true, null, null);
        }
        if (spec.kind() == PeriodSpec.Kind.ALL) {
            return new PeriodSource(Time.BEGINNING, Time.FOREVER, false, null, null);
        }
        String fromField = field(spec.from());
        String toField = field(spec.to());
        return new PeriodSource(
                fromField != null || spec.from() == null ? Time.BEGINNING : session.instant(spec.from(), interruption),
                toField != null || spec.to() == null ? Time.FOREVER : session.instant(spec.to(), interruption),
                false,
                fromField,
                toField);
    }

    /** The field of the file that a bound names; null if it is an expression. */
    private static @Nullable String field(@Nullable SqlNode bound) {
        if (!(bound instanceof SqlIdentifier identifier) || !identifier.isSimple()) {
            return null;
        }
        String name = identifier.getSimple();
        boolean openEnd = name.equalsIgnoreCase("END_OF_TIME") || name.equalsIgnoreCase("BEGINNING_OF_TIME");
        return openEnd ? null : name;
    }
}
