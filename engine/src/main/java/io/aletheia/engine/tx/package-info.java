/** Transactions: what is written, conflicts, the clock and the way of a commit. */
@NullMarked
package io.aletheia.engine.tx;

import org.jspecify.annotations.NullMarked;
