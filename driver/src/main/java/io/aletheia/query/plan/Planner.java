package io.aletheia.query.plan;

import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.EngineTable;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.expression.ConstantReducer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * From a syntax tree to a plan: validate, convert, rewrite. Thread-safe; everything that Calcite needs is made anew for each statement.
 */
public final class Planner {
    private static final RexExecutor REDUCER = new ConstantReducer();

    private final Schemas schemas;
    private final String schema;
    private final boolean showPeriodColumns;
    private final ZoneId zone;
    private Runnable cancellation = () -> {};

    /**
     * A planner.
     *
     * @param schemas the tables
     * @param schema where names without a schema are looked for
     * @param showPeriodColumns whether {@code *} shows the period columns
     * @param zone the session's time zone, in which views are read
     */
    public Planner(Schemas schemas, String schema, boolean showPeriodColumns, ZoneId zone) {
        this.zone = zone;
        this.schemas = schemas;
        this.schema = schema;
        this.showPeriodColumns = showPeriodColumns;
    }

    /** The same; the cancellation is run often while it plans, and ends that by what it throws. */
    public Planner cancelledBy(Runnable newCancellation) {
        var planner = new Planner(schemas, schema, showPeriodColumns, zone);
        planner.cancellation = newCancellation;
        return planner;
    }

    /** Plans a query of which nothing more is asked than the others are. */
    public QueryPlan plan(
            RewrittenQuery query,
            int parameterCount,
            List<@Nullable ValueType> bound,
            ValueType standIn,
            TimeSpecs defaults) {
        return plan(query, parameterCount, bound, standIn, defaults, converted -> {});
    }

    /**
     * Plans a query.
     *
     * @param query the query, which is changed
     * @param parameterCount number of parameters
     * @param bound types of the parameters' values, as far as they are known
     * @param standIn the type of a parameter that nothing tells the type of
     * @param defaults the times of tables that say none
     * @param check sees the expression before it is rewritten, when sub-queries still stand within what they belong to
     * @throws RuntimeException whatever Calcite throws; see {@code PlanErrors}
     */
    public QueryPlan plan(
            RewrittenQuery query,
            int parameterCount,
            List<@Nullable ValueType> bound,
            ValueType standIn,
            TimeSpecs defaults,
            Consumer<RelNode> check) {
        var typeFactory = new AletheiaTypeFactory();
        EngineTable.Shape shape = showPeriodColumns
                ? EngineTable.Shape.WIDE_SHOWN
                : query.wide() ? EngineTable.Shape.WIDE : EngineTable.Shape.DECLARED;
        CalciteCatalogReader reader = schemas.reader(typeFactory, shape, schema);
        var parameters = new ParameterTypes(typeFactory, parameterCount, bound, standIn);
        var validator = new AletheiaValidator(
                Operators.TABLE, reader, typeFactory, parameters, showPeriodColumns || query.wide());
        validator.cancelledBy(cancellation);
        SqlNode validated = validator.validate(query.query());
        RelOptCluster cluster = newCluster(typeFactory);
        var views = new ViewExpander(schemas, zone, cluster, parameters);
        var converter = new AletheiaConverter(validator, reader, cluster, parameters, views);
        converter.setDefaults(defaults);
        RelNode converted = converter.convert(validated).project();
        check.accept(converted);
        var estimates = new Estimates(schemas.statistics());
        RelNode rel = rewrite(converted, cluster, parameters, estimates);
        return new QueryPlan(
                rel,
                PlannedColumn.of(validator, validated, rel, schemas.catalog()),
                parameters,
                views.named(),
                estimates.basis());
    }

    private RelOptCluster newCluster(AletheiaTypeFactory typeFactory) {
        HepPlanner planner = newHep(HepProgram.builder().build());
        RelOptCluster cluster = RelOptCluster.create(planner, new AletheiaRexBuilder(typeFactory));
        cluster.setMetadataQuerySupplier(PlanMetadata::query);
        return cluster;
    }

    private HepPlanner newHep(HepProgram program) {
        var hep = new HepPlanner(program) {
            @Override
            public void checkCancel() {
                cancellation.run();
            }
        };
        hep.setExecutor(REDUCER);
        return hep;
    }

    private RelNode rewrite(RelNode converted, RelOptCluster cluster, ParameterTypes parameters, Estimates estimates) {
        RelNode rel = converted;
        Contents contents = Contents.of(rel);
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(cluster, null);
        if (contents.subQueries) {
            rel = run(Rules.SubQueries.PROGRAM, rel);
            contents = Contents.of(rel);
        }
        if (contents.correlates) {
            rel = Decorrelator.apply(rel);
        }
        rel = AntiJoins.apply(run(Rules.PushDown.PROGRAM, LongChains.shorten(parameters.withCasts(rel))));
        rel = rel.accept(new Accesses(estimates, cancellation));
        rel = new FieldTrimmer(builder).trim(rel);
        rel = run(Rules.Projections.PROGRAM, rel);
        // A limit within a correlation becomes a window.
        if (Contents.of(rel).windows) {
            rel = run(Rules.Windows.PROGRAM, rel);
        }
        return JoinSides.apply(rel, estimates);
    }

    private RelNode run(HepProgram program, RelNode rel) {
        HepPlanner hep = newHep(program);
        hep.setRoot(rel);
        return hep.findBestExp();
    }

    /** Which of the constructs that need passes of their own a plan holds. */
    private static final class Contents extends RelHomogeneousShuttle {
        private boolean subQueries;
        private boolean correlates;
        private boolean windows;

        static Contents of(RelNode rel) {
            var contents = new Contents();
            rel.accept(contents);
            return contents;
        }

        @Override
        public RelNode visit(RelNode other) {
            subQueries |= (other instanceof Project project && RexUtil.SubQueryFinder.containsSubQuery(project))
                    || (other instanceof Filter filter && RexUtil.SubQueryFinder.containsSubQuery(filter))
                    || (other instanceof Join join && RexUtil.SubQueryFinder.containsSubQuery(join));
            correlates |= other instanceof Correlate;
            windows |= other instanceof Project projection && RexOver.containsOver(projection.getProjects(), null);
            return super.visit(other);
        }
    }

    /** Chooses access paths from the leaves up, and the order of joins. */
    private static final class Accesses extends RelHomogeneousShuttle {
        private final Estimates estimates;
        private final Runnable cancellation;

        Accesses(Estimates estimates, Runnable cancellation) {
            this.estimates = estimates;
            this.cancellation = cancellation;
        }

        @Override
        public RelNode visit(RelNode other) {
            cancellation.run();
            if (JoinGraph.isInner(other)) {
                JoinGraph graph = JoinGraph.of((Join) other);
                List<RelNode> factors = new ArrayList<>();
                for (int i = 0; i < graph.size(); i++) {
                    factors.add(graph.factor(i).accept(this));
                }
                return JoinOrder.apply(graph, factors, estimates);
            }
            RelNode rel = super.visit(other);
            if (rel instanceof Filter filter) {
                RelNode found = KeyLookup.apply(filter);
                return found == filter ? IndexChoice.apply(filter) : found;
            }
            return rel;
        }
    }
}
