package io.aletheia.engine.model;

import java.util.List;

/**
 * What a check found of a table.
 *
 * @param table the table
 * @param entities how many entities have a version
 * @param versions how many versions there are, those that are no longer believed included
 * @param openVersions how many of them are believed
 * @param violations what is wrong, in words; empty in a sound table; at most as many as {@link #VIOLATIONS_MAX}
 */
public record TableReport(
        TableDefinition table, long entities, long versions, long openVersions, List<String> violations) {
    /** How many violations of one table are told. */
    public static final int VIOLATIONS_MAX = 100;

    /** Copies the list. */
    public TableReport {
        violations = List.copyOf(violations);
    }
}
