package io.aletheia.engine.model;

/**
 * What {@code WITH (...)} says of a table. Immutable. An option more is a component here, a value in {@link #DEFAULTS}, and a
 * number in the log's codec of options.
 *
 * @param endpointPolicy edge tables: what holds of an edge where one of its nodes is not there; RESTRICT in a node table
 */
public record TableOptions(EndpointPolicy endpointPolicy) {
    /** What a table has that says nothing. */
    public static final TableOptions DEFAULTS = new TableOptions(EndpointPolicy.RESTRICT);
}
