/** Programs that show the database at work. */
@NullMarked
package io.aletheia.examples;

import org.jspecify.annotations.NullMarked;
