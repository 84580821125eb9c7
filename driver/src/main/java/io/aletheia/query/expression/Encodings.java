package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.INTEGER;
import static io.aletheia.query.expression.Operand.STRING;
import static io.aletheia.query.expression.Operand.TEXT;
import static io.aletheia.query.expression.Signature.integer;
import static io.aletheia.query.expression.Signature.text;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.calcite.sql.type.SqlTypeName;

/** Bytes as text and text as bytes. What is no text of an encoding is INVALID_CAST (22018). */
final class Encodings {
    private Encodings() {}

    static List<Functions.Function> list() {
        return List.of(
                Signature.of("ENCODE")
                        .takes(STRING, TEXT)
                        .strict(
                                "ENCODE(bytes, 'hex' | 'base64'): bytes as text",
                                (a, context) -> encode(bytes(Objects.requireNonNull(a[0])), text(a, 1))),
                Signature.of("HEX")
                        .takes(STRING)
                        .strict(
                                "HEX(bytes): hexadecimal digits, of a string its UTF-8",
                                (a, context) ->
                                        HexFormat.of().withUpperCase().formatHex(bytes(Objects.requireNonNull(a[0])))),
                Signature.of("UNHEX")
                        .takes(TEXT)
                        .gives(SqlTypeName.VARBINARY)
                        .strict("UNHEX(s): as DECODE(s, 'hex')", (a, context) -> decode(text(a, 0), "hex")),
                Signature.of("TO_HEX")
                        .takes(INTEGER)
                        .strict(
                                "TO_HEX(n): hexadecimal digits of an integer, a negative one in 64 bits",
                                (a, context) -> Long.toHexString(integer(a, 0))),
                Signature.of("CRC32")
                        .takes(STRING)
                        .gives(SqlTypeName.BIGINT)
                        .strict("CRC32(s): the checksum, from 0 to 4294967295", (a, context) -> {
                            var checksum = new CRC32();
                            checksum.update(bytes(Objects.requireNonNull(a[0])));
                            return checksum.getValue();
                        }));
    }

    /** Bytes, of a string its UTF-8. */
    static byte[] bytes(Object value) {
        return value instanceof byte[] binary ? binary : Texts.utf8((String) value);
    }

    private static String encode(byte[] bytes, String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            default -> throw unknown(format);
        };
    }

    /** The bytes that a text says in an encoding. */
    static byte[] decode(String text, String format) {
        try {
            return switch (format.toLowerCase(Locale.ROOT)) {
                case "hex" -> HexFormat.of().parseHex(text.strip());
                case "base64" -> Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
                default -> throw unknown(format);
            };
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(ErrorCode.INVALID_CAST, "the text is no " + format + ": " + e.getMessage(), e);
        }
    }

    private static DatabaseException unknown(String format) {
        return new DatabaseException(
                ErrorCode.INVALID_ARGUMENT, "'" + format + "' is no encoding; there are 'hex' and 'base64'");
    }
}
