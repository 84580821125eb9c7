package io.aletheia.query.exec;

import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;

/** A step that makes of each batch of its input what comes of it, whatever the others hold, so that threads can share the work. */
abstract class BatchwiseOperator extends Operator {
    private final ExecutablePlan input;

    BatchwiseOperator(List<ValueType> types, ExecutablePlan input) {
        super(types);
        this.input = input;
    }

    /** The types of the input's columns. */
    final List<ValueType> inputTypes() {
        return input.types();
    }

    /** Whether this run gives the same when parts of the input are worked on at the same time. */
    abstract boolean isDivisible(ExecutionContext context);

    /** What comes of a source's batches; closes the source when it is closed. */
    abstract BatchSource over(BatchSource source, ExecutionContext context);

    @Override
    public final BatchSource open(ExecutionContext context) {
        BatchSource source = input.open(context);
        try {
            return over(source, context);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    @Override
    public final int parts(ExecutionContext context) {
        return isDivisible(context) ? input.parts(context) : 1;
    }

    @Override
    public final List<BatchSource> openParts(ExecutionContext context) {
        if (!isDivisible(context)) {
            return List.of(open(context));
        }
        List<BatchSource> sources = input.openParts(context);
        List<BatchSource> parts = new ArrayList<>();
        try {
            for (BatchSource source : sources) {
                parts.add(over(source, context));
            }
            return parts;
        } catch (RuntimeException | Error e) {
            new Sources.All(sources).close();
            throw e;
        }
    }
}
