package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.files.DataFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A segment of a log of version 1 as its name and its first bytes show it: the file {@code <number, six digits or more>.log} is a
 * header, then entries one behind the other up to the end of the file.
 *
 * <pre>
 * offset  width  field
 *      0      4  magic, ASCII: GWAL
 *      4      1  version of the format: 1
 * </pre>
 *
 * Immutable.
 *
 * @param name of the file
 * @param number from 1, ascending
 */
record Version1Segment(String name, long number) {
    static final int VERSION = 1;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;

    /** Entries begin here. */
    static final int HEADER_BYTES = 5;

    /** Eighteen digits fit a {@code long}. */
    private static final Pattern NAME = Pattern.compile("([0-9]{6,18})\\.log");

    private static final byte[] MAGIC = Segment.FORMAT.magic().getBytes(StandardCharsets.US_ASCII);

    /** The segments in a directory by their names, in the order of their numbers. */
    static List<Version1Segment> in(DataDirectory directory) {
        List<Version1Segment> segments = new ArrayList<>();
        for (String name : directory.list()) {
            var matcher = NAME.matcher(name);
            if (matcher.matches()) {
                segments.add(new Version1Segment(name, Long.parseLong(matcher.group(1))));
            }
        }
        segments.sort(Comparator.comparingLong(Version1Segment::number).thenComparing(Version1Segment::name));
        return segments;
    }

    /** Whether the file's first bytes, too, are those of a segment of version 1. */
    boolean hasHeader(DataDirectory directory) {
        try (DataFile file = directory.openForReading(name)) {
            return file.size() >= HEADER_BYTES && matches(headerOf(file));
        }
    }

    /** The first bytes; fewer than a header if the file has no more. */
    static byte[] headerOf(DataFile file) {
        ByteBuffer header = ByteBuffer.allocate((int) Math.min(HEADER_BYTES, file.size()));
        file.readFully(header, 0);
        return header.array();
    }

    /** Whether the bytes are a header or the beginning of one. */
    static boolean matches(byte[] header) {
        for (int i = 0; i < header.length; i++) {
            if (header[i] != (i < VERSION_OFFSET ? MAGIC[i] : VERSION)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the magic is right, so that the file is a log segment of some version. */
    static boolean hasMagic(byte[] header) {
        for (int i = 0; i < VERSION_OFFSET; i++) {
            if (i >= header.length || header[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }
}
