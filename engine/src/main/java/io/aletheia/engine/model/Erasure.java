package io.aletheia.engine.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an entity that was erased. Immutable.
 *
 * @param entityId the id that the entity had, which no other gets
 * @param keyHash SHA-256 of its primary key in 64 hexadecimal digits, see {@link #hash}
 * @param systemTime the commit that erased it, microseconds
 */
public record Erasure(long entityId, String keyHash, long systemTime) {
    private static final long NANOS_PER_MICRO = 1000;

    /**
     * The hash of a primary key: SHA-256 over the UTF-8 text of its values, with a line feed between them. Who has the key can find
     * out whether it was erased: that of the key 7 is what {@code printf 7 | sha256sum} says.
     */
    public static String hash(TableDefinition table, @Nullable Object[] key) {
        List<Integer> columns = table.primaryKey();
        var text = new StringJoiner("\n");
        for (int i = 0; i < key.length; i++) {
            text.add(text(table.columns().get(columns.get(i)).type(), key[i]));
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String text(ValueType type, @Nullable Object value) {
        if (value instanceof Long number) {
            return switch (type.kind()) {
                case DATE -> LocalDate.ofEpochDay(number).toString();
                case TIME -> LocalTime.ofNanoOfDay(number * NANOS_PER_MICRO).toString();
                case TIMESTAMP, TIMESTAMP_TZ -> Time.toText(number);
                case BOOLEAN,
                        SMALLINT,
                        INTEGER,
                        BIGINT,
                        REAL,
                        DOUBLE,
                        DECIMAL,
                        VARCHAR,
                        VARBINARY,
                        UUID,
                        ARRAY,
                        VECTOR -> number.toString();
            };
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}
