/** Access paths: from a key to an entity, from values to entities, from a node to its edges. */
@NullMarked
package io.aletheia.engine.index;

import org.jspecify.annotations.NullMarked;
