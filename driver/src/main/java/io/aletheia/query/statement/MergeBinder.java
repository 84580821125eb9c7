package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.DataChange.MergeAction;
import io.aletheia.grammar.tree.DataChange.MergeBranch;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.SqlCopies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Binds MERGE by planning the query that pairs the rows of the source with the target's strips:
 *
 * <pre>
 * MERGE INTO t USING s ON c WHEN MATCHED AND m THEN UPDATE SET x = e WHEN NOT MATCHED THEN INSERT VALUES (v)
 * SELECT strip of t, CASE WHEN t.$entity IS NULL THEN 1 ELSE CASE WHEN m THEN 0 ELSE -1 END END, guarded e, guarded v
 * FROM s LEFT JOIN t FOR VALID_TIME FROM a TO b ON c
 * </pre>
 *
 * A value is guarded by the conditions of its branch, so that it is computed for those rows only that take the branch. For one
 * statement.
 */
final class MergeBinder {
    private static final SqlParserPos PLACE = SqlParserPos.ZERO;

    private final QueryCompiler compiler;
    private final DataChange.Merge merge;
    private final ParameterPlan parameters;
    private final ExecutionContext binding;
    private final String sql;
    private final TableDefinition table;
    private final String name;

    MergeBinder(
            QueryCompiler compiler,
            DataChange.Merge merge,
            ParameterPlan parameters,
            ExecutionContext binding,
            String sql) {
        this.compiler = compiler;
        this.merge = merge;
        this.parameters = parameters;
        this.binding = binding;
        this.sql = sql;
        this.table = TargetTable.get(compiler.environment(), merge.target());
        this.name = merge.alias() == null ? table.name() : merge.alias().getSimple();
    }

    /** A branch while it is bound; an action without values has none. */
    private record Branch(MergeAction action, @Nullable Assignments values) {}

