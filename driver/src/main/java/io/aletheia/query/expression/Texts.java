package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as text and text as values. What is no text of a type is INVALID_CAST (22018). */
public final class Texts {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Beyond any number that a type holds, and small enough to compute with. */
    private static final int EXPONENT_MAX = 1000;

    private Texts() {}

    /** What writes values of a type. */
    static RowCall.RowFunction of(ValueType type) {
        return (arguments, context) -> text(type, Objects.requireNonNull(arguments[0]), context);
    }

    /** A value, not null, as text. */
    static String text(ValueType type, Object value, EvaluationContext context) {
        return switch (type.kind()) {
            case BOOLEAN -> (boolean) value ? "TRUE" : "FALSE";
            case SMALLINT, INTEGER, BIGINT, UUID, VARCHAR -> value.toString();
            case REAL -> Float.toString((float) (double) value);
            case DOUBLE -> Double.toString((double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case VARBINARY -> decode((byte[]) value);
            case DATE -> TemporalText.formatDate((long) value);
            case TIME -> TemporalText.formatTime((long) value);
            case TIMESTAMP -> TemporalText.formatTimestamp((long) value);
            case TIMESTAMP_TZ -> TemporalText.formatInstant((long) value, context.zone());
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .map(element -> element == null
                                        ? "NULL"
                                        : text(Objects.requireNonNull(type.element()), element, context))
                                .collect(Collectors.joining(", ", "[", "]"));
            case VECTOR -> Arrays.toString((float[]) value);
        };
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DatabaseException(ErrorCode.INVALID_CAST, "the bytes are no UTF-8 text", e);
        }
    }

    static boolean parseBoolean(String text) {
        return switch (text.trim().toUpperCase(Locale.ROOT)) {
            case "TRUE", "T", "YES", "Y", "ON", "1" -> true;
            case "FALSE", "F", "NO", "N", "OFF", "0" -> false;
            default -> throw invalid(ValueType.BOOLEAN, text);
        };
    }

    static BigDecimal parseNumber(ValueType type, String text) {
        String trimmed = text.trim();
        if (!NUMBER.matcher(trimmed).matches()) {
            throw invalid(type, text);
        }
        BigDecimal value = new BigDecimal(trimmed);
        if (value.signum() == 0 || value.precision() - (long) value.scale() < -EXPONENT_MAX) {
            return BigDecimal.ZERO;
        }
        if (value.precision() - (long) value.scale() > EXPONENT_MAX) {
            throw Numbers.outOfRange(type, trimmed);
        }
        return value;
    }

    static double parseDouble(ValueType type, String text) {
        String trimmed = text.trim();
        if (!NUMBER.matcher(trimmed).matches()) {
            return switch (trimmed.toUpperCase(Locale.ROOT)) {
                case "NAN" -> Double.NaN;
                case "INFINITY", "+INFINITY" -> Double.POSITIVE_INFINITY;
                case "-INFINITY" -> Double.NEGATIVE_INFINITY;
                default -> throw invalid(type, text);
            };
        }
        double value = type.kind() == ValueType.Kind.REAL ? Float.parseFloat(trimmed) : Double.parseDouble(trimmed);
        if (Double.isInfinite(value)) {
            throw Numbers.outOfRange(type, trimmed);
        }
        return value;
    }

    static UUID parseUuid(String text) {
        String trimmed = text.trim();
        if (!UUID_TEXT.matcher(trimmed).matches()) {
            throw invalid(ValueType.UUID, text);
        }
        return UUID.fromString(trimmed);
    }

    /** The first characters, counted as code points. */
    static String cut(String text, int lengthMax) {
        return text.length() <= lengthMax || text.codePointCount(0, text.length()) <= lengthMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, lengthMax));
    }

    static byte[] cut(byte[] bytes, int lengthMax) {
        return lengthMax == ValueType.UNBOUNDED || bytes.length <= lengthMax ? bytes : Arrays.copyOf(bytes, lengthMax);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static DatabaseException invalid(ValueType type, String text) {
        return new DatabaseException(ErrorCode.INVALID_CAST, "'" + text + "' is no " + type);
    }
}
