package io.aletheia.query.plan;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rewriting asks about expressions, answered by hand: row counts, and which expressions give one row at most; everything
 * else is unknown. Calcite's own providers would generate and compile code for these questions. Thread-safe.
 */
final class PlanMetadata implements MetadataHandlerProvider {
    private static final PlanMetadata INSTANCE = new PlanMetadata();

    private final Object handlers;

    private PlanMetadata() {
        Class<?>[] questions = {
            BuiltInMetadata.Collation.Handler.class,
            BuiltInMetadata.ColumnOrigin.Handler.class,
            BuiltInMetadata.ExpressionLineage.Handler.class,
            BuiltInMetadata.TableReferences.Handler.class,
            BuiltInMetadata.ColumnUniqueness.Handler.class,
            BuiltInMetadata.CumulativeCost.Handler.class,
            BuiltInMetadata.DistinctRowCount.Handler.class,
            BuiltInMetadata.Distribution.Handler.class,
            BuiltInMetadata.ExplainVisibility.Handler.class,
            BuiltInMetadata.MaxRowCount.Handler.class,
            BuiltInMetadata.MinRowCount.Handler.class,
            BuiltInMetadata.Memory.Handler.class,
            BuiltInMetadata.Measure.Handler.class,
            BuiltInMetadata.NonCumulativeCost.Handler.class,
            BuiltInMetadata.Parallelism.Handler.class,
            BuiltInMetadata.PercentageOriginalRows.Handler.class,
            BuiltInMetadata.PopulationSize.Handler.class,
            BuiltInMetadata.Predicates.Handler.class,
            BuiltInMetadata.AllPredicates.Handler.class,
            BuiltInMetadata.NodeTypes.Handler.class,
            BuiltInMetadata.RowCount.Handler.class,
            BuiltInMetadata.Selectivity.Handler.class,
            BuiltInMetadata.Size.Handler.class,
            BuiltInMetadata.UniqueKeys.Handler.class,
            BuiltInMetadata.LowerBoundCost.Handler.class,
            BuiltInMetadata.FunctionalDependency.Handler.class,
            BuiltInMetadata.InputFieldsUsed.Handler.class
        };
        this.handlers = Proxy.newProxyInstance(PlanMetadata.class.getClassLoader(), questions, new Answers());
    }

    /** A new query, which caches nothing worth keeping. */
    static RelMetadataQuery query() {
        return new RelMetadataQuery(INSTANCE);
    }

    @Override
    public <MH extends MetadataHandler<?>> MH handler(Class<MH> handlerClass) {
        return handlerClass.cast(handlers);
    }

    private static final class Answers implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            if (arguments == null || !(arguments[0] instanceof RelNode rel)) {
                return switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> arguments != null && arguments[0] == proxy;
                    case "toString" -> "PlanMetadata";
                    default -> null;
                };
            }
            RelMetadataQuery query = (RelMetadataQuery) arguments[1];
            return switch (method.getName()) {
                case "getRowCount" -> stripped(rel).estimateRowCount(query == null ? query() : query);
                case "getPredicates" -> RelOptPredicateList.EMPTY;
                case "getMaxRowCount" -> isSingleRow(stripped(rel)) ? 1D : null;
                case "areColumnsUnique" -> areColumnsUnique(stripped(rel), arguments);
                case "isVisibleInExplain" -> true;
                default -> null;
            };
        }

        private static @Nullable Boolean areColumnsUnique(RelNode rel, @Nullable Object[] arguments) {
            if (isSingleRow(rel)) {
                return true;
            }
            boolean unique = rel instanceof Aggregate aggregate
                    && arguments[2] instanceof ImmutableBitSet columns
                    && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                    && columns.contains(ImmutableBitSet.range(aggregate.getGroupCount()));
            return unique ? true : null;
        }

        private static boolean isSingleRow(RelNode rel) {
            if (rel instanceof Aggregate aggregate) {
                return aggregate.getGroupSets().size() == 1
                        && aggregate.getGroupSet().isEmpty();
            } else if (rel instanceof Values values) {
                return values.getTuples().size() <= 1;
            } else if (rel instanceof Filter filter) {
                return isOneEntity(filter) || isSingleRow(stripped(filter.getInput()));
            } else if (rel instanceof Project) {
                return isSingleRow(stripped(rel.getInput(0)));
            } else if (rel instanceof Sort sort) {
                return sort.fetch instanceof RexLiteral fetch
                        && Integer.valueOf(1).equals(fetch.getValueAs(Integer.class));
            }
            return false;
        }

        /** Whether the filter gives a primary key at one instant of each time: there is one version at most. */
        private static boolean isOneEntity(Filter filter) {
            RelNode lookup = KeyLookup.apply(filter);
            RelNode leaf = lookup instanceof Filter rest ? rest.getInput() : lookup;
            return leaf instanceof TableRead read
                    && read.key() != null
                    && read.valid().isInstant()
                    && read.system().isInstant();
        }

        private static RelNode stripped(RelNode rel) {
            return rel instanceof HepRelVertex vertex ? vertex.getCurrentRel() : rel.stripped();
        }
    }
}
