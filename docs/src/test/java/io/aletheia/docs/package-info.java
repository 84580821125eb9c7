/** Runs every block of SQL and Java that the manual shows. */
@NullMarked
package io.aletheia.docs;

import org.jspecify.annotations.NullMarked;
