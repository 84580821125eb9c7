package io.aletheia.query.copy;

import org.jspecify.annotations.Nullable;

/**
 * Where the valid time of loaded rows comes from. Fields named {@code _valid_from} and {@code _valid_to} always count; a clause may
 * name other fields. Immutable.
 *
 * @param from the start in microseconds, where no field says it
 * @param to the end likewise
 * @param fromCommit whether the start is the commit's time, where no field says it
 * @param fromField the field that holds the start; null for {@code _valid_from}
 * @param toField the field that holds the end; null for {@code _valid_to}
 */
public record PeriodSource(
        long from,
        long to,
        boolean fromCommit,
        @Nullable String fromField,
        @Nullable String toField) {}
