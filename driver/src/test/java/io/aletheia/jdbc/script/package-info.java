/** The scripts in {@code src/test/resources/sql}: statements with what they are to give, run through JDBC. */
@org.jspecify.annotations.NullMarked
package io.aletheia.jdbc.script;
