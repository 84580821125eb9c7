package io.aletheia.query.copy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.grammar.tree.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written.
 *
 * @param header whether its first line names the columns
 * @param delimiter what stands between fields
 * @param quote what stands around a field that holds a delimiter, a quote or a line's end
 * @param nullText the unquoted field that means null
 */
public record CsvOptions(boolean header, char delimiter, char quote, String nullText) {
    /** Reads the options of a statement. INVALID_ARGUMENT (22023) for a wrong value, UNSUPPORTED (HYC00) for other options. */
    public static CsvOptions of(List<Option> options) {
        boolean header = false;
        char delimiter = ',';
        char quote = '"';
        String nullText = "";
        var seen = new HashSet<String>();
        for (Option option : options) {
            if (!seen.add(option.name())) {
                throw new DatabaseException(
                        ErrorCode.INVALID_ARGUMENT, "the option " + option.name() + " is given twice");
            }
            String value = text(option);
            switch (option.name()) {
                case "HEADER" -> header = value == null || truth(option, value);
                case "DELIMITER" -> delimiter = character(option, value);
                case "QUOTE" -> quote = character(option, value);
                case "NULL" -> nullText = value == null ? "" : value;
                case "FORMAT" -> expect(option, value, "CSV");
                case "ENCODING" -> expect(option, value == null ? null : value.replace("-", ""), "UTF8");
                default ->
                    throw new DatabaseException(
                            ErrorCode.UNSUPPORTED, "the option " + option.name() + " of COPY is not supported yet");
            }
        }
        if (delimiter == quote) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "DELIMITER and QUOTE are both " + quote);
        }
        return new CsvOptions(header, delimiter, quote, nullText);
    }

    private static @Nullable String text(Option option) {
        if (option.value() instanceof SqlIdentifier word) {
            return word.toString();
        }
        return option.value() instanceof SqlLiteral literal ? literal.toValue() : null;
    }

    private static boolean truth(Option option, String value) {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "TRUE", "ON", "1" -> true;
            case "FALSE", "OFF", "0" -> false;
            default -> throw wrong(option, value, "TRUE or FALSE");
        };
    }

    private static char character(Option option, @Nullable String value) {
        if (value == null || value.length() != 1 || "\r\n".contains(value)) {
            throw wrong(option, value, "one character that ends no line");
        }
        return value.charAt(0);
    }

    private static void expect(Option option, @Nullable String value, String expected) {
        if (value == null || !value.equalsIgnoreCase(expected)) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, option.name() + " " + value + " of COPY is not supported yet");
        }
    }

    private static DatabaseException wrong(Option option, @Nullable String value, String expected) {
        return new DatabaseException(
                ErrorCode.INVALID_ARGUMENT,
                "the option " + option.name() + " is " + expected + ", not '" + value + "'");
    }
}
