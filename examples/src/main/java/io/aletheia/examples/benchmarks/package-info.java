/** Measures what {@code docs/performance.md} states, through JDBC. */
@NullMarked
package io.aletheia.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
