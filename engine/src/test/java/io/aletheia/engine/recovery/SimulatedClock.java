package io.aletheia.engine.recovery;

import java.util.Random;

/** Time that passes when it is asked for, by chance, and a wall clock that may be set back. Confined to one thread. */
final class SimulatedClock {
    private static final long HURRY_NANOS = 400_000_000;

    private final Random random;
    private long nanos;
    private long wallMicros = 1_000_000_000;
    private boolean hurries;

    SimulatedClock(Random random) {
        this.random = random;
    }

    long nanoTime() {
        pass(1 + random.nextInt(20_000));
        if (hurries) {
            pass(HURRY_NANOS);
        }
        return nanos;
    }

    long wallMicros() {
        return wallMicros;
    }

    void pass(long passed) {
        nanos += passed;
        wallMicros += passed / 1000;
    }

    void setBack(long micros) {
        wallMicros -= micros;
    }

    /** So that waiting for what does not come takes little. */
    void hurry(boolean newHurries) {
        hurries = newHurries;
    }
}
