/** Node tables, edge tables and their columns, as versioned by system time. */
@NullMarked
package io.aletheia.engine.catalog;

import org.jspecify.annotations.NullMarked;
