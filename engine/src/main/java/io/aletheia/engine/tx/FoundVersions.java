package io.aletheia.engine.tx;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.Probe;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a probe answers for entities, without saying which row is whose. Not thread-safe. */
final class FoundVersions implements BatchSource {
    private final Probe probe;
    private final long[] ids;
    private int asked;
    private boolean answering;

    /** The versions of entities. The array belongs to the source from here on. */
    FoundVersions(Probe probe, long[] ids) {
        this.probe = probe;
        this.ids = ids;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (!answering) {
                if (asked == ids.length) {
                    return null;
                }
                int count = Math.min(Batch.ROWS, ids.length - asked);
                probe.start(Arrays.copyOfRange(ids, asked, asked + count), count);
                asked += count;
                answering = true;
            }
            Batch answer = probe.next();
            if (answer != null && answer.size() > 0) {
                return withoutPosition(answer);
            }
            answering = answer != null;
        }
    }

    private static Batch withoutPosition(Batch answer) {
        ColumnVector[] columns = new ColumnVector[answer.width() - 1];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = answer.column(i + 1);
        }
        var batch = new Batch(columns);
        int[] selection = answer.selection();
        if (selection == null) {
            batch.setSize(answer.size());
        } else {
            batch.setSelection(selection, answer.size());
        }
        return batch;
    }

    @Override
    public void close() {
        probe.close();
    }
}
