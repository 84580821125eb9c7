package io.aletheia.engine.model;

/** How the segments of a log are written. */
public enum LogIo {
    /** Through the operating system's cache, with a sync when commits wait. */
    BUFFERED,
    /** Past the cache, each write on stable storage when it returns; through it where the file system cannot do that. */
    DIRECT
}
