package io.aletheia.query.exec;

import io.aletheia.engine.Database;

/**
 * What the runs of a session may use. Immutable.
 *
 * @param database whose log and checkpoints may be asked about, and in whose directory temporary files are
 * @param workers who computes parts of a run
 * @param threads by how many threads a run is computed, its own included; at least 1
 * @param bytesMax how many bytes of rows a run may keep in memory; 0 for a share of the heap
 */
public record Resources(Database database, Workers workers, int threads, long bytesMax) {}
