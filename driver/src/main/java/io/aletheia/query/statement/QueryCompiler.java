package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.HiddenNames;
import io.aletheia.query.exec.ExecutablePlan;
import io.aletheia.query.exec.Measure;
import io.aletheia.query.exec.PlanCompiler;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.plan.Planner;
import io.aletheia.query.plan.QueryPlan;
import io.aletheia.query.plan.RewrittenQuery;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * From a query's syntax tree to a runnable plan: patterns and time are rewritten, the rest is planned and compiled. Throws whatever
 * Calcite throws. Not thread-safe; for one statement.
 */
final class QueryCompiler {
    private final Environment environment;
    private final int parameterCount;
    private final List<@Nullable ValueType> bound;
    private final ValueType standIn;
    private final boolean measured;
    private Runnable cancellation = () -> {};

    /**
     * A compiler.
     *
     * @param parameterCount number of parameters, those that the binder adds included
     * @param bound types of the values of parameters, as far as they are known
     * @param standIn the type of a parameter that nothing tells the type of
     */
    QueryCompiler(Environment environment, int parameterCount, List<@Nullable ValueType> bound, ValueType standIn) {
        this(environment, parameterCount, bound, standIn, false);
    }

    /** The same; if its plans are measured, their runs tell what each operator did. */
    QueryCompiler(
            Environment environment,
            int parameterCount,
            List<@Nullable ValueType> bound,
            ValueType standIn,
            boolean measured) {
        this.environment = environment;
        this.parameterCount = parameterCount;
        this.bound = bound;
        this.standIn = standIn;
        this.measured = measured;
    }

    /** The same, whose planning ends by what the cancellation throws. */
    QueryCompiler cancelledBy(Runnable newCancellation) {
        var compiler = new QueryCompiler(environment, parameterCount, bound, standIn, measured);
        compiler.cancellation = newCancellation;
        return compiler;
    }

    /** Something to measure a part of the statement with that has no plan; null if nobody asks. */
    @Nullable
    Measure measure() {
        return measured ? new Measure() : null;
    }

    /** Whether values of parameters say types that their context does not suit, which a key's type might not either. */
    boolean isBoundByValues() {
        return !bound.isEmpty();
    }

    Environment environment() {
        return environment;
    }

    /**
     * A planned query and its operators.
     *
     * @param query the plan
     * @param rowType the types of its columns as Calcite has them
     * @param plan the operators
     * @param step what they are, for EXPLAIN
     */
    record Compiled(QueryPlan query, RelDataType rowType, ExecutablePlan plan, Supplier<PlanStep> step) {}

    /** The same for a statement with more parameters. */
    QueryCompiler withParameters(int count) {
        return new QueryCompiler(environment, count, bound, standIn, measured).cancelledBy(cancellation);
    }

    /** The same with tables whose rows are given to each run. */
    QueryCompiler withGiven(Map<List<String>, TableDefinition> tables) {
        var extended = new Environment(
                environment.schemas().withGiven(tables),
                environment.schema(),
                environment.showPeriodColumns(),
                environment.times(),
                environment.zone());
        return new QueryCompiler(extended, parameterCount, bound, standIn, measured).cancelledBy(cancellation);
    }

    /** A SELECT of items. */
    static SqlSelect select(List<SqlNode> items, @Nullable SqlNode from, @Nullable SqlNode where) {
        return new SqlSelect(
                SqlParserPos.ZERO,
                SqlNodeList.EMPTY,
                new SqlNodeList(items, SqlParserPos.ZERO),
                from,
                where,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Whether columns are named that {@code *} hides. */
    static boolean namesHidden(SqlNode node) {
        return HiddenNames.in(node);
    }

    /** A part of a statement with joins in the place of patterns, as a query that holds it would have them. */
    SqlNode withoutPatterns(SqlNode part) {
        TimeSpecs defaults =
                new TimeRewriter(environment.zone()).rewrite(environment.times().under(TimeSpecs.NONE));
        return RewrittenQuery.withoutPatterns(part, environment.schemas().catalog(), defaults);
    }

    /** Compiles a query; the times are the statement's own, which come before the session's. */
    Compiled compile(SqlNode query, TimeSpecs statementTimes) {
        return compile(query, statementTimes, converted -> {});
    }

    /** The same for a query that is checked before it is rewritten. */
    Compiled compile(SqlNode query, TimeSpecs statementTimes, Consumer<RelNode> check) {
        QueryPlan planned = plan(query, statementTimes, check);
        RelDataType rowType = planned.rel().getRowType();
        if (measured) {
            PlanCompiler.Explained explained = PlanCompiler.explain(planned, true);
            return new Compiled(planned, rowType, explained.plan(), explained::step);
        }
        return new Compiled(
                planned,
                rowType,
                PlanCompiler.compile(planned.rel()),
                () -> PlanCompiler.explain(planned, false).step());
    }

    /** Plans a query without making operators of it. */
    QueryPlan plan(SqlNode query, TimeSpecs statementTimes) {
        return plan(query, statementTimes, converted -> {});
    }

    private QueryPlan plan(SqlNode query, TimeSpecs statementTimes, Consumer<RelNode> check) {
        var time = new TimeRewriter(environment.zone());
        TimeSpecs defaults = time.rewrite(environment.times().under(statementTimes));
        var rewritten = RewrittenQuery.of(query, environment.schemas().catalog(), time, defaults);
        return new Planner(
                        environment.schemas(),
                        environment.schema(),
                        environment.showPeriodColumns(),
                        environment.zone())
                .cancelledBy(cancellation)
                .plan(rewritten, parameterCount, bound, standIn, defaults, check);
    }
}
