package io.aletheia.query.exec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.calcite.rel.RelNode;

/** Notes the operators of a plan while it is compiled, and wraps each if it is to be measured. For one plan. */
final class PlanSteps {
    private final ToDoubleFunction<RelNode> estimate;
    private final boolean measured;
    /** The steps noted so far at each depth, the deepest first. */
    private final Deque<List<PlanStep>> steps = new ArrayDeque<>();

    private final Set<ExecutablePlan> noted = Collections.newSetFromMap(new IdentityHashMap<>());

    PlanSteps(ToDoubleFunction<RelNode> estimate, boolean measured) {
        this.estimate = estimate;
        this.measured = measured;
        steps.push(new ArrayList<>());
    }

    /** Compiles an expression and notes what it became. */
    ExecutablePlan note(RelNode rel, Supplier<ExecutablePlan> compiling) {
        steps.push(new ArrayList<>());
        ExecutablePlan plan = compiling.get();
        List<PlanStep> inputs = steps.pop();
        List<PlanStep> beside = steps.element();
        if (noted.contains(plan)) {
            // The expression asks for nothing to be done, such as a sort by nothing.
            beside.addAll(inputs);
            return plan;
        }
        Measure measure = measured ? new Measure() : null;
        ExecutablePlan running = measure == null ? plan : new MeasuredOperator(plan, measure);
        beside.add(StepText.of(rel, plan, estimate.applyAsDouble(rel), measure, inputs));
        noted.add(running);
        return running;
    }

    /** The whole plan. */
    PlanStep root() {
        return steps.element().get(0);
    }
}
