package io.aletheia.grammar.tree;

/**
 * Where a statement stood in the text it was parsed from, and how many parameters it has. Immutable.
 *
 * @param text the statement's own text, without the semicolon
 * @param start offset of its first character in the whole text, in UTF-16 units
 * @param end offset after its last character
 * @param parameterCount number of {@code ?} parameters; they are numbered from 0 in the order they stand in the text
 */
public record Source(String text, int start, int end, int parameterCount) {}
