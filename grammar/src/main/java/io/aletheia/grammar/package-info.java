/** Text to syntax tree: the lexer, the parser, and what turns its parse trees into statements. */
@NullMarked
package io.aletheia.grammar;

import org.jspecify.annotations.NullMarked;
