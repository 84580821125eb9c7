/** The vocabulary of the engine: values and their types, intervals, operations, commits and error codes. */
@NullMarked
package io.aletheia.engine.model;

import org.jspecify.annotations.NullMarked;
