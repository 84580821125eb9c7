/** The seam to the disk: the data directory, file headers and the directory lock. */
@NullMarked
package io.aletheia.engine.files;

import org.jspecify.annotations.NullMarked;
