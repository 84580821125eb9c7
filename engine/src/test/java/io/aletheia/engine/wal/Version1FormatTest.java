package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bytes of version 1 of the log (F6 and F8 of its flaws: times of 8 bytes, periods of 32, no lengths, CRC32). */
final class Version1FormatTest {
    // Points 7-9, 10 of docs/architecture/recovery.md.
    private static final String GOLDEN = "/formats/wal-segment-1.log";

    @Test
    void aSegmentOfVersion1IsReadForEver() throws IOException {
        Read read = read(List.of(Version1Samples.resource(GOLDEN)));
        assertThat(read.text)
                .containsExactly(
                        "1 @5: CreateNode 0 '' {array=[1, null, [a, []]], bytes=[0, 127, -128], false=false, float=-0.125,"
                                + " int=-9223372036854775808, null=null,"
                                + " sparse=4294967295 [1, 70000] [0.5, 2.0], string=, true=true,"
                                + " vector=[1.5, 1.4E-45]} open",
                        "2 @268: CreateNode 9223372036854775807 'Ort' {} [-9223372036854775808, 9223372036854775807) [5, 6)",
                        "3 @340: CreateEdge 3: 0 to 9223372036854775807 'liegt in' {=1} open",
                        "4 @446: UpdateNode 0 version 4 '' {} open",
                        "5 @523: UpdateEdge 3 version -5 'liegt in' {} open",
                        "6 @608: Checkpoint 5 at 0",
                        "7 @645: DeleteEdge 3 open",
                        "8 @706: DeleteNode 0 open");
        assertThat(read.log.tornBytes()).isZero();
        assertThat(read.log.lastLsn()).isEqualTo(8);
    }

    @Test
    void theGoldenFilesAreWhatThePageSays() throws IOException {
        assertThat(Version1Samples.segment()).isEqualTo(Version1Samples.resource(GOLDEN));
        List<byte[]> golden = Version1Samples.golden();
        List<byte[]> database = Version1Samples.database();
        assertThat(database).hasSameSizeAs(golden);
        for (int i = 0; i < golden.size(); i++) {
            assertThat(database.get(i)).isEqualTo(golden.get(i));
        }
    }

    @Test
    void segmentsAreReadInTheOrderOfTheirNumbers() throws IOException {
        Read read = read(Version1Samples.golden());
        assertThat(read.text).hasSize(12);
        assertThat(read.log.segments()).isEqualTo(2);
        assertThat(read.log.lastLsn()).isEqualTo(12);
    }

    @Test
    void aSegmentCutAtAnyLengthGivesTheEntriesThatAreWholeAndSaysWhatIsLeft() throws IOException {
        byte[] whole = Version1Samples.resource(GOLDEN);
        Read all = read(List.of(whole));
        for (int length = 0; length < whole.length; length++) {
            Read read = read(List.of(Arrays.copyOf(whole, length)));
            int end = length;
            long entries = all.ends.stream().filter(each -> each <= end).count();
            assertThat(read.text).as("length " + length).isEqualTo(all.text.subList(0, (int) entries));
            long lastEnd = entries > 0 ? all.ends.get((int) entries - 1) : length < 5 ? 0 : 5;
            assertThat(read.log.tornBytes()).as("length " + length).isEqualTo(length - lastEnd);
        }
    }

