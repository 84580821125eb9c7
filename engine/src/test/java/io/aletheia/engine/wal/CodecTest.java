package io.aletheia.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.files.MemoryDirectory;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DurabilityMode;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.ValueType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CodecTest {
    // Points 18, 19, 30, 34, F17, F18 of docs/architecture/recovery.md.
    @Test
    void everyOperationComesBackAsItWas() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            MemoryDirectory directory = new MemoryDirectory();
            List<Commit> committed = new ArrayList<>();
            try (TestLog log = TestLog.open(directory)) {
                committed.add(log.commit(DurabilityMode.ASYNC, Commits.random(random, 8)));
                committed.add(log.commit(DurabilityMode.ASYNC, Commits.random(random, 3)));
            }
            try (TestLog log = TestLog.open(directory)) {
                assertThat(Commits.text(log.replayed)).as("seed %d", seed).isEqualTo(Commits.text(committed));
            }
        }
    }

    @Test
    void definitionsComeBackAsTheyWere() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Operation> definitions = List.of(
                    new Operation.CreateTable(Definitions.altered(random)),
                    new Operation.AlterTable(Definitions.altered(random)),
                    new Operation.CreateView(Definitions.view(random)),
                    new Operation.DropView(1 + random.nextInt(1 << 20)));
            for (Operation definition : definitions) {
                ByteWriter writer = new ByteWriter(64);
                OperationCodec.write(writer, definition);
                assertThat(OperationCodec.read(new ByteReader(writer.buffer(), "test")))
                        .as("seed %d", seed)
                        .isEqualTo(definition);
            }
        }
    }

    @Test
    void everyKindHasANumberInFiles() {
        assertThat(TableCodec.KINDS).containsExactlyInAnyOrder(ValueType.Kind.values());
    }

    @Test
    void aStringWithHalfASurrogatePairIsRefusedBeforeAnythingIsWritten() {
        try (TestLog log = TestLog.open(new MemoryDirectory())) {
            List<Operation> operations = List.of(new Operation.Put(1, 1, Portion.ALL, new Object[] {"a\ud800b"}));
            assertThatThrownBy(() -> log.log.encode(1, operations))
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT));
            assertThat(log.log.lastLsn()).isZero();
        }
    }

    @Test
    void bytesThatAreNoOperationAreRefusedAndNeverMisread() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            ByteWriter writer = new ByteWriter(64);
            OperationCodec.write(writer, Commits.operation(random));
            byte[] bytes = Arrays.copyOf(writer.array(), writer.length());
            int cut = random.nextInt(bytes.length);
            ByteReader reader = new ByteReader(ByteBuffer.wrap(bytes, 0, cut), "test");
            assertThatThrownBy(() -> OperationCodec.read(reader))
                    .as("seed %d cut at %d of %d", seed, cut, bytes.length)
                    .isInstanceOfSatisfying(
                            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CORRUPT));
        }
    }
}
