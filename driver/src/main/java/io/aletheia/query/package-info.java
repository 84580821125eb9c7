/** The life of a statement: prepare, plan cache, execute; and the session in which it happens. */
@NullMarked
package io.aletheia.query;

import org.jspecify.annotations.NullMarked;
