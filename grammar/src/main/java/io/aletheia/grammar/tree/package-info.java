/** What the grammar makes of a statement: one variant per statement, own nodes for time clauses and patterns, Calcite's nodes for the rest. */
@NullMarked
package io.aletheia.grammar.tree;

import org.jspecify.annotations.NullMarked;
