/** Values between Java and SQL: what each type is called in JDBC, and how one becomes another. */
@NullMarked
package io.aletheia.jdbc.types;

import org.jspecify.annotations.NullMarked;
