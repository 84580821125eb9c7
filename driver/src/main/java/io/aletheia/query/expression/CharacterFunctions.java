package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.INTEGER;
import static io.aletheia.query.expression.Operand.STRING;
import static io.aletheia.query.expression.Operand.TEXT;
import static io.aletheia.query.expression.Signature.integer;
import static io.aletheia.query.expression.Signature.text;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The functions of strings that JDBC and other dialects have beside those of the standard. */
final class CharacterFunctions {
    private static final int BITS_PER_BYTE = 8;
    private static final int PARTS_BETWEEN_CHECKS = 1 << 14;

    private CharacterFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                Signature.of("UCASE")
                        .takes(TEXT)
                        .strict("UCASE(s): as UPPER", (a, context) -> text(a, 0).toUpperCase(Locale.ROOT)),
                Signature.of("LCASE")
                        .takes(TEXT)
                        .strict("LCASE(s): as LOWER", (a, context) -> text(a, 0).toLowerCase(Locale.ROOT)),
                Signature.of("CHAR")
                        .takes(INTEGER)
                        .strict("CHAR(n): as CHR", (a, context) -> Strings.character(integer(a, 0))),
                Signature.of("CHR")
                        .takes(INTEGER)
                        .strict(
                                "CHR(n): the character with a number",
                                (a, context) -> Strings.character(integer(a, 0))),
                Signature.of("SPACE")
                        .takes(INTEGER)
                        .strict("SPACE(n): n spaces", (a, context) -> Strings.repeat(" ", integer(a, 0))),
                Signature.of("LOCATE")
                        .takes(TEXT, TEXT)
                        .optionally(INTEGER)
                        .gives(SqlTypeName.INTEGER)
                        .strict(
                                "LOCATE(part, s [, start]): 0 if there is none",
                                (a, context) -> Strings.position(text(a, 0), text(a, 1), integer(a, 2, 1))),
                Signature.of("INSTR")
                        .takes(TEXT, TEXT)
                        .optionally(INTEGER, INTEGER)
                        .gives(SqlTypeName.INTEGER)
                        .strict(
                                "INSTR(s, part [, start [, n]]): where it is for the n-th time; backwards if start < 0",
                                (a, context) ->
                                        Strings.nth(text(a, 0), text(a, 1), integer(a, 2, 1), integer(a, 3, 1))),
                Signature.of("INSERT")
                        .takes(TEXT, INTEGER, INTEGER, TEXT)
                        .strict(
                                "INSERT(s, start, length, by): as OVERLAY",
                                (a, context) -> Strings.overlay(text(a, 0), text(a, 3), integer(a, 1), integer(a, 2))),
                Signature.of("TRANSLATE")
                        .takes(TEXT, TEXT, TEXT)
                        .strict(
                                "TRANSLATE(s, from, to): each character of from becomes that of to, or goes if there is none",
                                (a, context) -> Strings.translate(text(a, 0), text(a, 1), text(a, 2))),
                Signature.of("BIT_LENGTH")
                        .takes(STRING)
                        .gives(SqlTypeName.INTEGER)
                        .strict(
                                "BIT_LENGTH(s): bits, in UTF-8 for a string",
                                (a, context) ->
                                        (long) Encodings.bytes(Objects.requireNonNull(a[0])).length * BITS_PER_BYTE),
                Signature.of("SOUNDEX")
                        .takes(TEXT)
                        .strict("SOUNDEX(s): how an English word sounds", (a, context) -> Soundex.of(text(a, 0))),
                Signature.of("DIFFERENCE")
                        .takes(TEXT, TEXT)
                        .gives(SqlTypeName.INTEGER)
                        .strict(
                                "DIFFERENCE(s, t): in how many of four places their SOUNDEX is the same",
                                (a, context) -> (long) Soundex.difference(text(a, 0), text(a, 1))),
                Signature.of("STRING_TO_ARRAY")
                        .takes(TEXT, TEXT)
                        .optionally(TEXT)
                        .givesTexts()
                        .strict(
                                "STRING_TO_ARRAY(s, separator [, text of nulls])",
                                (a, context) ->
                                        parts(text(a, 0), text(a, 1), a.length > 2 ? text(a, 2) : null, context)),
                Signature.of("QUOTE_LITERAL")
                        .takes(TEXT)
                        .strict(
                                "QUOTE_LITERAL(s): as it is written in SQL",
                                (a, context) -> "'" + text(a, 0).replace("'", "''") + "'"),
                Signature.of("QUOTE_IDENT")
                        .takes(TEXT)
                        .strict(
                                "QUOTE_IDENT(s): a name as it is written in SQL",
                                (a, context) -> "\"" + text(a, 0).replace("\"", "\"\"") + "\""));
    }

    private static Object parts(String text, String separator, @Nullable String nulls, EvaluationContext context) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            if (!text.isEmpty()) {
                parts.add(text);
            }
        } else {
            int from = 0;
            for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
                parts.add(text.substring(from, at));
                if (parts.size() % PARTS_BETWEEN_CHECKS == 0) {
                    context.checkCancelled();
                }
                from = at + separator.length();
            }
            if (!text.isEmpty()) {
                parts.add(text.substring(from));
            }
        }
        if (nulls != null) {
            parts.replaceAll(part -> nulls.equals(part) ? null : part);
        }
        return ArrayValues.list(parts.toArray());
    }

    static DatabaseException invalid(String message) {
        return new DatabaseException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
