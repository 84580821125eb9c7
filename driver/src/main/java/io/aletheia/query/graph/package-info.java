/** Patterns: the names and labels in them, and how they become joins of node and edge tables. */
@NullMarked
package io.aletheia.query.graph;

import org.jspecify.annotations.NullMarked;
