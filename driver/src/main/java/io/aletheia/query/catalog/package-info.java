/** The engine's catalog as Calcite sees it: schemas, tables with their pseudo columns, types, operators. */
@NullMarked
package io.aletheia.query.catalog;

import org.jspecify.annotations.NullMarked;
