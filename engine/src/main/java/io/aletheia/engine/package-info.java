/** The front door of the engine: a database, its options and its transactions. */
@NullMarked
package io.aletheia.engine;

import org.jspecify.annotations.NullMarked;
