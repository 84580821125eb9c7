package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.exec.ExecutionContext;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Binds UPDATE and DELETE by planning the query that finds their strips:
 *
 * <pre>
 * UPDATE t FOR PORTION OF VALID_TIME FROM a TO b SET x = e WHERE c
 * SELECT t.$entity, t._valid_from, t._valid_to, t._system_from, all columns, e
 * FROM t FOR VALID_TIME FROM a TO b FOR SYSTEM_TIME AS OF now WHERE c
 * </pre>
 *
 * Where the condition is a key and nothing is to be computed, no query is needed. For one statement.
 */
final class StripChangeBinder {
    private final QueryCompiler compiler;
    private final Environment environment;
    private final ParameterPlan parameters;
    private final ExecutionContext binding;
    private final String sql;

    StripChangeBinder(QueryCompiler compiler, ParameterPlan parameters, ExecutionContext binding, String sql) {
        this.sql = sql;
        this.compiler = compiler;
        this.environment = compiler.environment();
        this.parameters = parameters;
        this.binding = binding;
    }

    BoundStripChange bind(DataChange.Update update) {
        return bind(update, update.portion(), update.where(), update.assignments(), false);
    }

    BoundStripChange bind(DataChange.Delete delete) {
        return bind(delete, delete.portion(), delete.where(), null, delete.detach());
    }

    private BoundStripChange bind(
            DataChange change,
            @Nullable PeriodSpec portionClause,
            @Nullable SqlNode where,
            @Nullable List<DataChange.Assignment> assignments,
            boolean detaches) {
        TableDefinition table = TargetTable.get(environment, change.target());
        var bounds = new RowExpressions();
        PortionPlan portion = PortionPlan.of(table, portionClause, environment, bounds, parameters, binding);
        bounds.compile(compiler, parameters);
        String name = change.alias() == null ? table.name() : change.alias().getSimple();
        List<SqlNode> items = StripQuery.items(table, name);
        Assignments set = assignments == null
                ? null
                : Assignments.bind(
                        table, assignments, environment, parameters, binding, items, UnaryOperator.identity());
        KeyEquality key = items.size() > StripQuery.width(table) || where == null || compiler.isBoundByValues()
                ? null
                : KeyEquality.of(where, table, name, environment, parameters);
        Map<Integer, Cell> cells;
        StripFinder strips;
        if (key == null) {
            QueryCompiler.Compiled compiled = compiler.withParameters(parameters.count() + StripQuery.PARAMETERS)
                    .compile(
                            QueryCompiler.select(items, StripQuery.from(table, name, parameters), where),
                            TimeSpecs.NONE);
            parameters.use(compiled.query().parameters());
            cells = set == null ? null : set.cells(compiled.rowType(), StripQuery.width(table));
            strips = new PlannedStrips(table, parameters, compiled.plan(), compiled.step());
        } else {
            cells = set == null ? null : set.cells();
            strips = new KeyedStrips(table, key, compiler.measure());
        }
        Returning returning = Returning.bind(change.returning(), table, change.alias(), compiler, parameters, sql);
        return new BoundStripChange(
                parameters, returning, table, portion, bounds, strips, cells, detaches && !table.isEdge());
    }
}
