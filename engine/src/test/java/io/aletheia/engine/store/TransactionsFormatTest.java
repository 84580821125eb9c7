package io.aletheia.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.files.FileHeader;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.TransactionNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The format of transactions files as it was published: a file of each version is read for ever, and the page says what the code does. */
class TransactionsFormatTest {
    private static final String GOLDEN_1 = "formats/transactions-1.alc";
    private static final UUID DATABASE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private static TransactionList transactions() {
        var list = new TransactionList();
        list.add(1_700_000_000_000_000L, 7, TransactionNote.NONE);
        list.add(1_700_000_000_000_001L, 9, new TransactionNote("app", "why \u00e6"));
        list.add(1_700_000_000_000_005L, 8, new TransactionNote(null, "why"));
        list.add(1_700_000_000_000_009L, 10, new TransactionNote("app", "why \u00e6"));
        return list;
    }

    @Test
    void aFileOfVersionOneIsRead() throws IOException {
        var list = new TransactionList();
        TransactionsFile.decode(golden(), GOLDEN_1, DATABASE, list);
        TransactionList expected = transactions();
        assertThat(list.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(list.systemTime(i)).isEqualTo(expected.systemTime(i));
            assertThat(list.id(i)).isEqualTo(expected.id(i));
            assertThat(list.note(i)).isEqualTo(expected.note(i));
        }
    }

    @Test
    void theSameTransactionsMakeTheSameFile() throws IOException {
        var encoded = TransactionsFile.encode(transactions(), DATABASE, 0, 4);
        assertThat(Arrays.copyOf(encoded.array(), encoded.length())).isEqualTo(golden().array());
    }

    @Test
    void aFileInAnotherPlaceIsRefused() throws IOException {
        TransactionList one = transactions();
        assertThatThrownBy(() -> TransactionsFile.decode(golden(), GOLDEN_1, DATABASE, one))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("file id");
    }

    @Test
    void idsAreFoundByTheirSystemTimes() {
        TransactionList list = transactions();
        assertThat(list.idAt(1_700_000_000_000_005L)).isEqualTo(8);
        assertThat(list.idAt(1_700_000_000_000_006L)).isZero();
        assertThat(list.idAt(Long.MIN_VALUE)).isZero();
        assertThat(list.countUntil(1_700_000_000_000_005L)).isEqualTo(3);
        assertThat(list.countUntil(Long.MAX_VALUE)).isEqualTo(4);
        var many = new TransactionList();
        for (int i = 0; i < 10_000; i++) {
            many.add(3L * i, 10_001 - i, TransactionNote.NONE);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(many.idAt(3L * i)).isEqualTo(10_001 - i);
            assertThat(many.idAt(3L * i + 1)).isZero();
        }
    }

    @Test
    void thePageSaysTheConstantsOfTheCode() throws IOException {
        assertThat(Files.readString(Path.of("../docs/formats/transactions.md")))
                .contains("| 4 | magic, ASCII: `" + TransactionsFile.FORMAT.magic() + "` |")
                .contains("| 1 | version of the format: " + TransactionsFile.FORMAT.version() + " |")
                .contains("included: " + FileHeader.lengthWith(TransactionsFile.FIELD_BYTES) + " |")
                .contains("up to " + TransactionsFile.ENTRIES_MAX + " consecutive entries");
    }

    private static ByteBuffer golden() throws IOException {
        try (var in = TransactionsFormatTest.class.getResourceAsStream("/" + GOLDEN_1)) {
            return ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
