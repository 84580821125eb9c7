/** Which instant or period applies to each table: time clauses, their bounds and their defaults. */
@NullMarked
package io.aletheia.query.temporal;

import org.jspecify.annotations.NullMarked;
