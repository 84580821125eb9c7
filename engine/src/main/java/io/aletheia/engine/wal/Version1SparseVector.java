package io.aletheia.engine.wal;

import java.util.List;

/**
 * A vector of version 1 of which only the elements that are not zero are stored. Immutable.
 *
 * @param dimension how many elements there are, unsigned
 * @param places where the elements are that are not zero, unsigned
 * @param values those elements, in the order of their places
 */
public record Version1SparseVector(int dimension, List<Integer> places, List<Float> values) {
    /** Copies the lists. */
    public Version1SparseVector {
        places = List.copyOf(places);
        values = List.copyOf(values);
    }
}
