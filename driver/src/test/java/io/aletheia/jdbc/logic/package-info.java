/** SQLite's logic tests: statements, queries and what each must give, run through JDBC. */
@NullMarked
package io.aletheia.jdbc.logic;

import org.jspecify.annotations.NullMarked;
