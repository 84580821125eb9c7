package io.aletheia.engine.model;

/**
 * A file of the database that may hold something that was erased or forgotten, after a purge. Immutable.
 *
 * @param file its name within the database directory
 * @param reason why, and what to do
 */
public record ErasureRemains(String file, String reason) {}
