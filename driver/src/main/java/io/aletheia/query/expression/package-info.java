/** Row expressions compiled to evaluators over batches; the functions of the dialect. */
@NullMarked
package io.aletheia.query.expression;

import org.jspecify.annotations.NullMarked;
