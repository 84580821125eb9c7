package io.aletheia.grammar.tree;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A named option of a statement, {@code name [=] value} or just {@code name}.
 *
 * @param name in upper case
 * @param value a literal, an interval, a parameter, or a simple identifier for a word such as ON; null if there is none
 */
public record Option(String name, @Nullable SqlNode value) {}
