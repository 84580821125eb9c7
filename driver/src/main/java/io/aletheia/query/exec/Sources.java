package io.aletheia.query.exec;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Small sources of batches. */
final class Sources {
    /** Without rows. */
    static final BatchSource EMPTY = new BatchSource() {
        @Override
        public @Nullable Batch next() {
            return null;
        }

        @Override
        public void close() {}
    };

    private Sources() {}

    /** A source that is made when its first batch is asked for, and closed if it was made. */
    static BatchSource deferred(Supplier<BatchSource> supplier) {
        return new BatchSource() {
            private @Nullable BatchSource source;
            private boolean closed;

            @Override
            public @Nullable Batch next() {
                if (closed) {
                    return null;
                }
                if (source == null) {
                    source = supplier.get();
                }
                return source.next();
            }

            @Override
            public void close() {
                closed = true;
                if (source != null) {
                    source.close();
                }
            }
        };
    }

    /** Several sources one after the other; closes them all. */
    static final class All implements BatchSource {
        private final List<BatchSource> sources;
        private int at;

        All(List<BatchSource> sources) {
            this.sources = sources;
        }

        @Override
        public @Nullable Batch next() {
            while (at < sources.size()) {
                Batch batch = sources.get(at).next();
                if (batch != null) {
                    return batch;
                }
                at++;
            }
            return null;
        }

        @Override
        public void close() {
            at = sources.size();
            close(0);
        }

        private void close(int from) {
            if (from < sources.size()) {
                closeBoth(sources.get(from), () -> close(from + 1));
            }
        }
    }

    /** Closes both, the second also if the first fails. */
    static void closeBoth(AutoCloseable first, AutoCloseable second) {
        try (AutoCloseable last = second;
                AutoCloseable before = first) {
            assert last != before;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("closing failed", e);
        }
    }
}
