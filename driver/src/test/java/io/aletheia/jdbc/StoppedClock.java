package io.aletheia.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that stands still until it is moved. Thread-safe. */
final class StoppedClock implements InstantSource {
    private volatile Instant now;

    StoppedClock(String now) {
        this.now = Instant.parse(now);
    }

    void set(String newNow) {
        now = Instant.parse(newNow);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
