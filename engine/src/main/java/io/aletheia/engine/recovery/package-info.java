/** Checkpoints, manifests and the replay of the log when a database is opened. */
@NullMarked
package io.aletheia.engine.recovery;

import org.jspecify.annotations.NullMarked;
