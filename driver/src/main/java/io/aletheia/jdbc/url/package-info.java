/** What a connection is asked for: the driver's URLs and properties, checked before anything is opened. */
@NullMarked
package io.aletheia.jdbc.url;

import org.jspecify.annotations.NullMarked;
