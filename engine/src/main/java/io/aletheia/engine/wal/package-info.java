/** The write-ahead log: frames, stripes, the flusher and the durability modes. */
@NullMarked
package io.aletheia.engine.wal;

import org.jspecify.annotations.NullMarked;
