/** A process that commits until it is killed, and what must be there afterwards, on file systems that forget, fill up or are sound. */
@NullMarked
package io.aletheia.jdbc.kills;

import org.jspecify.annotations.NullMarked;
