/** Loading CSV files. */
@NullMarked
package io.aletheia.query.copy;

import org.jspecify.annotations.NullMarked;
