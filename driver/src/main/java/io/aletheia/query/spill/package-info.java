/** Rows that a statement writes to temporary files because it may not keep them in memory. */
@NullMarked
package io.aletheia.query.spill;

import org.jspecify.annotations.NullMarked;
