package io.aletheia.engine.store;

import io.aletheia.engine.model.TableDefinition;
import java.util.List;

/**
 * What a checkpoint's manifest says of one table. Immutable.
 *
 * @param definition the table
 * @param entityIdMax the greatest entity id given out
 * @param rows how many rows the chunks hold together
 * @param chunks the chunk files in the order of their rows
 * @param closures the files that say which rows of the chunks have ended since the chunks were written
 */
public record TableImage(
        TableDefinition definition, long entityIdMax, int rows, List<StoreFile> chunks, List<StoreFile> closures) {
    /** Copies the lists. */
    public TableImage {
        chunks = List.copyOf(chunks);
        closures = List.copyOf(closures);
    }
}
