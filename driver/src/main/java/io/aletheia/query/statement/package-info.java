/** Statements bound to the catalog and ready to run: queries, changes of rows, definitions of tables. */
@NullMarked
package io.aletheia.query.statement;

import org.jspecify.annotations.NullMarked;
