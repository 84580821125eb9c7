/** Histories of concurrent transactions through JDBC, checked for anomalies. */
@NullMarked
package io.aletheia.jdbc.isolation;

import org.jspecify.annotations.NullMarked;
