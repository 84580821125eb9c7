package io.aletheia.query.expression;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/** Random identifiers and hashes. */
final class IdentifierFunctions {
    private IdentifierFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                random("RANDOM_UUID", "RANDOM_UUID(): another for each row"),
                random("GEN_RANDOM_UUID", "GEN_RANDOM_UUID(): as RANDOM_UUID"),
                hash("MD5", "MD5", "MD5(s): hexadecimal digits"),
                hash("SHA1", "SHA-1", "SHA1(s): hexadecimal digits"),
                hash("SHA256", "SHA-256", "SHA256(s): hexadecimal digits"),
                hash("SHA512", "SHA-512", "SHA512(s): hexadecimal digits"));
    }

    private static Functions.Function random(String name, String description) {
        return new Functions.Function(
                Define.function(name, ReturnTypes.explicit(SqlTypeName.UUID), OperandTypes.NILADIC, Define.SAME)
                        .withDeterministic(false),
                (call, compiler) -> RowCall.random(
                        ExpressionCompiler.type(call), List.of(), (arguments, context) -> UUID.randomUUID()),
                description);
    }

    private static Functions.Function hash(String name, String algorithm, String description) {
        return new Functions.Function(
                Define.function(name, ReturnTypes.VARCHAR_NULLABLE, OperandTypes.STRING, Define.STRINGS),
                (call, compiler) -> compiler.strict(call, (arguments, context) -> {
                    Object value = Objects.requireNonNull(arguments[0]);
                    byte[] bytes = value instanceof byte[] binary ? binary : Texts.utf8((String) value);
                    return HexFormat.of().formatHex(digest(algorithm).digest(bytes));
                }),
                description);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
