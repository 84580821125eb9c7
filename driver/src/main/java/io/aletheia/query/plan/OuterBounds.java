package io.aletheia.query.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a view's time clause that name columns of the tables before it. A view is converted on its own, where those tables are not
 * known, so numbered stand-ins are in the bounds' place until the view's expression is there. Not thread-safe; for one view.
 *
 * <pre>
 * before: view v FOR VALID_TIME AS OF $cor0.d
 * within: TableRead(valid=[AS OF ?1000000000])
 * after:  TableRead(valid=[AS OF $cor0.d])
 * </pre>
 */
final class OuterBounds {
    /** Parameters of statements have numbers from 0 on. */
    static final int FIRST_STAND_IN = 1_000_000_000;

    private final ViewExpander views;
    private final RexBuilder builder;
    private final Map<Integer, RexNode> held = new HashMap<>();

    /** Nothing held yet; the expander gives out numbers that are unique in a statement. */
    OuterBounds(ViewExpander views, RexBuilder builder) {
        this.views = views;
        this.builder = builder;
    }

    /** The clause with stand-ins for the bounds that name columns. */
    TimeSpec withStandIns(TimeSpec spec) {
        return new TimeSpec(spec.kind(), standIn(spec.first()), standIn(spec.second()));
    }

    private @Nullable RexNode standIn(@Nullable RexNode bound) {
        if (bound == null || !RexUtil.containsCorrelation(bound)) {
            return bound;
        }
        int number = views.nextStandIn();
        held.put(number, bound);
        return builder.makeDynamicParam(bound.getType(), number);
    }

    /** The expression with the bounds in the place of their stand-ins. */
    RelNode putBack(RelNode rel) {
        return held.isEmpty() ? rel : rel.accept(new PutBack());
    }

    private final class PutBack extends RelHomogeneousShuttle {
        private final RexShuttle expressions = new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                RexNode bound = held.get(parameter.getIndex());
                return bound == null ? parameter : bound;
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) Objects.requireNonNull(super.visitSubQuery(subQuery));
                RelNode rel = visited.rel.accept(PutBack.this);
                return rel == visited.rel ? visited : visited.clone(rel);
            }
        };

        @Override
        public RelNode visit(RelNode other) {
            return super.visit(other).accept(expressions);
        }
    }
}
