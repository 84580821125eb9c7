package io.aletheia.engine.store;

import io.aletheia.engine.model.TableDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a checkpoint's manifest says of one table. Immutable.
 *
 * @param definition the table
 * @param entityIdMax the greatest entity id given out
 * @param rows how many rows the chunks hold together
 * @param chunks the chunk files in the order of their rows
 * @param closures the files that say which rows of the chunks have ended since the chunks were written
 * @param erasures the files that say what was erased and forgotten
 */
public record TableImage(
        TableDefinition definition,
        long entityIdMax,
        int rows,
        List<StoreFile> chunks,
        List<StoreFile> closures,
        List<StoreFile> erasures) {
    /** A table of which nothing was erased. */
    public TableImage(
            TableDefinition definition, long entityIdMax, int rows, List<StoreFile> chunks, List<StoreFile> closures) {
        this(definition, entityIdMax, rows, chunks, closures, List.of());
    }

    /** Copies the lists. */
    public TableImage {
        chunks = List.copyOf(chunks);
        closures = List.copyOf(closures);
        erasures = List.copyOf(erasures);
    }

    /** The same with the files that say what was erased and forgotten. */
    public TableImage with(List<StoreFile> files) {
        return new TableImage(definition, entityIdMax, rows, chunks, closures, files);
    }

    /** All files of the table. */
    public List<StoreFile> files() {
        return Stream.of(chunks, closures, erasures).flatMap(List::stream).toList();
    }
}
