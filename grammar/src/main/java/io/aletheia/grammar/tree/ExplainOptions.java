package io.aletheia.grammar.tree;

/**
 * What EXPLAIN is to show, and how.
 *
 * @param analyze whether the statement is run as well
 * @param json whether the plan is wanted as one JSON document rather than as lines
 * @param costs whether the estimated rows are shown
 * @param timing whether times and memory are shown, if the statement is run
 * @param summary whether what is true of the whole statement is shown behind the plan
 */
public record ExplainOptions(boolean analyze, boolean json, boolean costs, boolean timing, boolean summary) {}