    @Test
    void noByteThatChangesGivesOtherEntries() throws IOException {
        byte[] whole = Version1Samples.resource(GOLDEN);
        List<String> text = read(List.of(whole)).text;
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bits : new int[] {0x01, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) bits;
                refused += isRefusedOrTorn(damaged, text) ? 1 : 0;
            }
        }
        // Only a length in the last entry can look like a write that was interrupted, and that entry has none.
        assertThat(refused).isEqualTo(3 * whole.length);
    }

    @Test
    void noBitThatChangesInALogOfTwoSegmentsGivesOtherEntries() throws IOException {
        List<byte[]> golden = Version1Samples.golden();
        List<String> text = read(golden).text;
        for (int segment = 0; segment < golden.size(); segment++) {
            for (int at = 0; at < golden.get(segment).length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] damaged = golden.get(segment).clone();
                    damaged[at] ^= (byte) (1 << bit);
                    List<byte[]> segments = new ArrayList<>(golden);
                    segments.set(segment, damaged);
                    assertThat(isRefused(segments, text))
                            .as("segment " + segment + " byte " + at)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aLengthInTheLastEntryThatPointsBehindTheFileIsATornTail() {
        byte[] whole = new Version1Writer(1)
                .createNode(9, 1, "a", Map.of())
                .createNode(9, 2, "b", Map.of())
                .bytes();
        int lengthOfLabel = 5 + 70 + 29;
        whole[lengthOfLabel] = 100;
        Read read = read(List.of(whole));
        assertThat(read.text).hasSize(1);
        assertThat(read.log.tornBytes()).isEqualTo(70);
    }

    @Test
    void zerosThatAWriteLeftAreATornTail() {
        byte[] whole = new Version1Writer(1).createNode(9, 1, "a", Map.of()).bytes();
        assertThat(read(List.of(Arrays.copyOf(whole, whole.length + 700))).log.tornBytes())
                .isEqualTo(700);
        assertThat(read(List.of(new byte[4096])).log.tornBytes()).isEqualTo(4096);
    }

    @Test
    void afterATornTailTheNextSegmentGoesOnWithTheSameLsn() {
        byte[] first = new Version1Writer(1)
                .createNode(9, 1, "a", Map.of())
                .createNode(9, 2, "b", Map.of())
                .bytes();
        byte[] second = new Version1Writer(2).createNode(9, 3, "c", Map.of()).bytes();
        Read read = read(List.of(Arrays.copyOf(first, first.length - 1), second));
        assertThat(read.text).hasSize(2);
        assertThat(read.log.tornBytes()).isEqualTo(69);

        assertRefused(
                List.of(
                        Arrays.copyOf(first, first.length - 1),
                        new Version1Writer(3).createNode(9, 3, "c", Map.of()).bytes()),
                "log segment 000002.log of version 1 at offset 5 (LSN 2): expected an entry of LSN 2, found LSN 3");
    }

    @Test
    void damageIsNamedByPlaceAndByWhatWasExpectedAndFound() {
        byte[] whole = new Version1Writer(1)
                .createNode(9, 1, "a", Map.of())
                .createNode(9, 2, "b", Map.of())
                .bytes();
        byte[] damaged = whole.clone();
        damaged[5 + 70 + 33] = 'c';
        int stored = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(5 + 70 + 16);
        assertRefused(
                List.of(damaged),
                "log segment 000001.log of version 1 at offset 75 (LSN 2) is corrupt: expected checksum ",
                String.format("found %08x in it", stored));

        byte[] longer = whole.clone();
        longer[5 + 29] = 120;
        assertRefused(
                List.of(longer),
                "at offset 5 (LSN 1) is corrupt",
                "although the entry of LSN 2 stands behind it at offset 75");
    }

    @Test
    void entriesThatAreMissingAreNoticed() {
        assertRefused(
                List.of(new Version1Writer(7).createNode(9, 1, "a", Map.of()).bytes()),
                "expected an entry of LSN 1, found LSN 7; what stood before it was removed behind a checkpoint");
        assertRefused(
                List.of(new Version1Writer(1)
                        .createNode(9, 1, "a", Map.of())
                        .skip(1)
                        .createNode(9, 2, "b", Map.of())
                        .bytes()),
                "at offset 75 (LSN 2): expected an entry of LSN 2, found LSN 3");
    }

    @Test
    void lengthsAreBoundedBeforeTheyAreBelieved() {
        byte[] huge = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1)
                .putInt(Integer.MAX_VALUE)
                .array();
        assertRefused(
                List.of(new Version1Writer(1).raw(9, 1, huge).bytes()), "expected at most 67108864 bytes of text");
        byte[] many = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1)
                .putInt(0)
                .putInt(-1)
                .array();
        assertRefused(List.of(new Version1Writer(1).raw(9, 1, many).bytes()), "expected at most 10000 properties");
        assertRefused(
                List.of(new Version1Writer(1).raw(9, 8, new byte[40]).bytes()),
                "expected a type of operation from 1 to 7",
                "found 8");
        List<Object> deep = List.of();
        for (int i = 0; i < 100; i++) {
            deep = List.of(deep);
        }
        assertRefused(
                List.of(new Version1Writer(1)
                        .createNode(9, 1, "a", Map.of("deep", deep))
                        .bytes()),
                "expected arrays at most 100 deep");
    }

    @Test
    void anEntryLongerThanTheBufferIsRead() {
        byte[] value = new byte[3 << 20];
        Arrays.fill(value, (byte) 5);
        Read read = read(List.of(new Version1Writer(1)
                .createNode(9, 1, "a", Map.of())
                .createNode(9, 2, "a", Map.of("b", value))
                .createNode(9, 3, "a", Map.of())
                .bytes()));
        assertThat(read.text).hasSize(3);
        assertThat(read.text.get(1)).hasSizeGreaterThan(3 << 20);
    }

    @Test
    void aSegmentOfAnotherVersionUnderSuchANameIsRefused() {
        byte[] other = new Version1Writer(1).createNode(9, 1, "a", Map.of()).bytes();
        other[4] = 7;
        assertThatThrownBy(() -> read(List.of(other)))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_OPEN))
                .hasMessageContaining("000001.log")
                .hasMessageContaining("at offset 4 found version 7, expected 1");
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/formats/wal-segment-1.md"));
        assertThat(page)
                .contains("# Log segment, version " + Version1Segment.VERSION)
                .contains(
                        "| " + Version1Segment.MAGIC_OFFSET + " | 4 | magic, ASCII: `" + Segment.FORMAT.magic() + "` |")
                .contains("| " + Version1Segment.VERSION_OFFSET + " | 1 | version of the format: "
                        + Version1Segment.VERSION + " |")
                .contains("a header of " + Version1Segment.HEADER_BYTES + " bytes")
                .contains(String.format(Locale.ROOT, "%,d properties", Version1Codec.PROPERTIES_MAX))
                .contains(String.format(Locale.ROOT, "array has at most %,d elements", Version1Codec.ELEMENTS_MAX))
                .contains(String.format(Locale.ROOT, "vector has at most %,d elements", Version1Codec.DIMENSION_MAX))
                .contains(Version1Codec.DEPTH_MAX + " deep")
                .contains((Version1Bytes.ENTRY_BYTES_MAX >> 20) + " MiB")
                .contains("A **period** is " + Version1Codec.PERIOD_BYTES + " bytes");
        Map.of(
                        Version1Codec.LSN_OFFSET, "| 8 | LSN",
                        Version1Codec.TIME_OFFSET, "| 8 | time",
                        Version1Codec.CHECKSUM_OFFSET, "| 4 | CRC32",
                        Version1Codec.TYPE_OFFSET, "| 1 | type of operation",
                        Version1Codec.OPERATION_OFFSET, "| | operation")
                .forEach((offset, field) -> assertThat(page).contains("| " + offset + " " + field));
        Map.of(
                        Version1Codec.TYPE_CREATE_NODE, "create node",
                        Version1Codec.TYPE_CREATE_EDGE, "create edge",
                        Version1Codec.TYPE_UPDATE_NODE, "update node",
                        Version1Codec.TYPE_UPDATE_EDGE, "update edge",
                        Version1Codec.TYPE_CHECKPOINT, "checkpoint",
                        Version1Codec.TYPE_DELETE_NODE, "delete node",
                        Version1Codec.TYPE_DELETE_EDGE, "delete edge")
                .forEach((type, name) -> assertThat(page).contains("| " + type + " | " + name));
        Map.of(
                        Version1Codec.TAG_NULL, "null",
                        Version1Codec.TAG_BOOL, "bool",
                        Version1Codec.TAG_INT, "int",
                        Version1Codec.TAG_FLOAT, "float",
                        Version1Codec.TAG_STRING, "string",
                        Version1Codec.TAG_BYTES, "bytes",
                        Version1Codec.TAG_ARRAY, "array",
                        Version1Codec.TAG_VECTOR, "vector",
                        Version1Codec.TAG_SPARSE_VECTOR, "sparse vector")
                .forEach((tag, name) -> assertThat(page).contains("| " + tag + " | " + name));
    }

    private static boolean isRefusedOrTorn(byte[] segment, List<String> text) {
        try {
            Read read = read(List.of(segment));
            assertThat(read.text).isEqualTo(text.subList(0, read.text.size()));
            assertThat(read.log.tornBytes()).isPositive();
            return true;
        } catch (DatabaseException e) {
            assertThat(e.code()).isIn(ErrorCode.DATABASE_CORRUPT, ErrorCode.CANNOT_OPEN);
            return true;
        }
    }

    private static boolean isRefused(List<byte[]> segments, List<String> text) {
        List<String> before = new ArrayList<>();
        try {
            new Version1Log(Version1Samples.directory(segments)).read(entry -> before.add(textOf(entry)));
            return false;
        } catch (DatabaseException e) {
            assertThat(before).isEqualTo(text.subList(0, before.size()));
            return e.code() == ErrorCode.DATABASE_CORRUPT || e.code() == ErrorCode.CANNOT_OPEN;
        }
    }

    private static void assertRefused(List<byte[]> segments, String... parts) {
        var thrown = assertThatThrownBy(() -> read(segments))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT));
        for (String part : parts) {
            thrown.hasMessageContaining(part);
        }
    }

    private static Read read(List<byte[]> segments) {
        Read read = new Read(new Version1Log(Version1Samples.directory(segments)));
        read.log.read(entry -> {
            if (entry.offset() > 5) {
                read.ends.add(entry.offset());
            }
            read.text.add(textOf(entry));
        });
        read.ends.add((long) segments.get(segments.size() - 1).length);
        return read;
    }

    private static final class Read {
        private final Version1Log log;
        private final List<String> text = new ArrayList<>();
        private final List<Long> ends = new ArrayList<>();

        Read(Version1Log log) {
            this.log = log;
        }
    }

    private static String textOf(Version1Entry entry) {
        StringBuilder text = new StringBuilder(entry.lsn() + " @" + entry.offset() + ": ");
        text.append(entry.operation().getClass().getSimpleName()).append(' ');
        entry.operation().accept(new Version1Operation.Visitor() {
            @Override
            public void visit(Version1Operation.CreateNode node) {
                text.append(node.nodeId()).append(rest(node.label(), node.properties(), node.period(), entry));
            }

            @Override
            public void visit(Version1Operation.CreateEdge edge) {
                text.append(edge.edgeId() + ": " + edge.sourceId() + " to " + edge.targetId())
                        .append(rest(edge.label(), edge.properties(), edge.period(), entry));
            }

            @Override
            public void visit(Version1Operation.UpdateNode node) {
                text.append(node.nodeId() + " version " + node.versionId())
                        .append(rest(node.label(), node.properties(), node.period(), entry));
            }

            @Override
            public void visit(Version1Operation.UpdateEdge edge) {
                text.append(edge.edgeId() + " version " + edge.versionId())
                        .append(rest(edge.label(), edge.properties(), edge.period(), entry));
            }

            @Override
            public void visit(Version1Operation.DeleteNode node) {
                text.append(node.nodeId() + " " + periodOf(node.period(), entry));
            }

            @Override
            public void visit(Version1Operation.DeleteEdge edge) {
                text.append(edge.edgeId() + " " + periodOf(edge.period(), entry));
            }

            @Override
            public void visit(Version1Operation.Checkpoint checkpoint) {
                text.append(checkpoint.lsn() + " at " + (checkpoint.time() - entry.time()));
            }
        });
        return text.toString();
    }

    private static String rest(
            String label, Map<String, @Nullable Object> properties, Version1Period period, Version1Entry entry) {
        Map<String, String> values = new TreeMap<>();
        properties.forEach((name, value) -> values.put(name, valueOf(value)));
        return " '" + label + "' " + values + " " + periodOf(period, entry);
    }

    private static String valueOf(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof float[] floats) {
            return Arrays.toString(floats);
        }
        if (value instanceof Version1SparseVector sparse) {
            return Integer.toUnsignedString(sparse.dimension()) + " " + sparse.places() + " " + sparse.values();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Version1FormatTest::valueOf).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private static String periodOf(Version1Period period, Version1Entry entry) {
        Version1Period usual = new Version1Period(entry.time(), Version1Period.OPEN, entry.time(), Version1Period.OPEN);
        return period.equals(usual)
                ? "open"
                : "[" + period.validFrom() + ", " + period.validTo() + ") [" + period.systemFrom() + ", "
                        + period.systemTo() + ")";
    }
}
