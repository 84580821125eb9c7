package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;

/**
 * A segment that is zeroed and synced but not yet in use. Immutable.
 *
 * @param segment its header as it stands in the file
 * @param file open for writing; belongs to who has the spare
 */
record Spare(Segment segment, DataFile file) {
    /** Bytes for frames. */
    long room() {
        return segment.bytes() - Segment.HEADER_BLOCK_BYTES;
    }
}
