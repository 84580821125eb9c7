package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.files.DataFile;
import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SegmentFormatTest {
    // Points 10, F8 of docs/architecture/recovery.md.
    private static final String GOLDEN_2 = "formats/wal-segment-2.gwal";
    private static final UUID DATABASE = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    private static final int SEGMENT_BYTES = 16 << 10;
    private static final long SYSTEM_TIME = 1_700_000_000_000_000L;

    @Test
    void aSegmentOfVersion2IsReadForEver() throws IOException {
        MemoryDirectory directory = new MemoryDirectory();
        directory.create("wal-0000000000000001.gwal").writeFully(ByteBuffer.wrap(golden()), 0);
        List<Commit> found = new ArrayList<>();
        LogReplay replay = new LogReplay(directory, TestLog.SMALL, LogReplay.Access.READ);
        replay.open(null, found::add, RecoveryProgress.NOBODY).close();

        assertThat(Commits.text(found)).isEqualTo(Commits.text(commits()));
        assertThat(replay.databaseId()).isEqualTo(DATABASE);
        assertThat(replay.tornTailBytes()).isZero();
    }

    @Test
    void theSameCommitsMakeTheSameSegment() throws IOException {
        assertThat(segment()).isEqualTo(golden());
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/formats/wal-segment.md"));
        assertThat(page)
                .contains("# Log segment, version " + Segment.FORMAT.version())
                .contains("| 0 | 4 | magic, ASCII: `" + Segment.FORMAT.magic() + "` |")
                .contains("| 4 | 1 | version of the format: " + Segment.FORMAT.version() + " |")
                .contains("the checksum included: " + FileHeader.lengthWith(Segment.FIELD_BYTES) + " |")
                .contains("header block of " + Segment.HEADER_BLOCK_BYTES + " bytes")
                .contains("a multiple of " + Frame.ALIGNMENT + ";");
        Map.of(
                        Segment.FIRST_LSN_OFFSET,
                        "| 8 | first LSN",
                        Segment.SALT_OFFSET,
                        "| 8 | salt",
                        Segment.PREVIOUS_LAST_LSN_OFFSET,
                        "| 8 | last LSN of the segment before",
                        Segment.PREVIOUS_LAST_CHECKSUM_OFFSET,
                        "| 4 | checksum of the last frame",
                        Segment.PREVIOUS_SYSTEM_TIME_OFFSET,
                        "| 8 | system time of the last commit before",
                        Segment.BYTES_OFFSET,
                        "| 8 | length of the file in bytes",
                        Segment.BYTES_OFFSET + 8,
                        "| 4 | CRC32C of the bytes before")
                .forEach((offset, field) -> assertThat(page).contains("| " + offset + " " + field));
        Map.of(
                        Frame.LENGTH_OFFSET, "| 4 | length of the frame",
                        Frame.CHECKSUM_OFFSET, "| 4 | CRC32C of salt",
                        Frame.LSN_OFFSET, "| 8 | LSN of the first operation",
                        Frame.TIME_OFFSET, "| 8 | system time of the commit",
                        Frame.TRANSACTION_OFFSET, "| 8 | transaction id",
                        Frame.COUNT_OFFSET, "| 4 | number of operations",
                        Frame.TYPE_OFFSET, "| 1 | type: 1 commit, 2 epoch",
                        Frame.FLAGS_OFFSET, "| 1 | flags: 1 first frame",
                        Frame.RESERVED_OFFSET, "| 2 | zero",
                        Frame.HEADER_BYTES, "| | commit: operations")
                .forEach((offset, field) -> assertThat(page).contains("| " + offset + " " + field));
        Map.of(
                        Frame.EPOCH_NUMBER_OFFSET, "| 8 | epoch number",
                        Frame.EPOCH_DURABLE_LSN_OFFSET, "| 8 | durable LSN",
                        Frame.EPOCH_BYTE_COUNT_OFFSET, "| 8 | bytes of the commit frames")
                .forEach((offset, field) -> assertThat(page).contains("| " + offset + " " + field));
        Map.of(
                        OperationCodec.TYPE_CREATE_TABLE, "create table",
                        OperationCodec.TYPE_DROP_TABLE, "drop table",
                        OperationCodec.TYPE_PUT_NODE, "put of a node",
                        OperationCodec.TYPE_PUT_EDGE, "put of an edge",
                        OperationCodec.TYPE_DELETE, "delete")
                .forEach((type, name) -> assertThat(page).contains("| " + type + " | " + name));
        Map.of(
                        ValueCodec.TAG_NULL, "null",
                        ValueCodec.TAG_LONG, "integer",
                        ValueCodec.TAG_DOUBLE, "REAL",
                        ValueCodec.TAG_DECIMAL, "DECIMAL",
                        ValueCodec.TAG_STRING, "VARCHAR",
                        ValueCodec.TAG_BYTES, "VARBINARY",
                        ValueCodec.TAG_UUID, "UUID",
                        ValueCodec.TAG_LIST, "ARRAY",
                        ValueCodec.TAG_FLOATS, "VECTOR")
                .forEach((tag, name) -> assertThat(page).contains("| " + tag + " | " + name));
        String flat = page.replaceAll("\\s+", " ");
        assertThat(IntStream.range(0, TableCodec.KINDS.size()).mapToObj(i -> i + " " + TableCodec.KINDS.get(i)))
                .allSatisfy(kind -> assertThat(flat).contains(kind));
    }

    /** Three transactions: definitions, values of every kind, and one of two frames with an epoch before it. */
    private static List<Commit> commits() {
        ColumnDefinition id = new ColumnDefinition("id", ValueType.BIGINT, false, null, false);
        ColumnDefinition name = new ColumnDefinition("name", ValueType.varchar(40), true, "'?'", false);
        ColumnDefinition list =
                new ColumnDefinition("list", ValueType.array(ValueType.decimal(12, 2)), true, null, false);
        TableDefinition node = new TableDefinition(1, "PUBLIC", "person", List.of(id, name, list), List.of(0), null);
        TableDefinition edge = new TableDefinition(
                2,
                "PUBLIC",
                "knows",
                List.of(ColumnDefinition.generatedId(), id, name),
                List.of(0),
                new TableDefinition.Endpoints(1, 1, List.of(1), List.of(2)));
        List<Object> values = Arrays.asList(
                null,
                false,
                true,
                -300L,
                0.5,
                new BigDecimal("-12.30"),
                "Åse",
                new byte[] {1, -1},
                DATABASE,
                Arrays.asList(1L, null),
                new float[] {0.25f});
        return List.of(
                new Commit(
                        1,
                        1,
                        SYSTEM_TIME,
                        List.of(
                                new Operation.CreateTable(node),
                                new Operation.CreateTable(edge),
                                new Operation.Put(1, 1, Portion.ALL, values.toArray()),
                                new Operation.DropTable(300))),
                new Commit(
                        2,
                        5,
                        SYSTEM_TIME + 1,
                        List.of(
                                new Operation.Put(2, 9, Portion.of(-5, 5), new Object[] {9L}, 1, 200),
                                new Operation.Delete(1, 1, Portion.FROM_NOW_ON))),
                new Commit(
                        3,
                        7,
                        SYSTEM_TIME + 2,
                        IntStream.range(0, 2)
                                .mapToObj(i -> Commits.ofBytes(2100).get(0))
                                .toList()));
    }

    private static byte[] segment() {
        MemoryDirectory directory = new MemoryDirectory();
        Segment header = new Segment(DATABASE, 1, 1, 0x5a17_5a17_5a17_5a17L, 0, 0, Long.MIN_VALUE, SEGMENT_BYTES);
        try (DataFile file = directory.create(header.name())) {
            file.writeFully(ByteBuffer.allocate(SEGMENT_BYTES), 0);
            ByteBuffer staging = ByteBuffer.allocate(SEGMENT_BYTES);
            try (SegmentWriter writer = SegmentWriter.activate(header, file, staging)) {
                for (Commit commit : commits()) {
                    if (commit.transactionId() == 3) {
                        Frame epoch = Frame.epoch(1, 4, 4200);
                        epoch.stamp(commit.firstLsn(), SYSTEM_TIME + 1);
                        writer.append(epoch);
                    }
                    EncodedCommit encoded =
                            new FrameEncoder(SEGMENT_BYTES).encode(commit.transactionId(), commit.operations());
                    encoded.frames().forEach(frame -> {
                        frame.stamp(commit.firstLsn(), commit.systemTime());
                        writer.append(frame);
                    });
                }
                writer.flush();
            }
        }
        return directory.read(header.name()).array();
    }

    private static byte[] golden() throws IOException {
        try (var in = SegmentFormatTest.class.getResourceAsStream("/" + GOLDEN_2)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
