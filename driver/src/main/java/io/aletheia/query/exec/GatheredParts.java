package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a plan, computed by several threads and given in the plan's order. They are kept until they are asked for; what has no room
 * is computed when it is asked for.
 */
final class GatheredParts implements BatchSource {
    /** Rows are kept in pieces of so many, so that none is copied when there are more of them. */
    private static final int CHUNK_ROWS = 8 * Batch.ROWS;

    private final List<Part> parts = new ArrayList<>();
    private final ExecutionContext context;
    private final AtomicLong keptBytes = new AtomicLong();
    private boolean gathered;
    private int at;

    private GatheredParts(List<BatchSource> sources, List<ValueType> types, ExecutionContext context) {
        this.context = context;
        for (BatchSource source : sources) {
            ExecutionContext apart = context.apart();
            parts.add(new Part(source, types, apart));
        }
    }

    /** Starts a run of a plan all of whose rows will be asked for. */
    static BatchSource of(ExecutablePlan plan, ExecutionContext context) {
        if (plan.parts(context) == 1) {
            return plan.open(context);
        }
        List<BatchSource> sources = plan.openParts(context);
        return sources.size() == 1 ? sources.get(0) : new GatheredParts(sources, plan.types(), context);
    }

    @Override
    public @Nullable Batch next() {
        if (!gathered) {
            gathered = true;
            context.workers()
                    .run(parts.stream().<Workers.Part>map(part -> part::gather).toList());
        }
        while (at < parts.size()) {
            Batch batch = parts.get(at).next();
            if (batch != null) {
                return batch;
            }
            at++;
        }
        return null;
    }

    @Override
    public void close() {
        at = parts.size();
        parts.forEach(part -> part.apart.releaseAll());
        new Sources.All(parts.stream().map(part -> part.source).toList()).close();
    }

    /** Some of the rows: those that were kept, then the rest. */
    private final class Part {
        private final BatchSource source;
        private final List<ValueType> types;
        private final ExecutionContext apart;
        private final Deque<RowStore> kept = new ArrayDeque<>();
        private BatchSource given = Sources.EMPTY;
        /** Whose rows are being given. */
        private @Nullable RowStore chunk;

        private boolean ended;

        Part(BatchSource source, List<ValueType> types, ExecutionContext apart) {
            this.source = source;
            this.types = types;
            this.apart = apart;
        }

        void gather(BooleanSupplier isWanted) {
            // Whoever asks for the rows may keep them as well.
            while (isWanted.getAsBoolean() && context.hasRoom(keptBytes.get())) {
                Batch batch = source.next();
                if (batch == null) {
                    ended = true;
                    return;
                }
                context.checkCancelled();
                keep(batch);
            }
        }

        private void keep(Batch batch) {
            RowStore last = kept.peekLast();
            if (last == null || last.size() >= CHUNK_ROWS) {
                last = new RowStore(types, apart);
                kept.add(last);
            }
            last.append(batch);
            keptBytes.addAndGet(last.bytes(batch.size()));
        }

        @Nullable
        Batch next() {
            Batch batch = given.next();
            while (batch == null && !kept.isEmpty()) {
                // Their room is wanted by whoever asks for more.
                forget();
                chunk = kept.remove();
                given = chunk.source();
                batch = given.next();
            }
            if (batch == null) {
                forget();
                batch = ended ? null : source.next();
            }
            return batch;
        }

        private void forget() {
            if (chunk != null) {
                chunk.clear();
                chunk = null;
            }
        }
    }
}
