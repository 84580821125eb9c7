package io.aletheia.engine.wal;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.MemoryDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database of version 1, and a segment with everything that one can hold; the golden files are of these. */
public final class Version1Samples {
    /** 2024-01-01 00:00:00Z. */
    public static final long NEW_YEAR = 1_704_067_200_000_000L;

    /** A day in microseconds. */
    public static final long DAY = 86_400_000_000L;

    private Version1Samples() {}

    /** Two segments: people, a company, who knows whom and works where. */
    public static List<byte[]> database() {
        Version1Writer first = new Version1Writer(1)
                .createNode(NEW_YEAR, 0, "Person", properties("name", "Ada", "age", 36L))
                .createNode(NEW_YEAR, 1, "Person", properties("name", "Åse", "age", 41L, "score", 0.5))
                .createNode(
                        NEW_YEAR + 1, 2, "Company", properties("name", "Aletheia", "listed", true, "logo", new byte[] {
                            1, -1
                        }))
                .createEdge(NEW_YEAR + DAY, 0, 0, 1, "knows", properties("since", 2019L))
                .createEdge(NEW_YEAR + DAY, 1, 0, 2, "works_at", Map.of(), NEW_YEAR - 365 * DAY)
                .createEdge(NEW_YEAR + DAY, 2, 1, 2, "knows", Map.of())
                .checkpoint(NEW_YEAR + DAY, 6);
        Version1Writer second = new Version1Writer(first.nextLsn())
                .updateNode(
                        NEW_YEAR + 2 * DAY,
                        0,
                        7,
                        "Person",
                        properties("name", "Ada", "age", 37L, "tags", List.of("maths", "machines")))
                .updateEdge(NEW_YEAR + 3 * DAY, 0, 8, "knows", properties("since", 2020L, "close", true))
                .updateNode(
                        NEW_YEAR + 3 * DAY,
                        1,
                        9,
                        "Person",
                        properties("name", "Åse", "age", 41.5, "score", null, "place", new float[] {0.25f, -1}),
                        NEW_YEAR + DAY,
                        NEW_YEAR + 2 * DAY)
                .deleteEdge(NEW_YEAR + 4 * DAY, 1)
                .deleteNode(NEW_YEAR + 5 * DAY, 1);
        return List.of(first.bytes(), second.bytes());
    }

    /** Every operation and every value. */
    public static byte[] segment() {
        Map<String, @Nullable Object> everything = properties(
                "null",
                null,
                "false",
                false,
                "true",
                true,
                "int",
                Long.MIN_VALUE,
                "float",
                -0.125,
                "string",
                "",
                "bytes",
                new byte[] {0, 127, -128},
                "array",
                Arrays.asList(1L, null, List.of("a", List.of())),
                "vector",
                new float[] {1.5f, Float.MIN_VALUE},
                "sparse",
                new Version1SparseVector(-1, List.of(1, 70_000), List.of(0.5f, 2f)));
        return new Version1Writer(1)
                .createNode(NEW_YEAR, 0, "", everything)
                .createNode(NEW_YEAR, Long.MAX_VALUE, "Ort", Map.of(), Long.MIN_VALUE, Version1Writer.OPEN, 5, 6)
                .createEdge(NEW_YEAR, 3, 0, Long.MAX_VALUE, "liegt in", properties("", 1L))
                .updateNode(NEW_YEAR, 0, 4, "", Map.of())
                .updateEdge(NEW_YEAR, 3, -5, "liegt in", Map.of())
                .checkpoint(NEW_YEAR, 5)
                .deleteEdge(NEW_YEAR, 3)
                .deleteNode(NEW_YEAR, 0)
                .bytes();
    }

    /** Names and values in turn. */
    public static Map<String, @Nullable Object> properties(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return properties;
    }

    /** A directory with the segments, numbered from 1. */
    public static MemoryDirectory directory(List<byte[]> segments) {
        MemoryDirectory directory = new MemoryDirectory();
        for (int i = 0; i < segments.size(); i++) {
            try (DataFile file = directory.create(nameOf(i + 1))) {
                file.writeFully(ByteBuffer.wrap(segments.get(i)), 0);
            }
        }
        return directory;
    }

    /** The name that a segment of this number has. */
    public static String nameOf(int number) {
        return String.format("%06d.log", number);
    }

    /** The golden files of {@link #database}. */
    public static List<byte[]> golden() throws IOException {
        List<byte[]> segments = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            segments.add(resource("/formats/wal-1/" + nameOf(i)));
        }
        return segments;
    }

    static byte[] resource(String name) throws IOException {
        try (var in = Version1Samples.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
