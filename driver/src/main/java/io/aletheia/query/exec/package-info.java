/** Operators that run: batches of columns pulled from a snapshot. */
@NullMarked
package io.aletheia.query.exec;

import org.jspecify.annotations.NullMarked;
