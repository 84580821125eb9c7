package io.aletheia.engine.wal;

/** Whom {@link Admission} asks for room on disk. Must not block. */
interface SpaceRequests {
    /** Commits wait for room: one more segment, with room for a frame of so many bytes. */
    void needSpare(long frameBytes);

    /** Nobody waits yet, but the segment in use fills up. */
    void wantSpare();
}
