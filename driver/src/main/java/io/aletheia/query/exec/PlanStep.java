package io.aletheia.query.exec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a plan as EXPLAIN shows it, under the name of what really runs.
 *
 * @param name what it is called
 * @param attributes what it does: a text, or a list of texts, by name and in order
 * @param estimatedRows how many rows it was thought to give; NaN where nobody asked
 * @param measure what its runs took; null if it is not measured
 * @param inputs the operators whose rows it takes
 */
public record PlanStep(
        String name,
        Map<String, Object> attributes,
        double estimatedRows,
        @Nullable Measure measure,
        List<PlanStep> inputs) {
    /** Copies the inputs. */
    public PlanStep {
        inputs = List.copyOf(inputs);
    }

    /** A step that no expression of the planner stands for. */
    public static PlanStep of(String name, Map<String, Object> attributes, List<PlanStep> inputs) {
        return new PlanStep(name, attributes, Double.NaN, null, inputs);
    }

    /** An attribute alone. */
    public static Map<String, Object> with(String name, Object value) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(name, value);
        return attributes;
    }

    /** The same with what its runs took; null for not measured. */
    public PlanStep measured(@Nullable Measure taken) {
        return new PlanStep(name, attributes, estimatedRows, taken, inputs);
    }

    /** How long the operator took without its inputs. */
    public long ownNanos() {
        long own = measure == null ? 0 : measure.nanos();
        for (PlanStep input : inputs) {
            own -= input.measure == null ? 0 : input.measure.nanos();
        }
        // The clock is read at other moments for an operator and for its inputs.
        return Math.max(0, own);
    }
}
