package io.aletheia.engine;

import io.aletheia.engine.model.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A wall clock that stands still until it is set. Thread-safe. */
final class SettableClock implements InstantSource {
    private volatile long micros;

    SettableClock(long micros) {
        this.micros = micros;
    }

    /** Midnight UTC of a day such as 2024-01-10, in microseconds. */
    static long day(String date) {
        return Time.ofInstant(LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    void set(long newMicros) {
        micros = newMicros;
    }

    void advance(long byMicros) {
        set(micros() + byMicros);
    }

    long micros() {
        return micros;
    }

    @Override
    public Instant instant() {
        return Time.toInstant(micros);
    }
}
