/** Statements, bytes and sizes by chance or beyond all measure: each has an answer or a clear error, and the connection stays. */
@NullMarked
package io.aletheia.jdbc.robustness;

import org.jspecify.annotations.NullMarked;
