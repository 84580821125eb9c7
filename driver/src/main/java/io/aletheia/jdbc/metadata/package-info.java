/** What tools ask to find their way: java.sql's DatabaseMetaData, answered from the catalog. */
@NullMarked
package io.aletheia.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
