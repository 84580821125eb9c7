/** The public java.sql classes: what tools and programs use. */
@NullMarked
package io.aletheia.jdbc;

import org.jspecify.annotations.NullMarked;
