package io.aletheia.engine.model;

import java.util.List;

/**
 * What a check found of a whole database.
 *
 * @param tables what it found of each table
 * @param violations what is wrong beside the tables, in words: files of checkpoints that are damaged or missing; empty in a sound
 *     database
 */
public record DatabaseReport(List<TableReport> tables, List<String> violations) {
    /** Copies the lists. */
    public DatabaseReport {
        tables = List.copyOf(tables);
        violations = List.copyOf(violations);
    }
}
