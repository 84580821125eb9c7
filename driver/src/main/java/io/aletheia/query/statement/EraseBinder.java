package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Binds ERASE. Entities are found by planning the query
 *
 * <pre>
 * ERASE FROM t WHERE c
 * SELECT t.$entity FROM t FOR VALID_TIME ALL FOR SYSTEM_TIME ALL WHERE c
 * </pre>
 *
 * For one statement.
 */
final class EraseBinder {
    private final QueryCompiler compiler;
    private final Environment environment;
    private final ParameterPlan parameters;
    private final ExecutionContext binding;
    private final String sql;

    EraseBinder(QueryCompiler compiler, ParameterPlan parameters, ExecutionContext binding, String sql) {
        this.compiler = compiler;
        this.environment = compiler.environment();
        this.parameters = parameters;
        this.binding = binding;
        this.sql = sql;
    }

    BoundChange bind(DataChange.Erase erase) {
        TableDefinition table = TargetTable.get(environment, erase.target());
        SqlNode before = erase.before();
        return before == null ? entities(erase, table) : history(erase, table, before);
    }

    private @Nullable Returning returning(DataChange.Erase erase, TableDefinition table) {
        return Returning.bind(erase.returning(), table, erase.alias(), compiler, parameters, sql);
    }

    private BoundErase entities(DataChange.Erase erase, TableDefinition table) {
        String name = erase.alias() == null ? table.name() : erase.alias().getSimple();
        SqlParserPos position = SqlParserPos.ZERO;
        SqlNode from = SqlStdOperatorTable.AS.createCall(
                position,
                new SqlTemporalTable(
                        position,
                        new SqlIdentifier(List.of(table.schema(), table.name()), position),
                        new TimeSpecs(PeriodSpec.ALL, PeriodSpec.ALL)),
                new SqlIdentifier(name, position));
        QueryCompiler.Compiled compiled = compiler.compile(
                QueryCompiler.select(List.of(StripQuery.entity(name)), from, erase.where()), TimeSpecs.NONE);
        parameters.use(compiled.query().parameters());
        return new BoundErase(
                parameters, returning(erase, table), table, compiled.plan(), compiled.step(), erase.cascade());
    }

    private BoundForget history(DataChange.Erase erase, TableDefinition table, SqlNode before) {
        SqlNode read = new TimeRewriter(environment.zone()).rewriteBound(before);
        var expressions = new RowExpressions();
        PortionPlan.Bound bound = PortionPlan.bound(read, expressions, parameters, binding);
        expressions.compile(compiler, parameters);
        return new BoundForget(parameters, returning(erase, table), table, bound, expressions);
    }
}
