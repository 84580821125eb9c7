/** Relational operators of ours, the rules that make them, and the way from a validated tree to a plan. */
@NullMarked
package io.aletheia.query.plan;

import org.jspecify.annotations.NullMarked;
