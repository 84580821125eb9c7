/** The versions of all entities: chunks, visibility, splitting of periods, snapshots. */
@NullMarked
package io.aletheia.engine.store;

import org.jspecify.annotations.NullMarked;