    BoundMerge bind() {
        var bounds = new RowExpressions();
        PortionPlan portion =
                PortionPlan.of(table, merge.portion(), compiler.environment(), bounds, parameters, binding);
        bounds.compile(compiler, parameters);
        SqlNode using = compiler.withoutPatterns(merge.using());
        requireSourceOnly(using);
        List<SqlNode> items = StripQuery.items(table, name);
        items.add(action());
        int firstComputed = items.size();
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < merge.branches().size(); i++) {
            MergeAction action = merge.branches().get(i).action();
            branches.add(new Branch(action, values(action, i, items)));
        }
        var join = new SqlJoin(
                PLACE,
                using,
                SqlLiteral.createBoolean(false, PLACE),
                JoinType.LEFT.symbol(PLACE),
                StripQuery.from(table, name, parameters),
                JoinConditionType.ON.symbol(PLACE),
                merge.on());
        QueryCompiler.Compiled compiled = compiler.withParameters(parameters.count() + StripQuery.PARAMETERS)
                .compile(QueryCompiler.select(items, join, null), TimeSpecs.NONE);
        parameters.use(compiled.query().parameters());
        List<BoundMerge.Action> actions = new ArrayList<>();
        for (Branch branch : branches) {
            Map<Integer, Cell> cells =
                    branch.values == null ? Map.of() : branch.values.cells(compiled.rowType(), firstComputed);
            actions.add(new BoundMerge.Action(kind(branch.action), cells));
        }
        Returning returning = Returning.bind(merge.returning(), table, merge.alias(), compiler, parameters, sql);
        return new BoundMerge(parameters, returning, table, portion, bounds, compiled.plan(), compiled.step(), actions);
    }

    private static BoundMerge.Kind kind(MergeAction action) {
        if (action instanceof MergeAction.MergeUpdate) {
            return BoundMerge.Kind.UPDATE;
        } else if (action instanceof MergeAction.MergeDelete) {
            return BoundMerge.Kind.DELETE;
        }
        return action instanceof MergeAction.MergeInsert ? BoundMerge.Kind.INSERT : BoundMerge.Kind.NOTHING;
    }

    private @Nullable Assignments values(MergeAction action, int branch, List<SqlNode> items) {
        if (action instanceof MergeAction.MergeUpdate update) {
            return Assignments.bind(
                    table,
                    update.assignments(),
                    compiler.environment(),
                    parameters,
                    binding,
                    items,
                    node -> guarded(branch, node));
        } else if (action instanceof MergeAction.MergeInsert insert) {
            int[] targets = InsertTargets.of(table, insert.columns(), false, merge.portion() != null);
            InsertTargets.checkCount(table, merge.target(), insert.values().size(), targets.length);
            return Assignments.bindRow(
                    table,
                    targets,
                    insert.values(),
                    compiler.environment(),
                    parameters,
                    binding,
                    items,
                    node -> guarded(branch, node));
        }
        return null;
    }

    /** What a row of the source brings for WHEN NOT MATCHED can name no column of the target: there is no strip. */
    private void requireSourceOnly(SqlNode using) {
        List<SqlNode> items = new ArrayList<>();
        for (MergeBranch branch : merge.branches()) {
            if (!branch.matched()) {
                if (branch.condition() != null) {
                    items.add(SqlCopies.of(branch.condition()));
                }
                if (branch.action() instanceof MergeAction.MergeInsert insert) {
                    insert.values().stream()
                            .filter(value -> value.getKind() != SqlKind.DEFAULT)
                            .forEach(value -> items.add(SqlCopies.of(value)));
                }
            }
        }
        if (!items.isEmpty()) {
            compiler.plan(QueryCompiler.select(items, SqlCopies.of(using), null), TimeSpecs.NONE);
        }
    }

    /** The number of the branch that a row takes; -1 for none. */
    private SqlNode action() {
        return either(chain(false, -1, null), chain(true, -1, null));
    }

    /** The value where its branch is taken, NULL elsewhere. */
    private SqlNode guarded(int branch, SqlNode value) {
        boolean matched = merge.branches().get(branch).matched();
        SqlNode chain = chain(matched, branch, value);
        SqlNode nothing = SqlLiteral.createNull(PLACE);
        return matched ? either(nothing, chain) : either(chain, nothing);
    }

    private SqlNode either(SqlNode unmatched, SqlNode matched) {
        SqlNode isMissing = SqlStdOperatorTable.IS_NULL.createCall(PLACE, StripQuery.entity(name));
        return choice(List.of(isMissing), List.of(unmatched), matched);
    }

    /** The branches of one kind in order: their numbers, or the value for one of them and NULL for those before it. */
    private SqlNode chain(boolean matched, int only, @Nullable SqlNode value) {
        List<SqlNode> conditions = new ArrayList<>();
        List<SqlNode> results = new ArrayList<>();
        for (int i = 0; i < merge.branches().size(); i++) {
            MergeBranch branch = merge.branches().get(i);
            if (branch.matched() != matched) {
                continue;
            }
            SqlNode result = value == null
                    ? SqlLiteral.createExactNumeric(Integer.toString(i), PLACE)
                    : i == only ? value : SqlLiteral.createNull(PLACE);
            if (branch.condition() == null) {
                return conditions.isEmpty() ? result : choice(conditions, results, result);
            }
            conditions.add(SqlCopies.of(branch.condition()));
            results.add(result);
            if (i == only) {
                break;
            }
        }
        SqlNode none = value == null ? SqlLiteral.createExactNumeric("-1", PLACE) : SqlLiteral.createNull(PLACE);
        return conditions.isEmpty() ? none : choice(conditions, results, none);
    }

    private static SqlNode choice(List<SqlNode> conditions, List<SqlNode> results, SqlNode otherwise) {
        return new SqlCase(PLACE, null, new SqlNodeList(conditions, PLACE), new SqlNodeList(results, PLACE), otherwise);
    }
}
