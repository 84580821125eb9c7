package io.aletheia.query.statement;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.RowCheck;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.expression.Expression;
import io.aletheia.query.expression.ExpressionCompiler;
import io.aletheia.query.expression.Rows;
import io.aletheia.query.plan.TableRead;
import io.aletheia.query.temporal.TimeSettings;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the conditions of CHECK constraints, expressions over one row of their table, and evaluates the defaults that ON DELETE SET
 * DEFAULT sets, whatever the session's settings are.
 * Thread-safe; what is compiled is kept.
 */
public final class CheckConditions implements RowCheck.Compiler {
    private static final int COMPILED_MAX = 256;

    private record Checked(TableDefinition table, Constraint.Check check) {}

    private final ConcurrentHashMap<Checked, RowCheck> compiled = new ConcurrentHashMap<>();

    /** A compiler that knows nothing yet. */
    public CheckConditions() {}

    @Override
    public RowCheck compile(TableDefinition table, Constraint.Check check) {
        var key = new Checked(table, check);
        RowCheck known = compiled.get(key);
        if (known != null) {
            return known;
        }
        RowCheck made = compile(table, AletheiaSql.parseExpression(check.sql()));
        if (compiled.size() >= COMPILED_MAX) {
            compiled.clear();
        }
        compiled.put(key, made);
        return made;
    }

    @Override
    public @Nullable Object defaultValue(ColumnDefinition column, long nowMicros) {
        var context = new ExecutionContext(null, new Object[0], nowMicros, ZoneOffset.UTC, () -> {});
        return ColumnDefault.value(environment(List.of()), column, context);
    }

    /**
     * Compiles a condition that is not yet a constraint; its tree is changed.
     *
     * @throws RuntimeException what planning throws; INVALID_DEFINITION (42P16) if it is about more than one row
     */
    static RowCheck compile(TableDefinition table, SqlNode condition) {
        // The constraints of the table do not matter here, and those of others are not looked at.
        TableDefinition alone =
                new TableDefinition(1, CatalogVersion.PUBLIC, table.name(), table.columns(), List.of(0), null);
        var compiler = new QueryCompiler(environment(List.of(alone)), 0, List.of(), ValueType.VARCHAR);
        RelNode rel =
                compiler.plan(select(table.name(), condition), TimeSpecs.NONE).rel();
        if (rel instanceof Project project && project.getInput() instanceof TableRead read) {
            requireOwn(read);
            return of(
                    alone,
                    new ExpressionCompiler().compile(project.getProjects().get(0)),
                    read.projection());
        }
        if (rel instanceof TableRead read) {
            requireOwn(read);
            ValueType type = alone.columns().get(read.projection()[0]).type();
            return of(alone, new ExpressionCompiler().column(0, type), read.projection());
        }
        throw new DatabaseException(
                ErrorCode.INVALID_DEFINITION,
                "the condition of a CHECK is about one row, without aggregates and queries");
    }

    private static void requireOwn(TableRead read) {
        if (Arrays.stream(read.projection()).anyMatch(column -> column < 0)) {
            throw new DatabaseException(
                    ErrorCode.INVALID_DEFINITION,
                    "the condition of a CHECK is about the columns of a row, not about its period");
        }
    }

    private static Environment environment(List<TableDefinition> tables) {
        return new Environment(
                new Schemas(CatalogVersion.of(0, tables, List.of())),
                CatalogVersion.PUBLIC,
                false,
                TimeSettings.NOW,
                ZoneOffset.UTC);
    }

    private static RowCheck of(TableDefinition table, Expression condition, int[] columns) {
        if (condition.type().kind() != ValueType.Kind.BOOLEAN) {
            throw new DatabaseException(
                    ErrorCode.TYPE_MISMATCH, "the condition of a CHECK is BOOLEAN, not " + condition.type());
        }
        return (row, nowMicros) -> isFalse(table, condition, columns, row, nowMicros);
    }

    private static boolean isFalse(
            TableDefinition table, Expression condition, int[] columns, @Nullable Object[] row, long nowMicros) {
        ColumnVector[] vectors = new ColumnVector[columns.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = ColumnVector.of(table.columns().get(columns[i]).type());
            vectors[i].setObject(0, row[columns[i]]);
        }
        var batch = new Batch(vectors);
        batch.setSize(1);
        var context = new ExecutionContext(null, new Object[0], nowMicros, ZoneOffset.UTC, () -> {});
        LongVector truth = (LongVector) condition.bind(context).evaluate(batch, Rows.all(1));
        return !truth.isNull(0) && truth.values()[0] == 0;
    }

    private static SqlSelect select(String table, SqlNode condition) {
        SqlParserPos position = SqlParserPos.ZERO;
        return new SqlSelect(
                position,
                SqlNodeList.EMPTY,
                new SqlNodeList(List.of(condition), position),
                new SqlIdentifier(List.of(CatalogVersion.PUBLIC, table), position),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
