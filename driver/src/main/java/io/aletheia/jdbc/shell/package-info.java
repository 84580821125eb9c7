/** The SQL shell: runs scripts, or reads statements from a person. */
@NullMarked
package io.aletheia.jdbc.shell;

import org.jspecify.annotations.NullMarked;
