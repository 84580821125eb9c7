package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds literals. The text of dates and times is read by the validator, which knows the session's zone. */
final class Literals {
    private static final Pattern UNICODE_ESCAPE =
            Pattern.compile("\\\\(?:(\\\\)|([0-9a-fA-F]{4})|\\+([0-9a-fA-F]{6})|)");
    /** Digits after which an exponent is no number any more. */
    private static final int EXPONENT_DIGITS_MAX = 6;

    private final Builder builder;

    Literals(Builder builder) {
        this.builder = builder;
    }

    SqlNode literal(AletheiaParser.LiteralContext context) {
        SqlParserPos position = builder.names.position(context);
        if (context instanceof AletheiaParser.NumberContext) {
            return number(context.getStart(), position);
        }
        if (context instanceof AletheiaParser.StringContext) {
            StringBuilder value = new StringBuilder();
            for (int i = 0; i < context.getChildCount(); i++) {
                value.append(unquote(((TerminalNode) context.getChild(i)).getSymbol()));
            }
            return SqlLiteral.createCharString(value.toString(), position);
        }
        if (context instanceof AletheiaParser.TruthContext) {
            return switch (context.getStart().getType()) {
                case AletheiaParser.TRUE -> SqlLiteral.createBoolean(true, position);
                case AletheiaParser.FALSE -> SqlLiteral.createBoolean(false, position);
                default -> SqlLiteral.createUnknown(position);
            };
        }
        if (context instanceof AletheiaParser.AbsentContext) {
            return SqlLiteral.createNull(position);
        }
        if (context instanceof AletheiaParser.TypedStringContext typed) {
            String type = context.getStart().getText().toUpperCase(Locale.ROOT);
            return typed(type, unquote(typed.STRING().getSymbol()), typed, position);
        }
        if (context instanceof AletheiaParser.ZonedStringContext zoned) {
            String type = context.getStart().getText().toUpperCase(Locale.ROOT);
            String zone =
                    zoned.WITHOUT() != null ? "" : zoned.LOCAL() != null ? " WITH LOCAL TIME ZONE" : " WITH TIME ZONE";
            return SqlLiteral.createUnknown(type + zone, unquote(zoned.STRING().getSymbol()), position);
        }
        if (context instanceof AletheiaParser.BinaryContext) {
            return binary(context.getStart(), position);
        }
        if (context instanceof AletheiaParser.IntervalContext interval) {
            int sign = interval.MINUS() == null ? 1 : -1;
            String value = unquote(interval.STRING().getSymbol());
            return SqlLiteral.createInterval(sign, value, qualifier(interval.intervalQualifier()), position);
        }
        return intervalOf((AletheiaParser.IntervalOfContext) context, position);
    }

    private SqlNode number(Token token, SqlParserPos position) {
        String text = token.getText();
        if (token.getType() != AletheiaParser.APPROXIMATE) {
            return SqlLiteral.createExactNumeric(text, position);
        }
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E')) + 1;
        if (text.length() - exponent > EXPONENT_DIGITS_MAX) {
            throw builder.text.error(token, "the exponent of the number " + text + " is too large");
        }
        return SqlLiteral.createApproxNumeric(text, position);
    }

    private SqlNode binary(Token token, SqlParserPos position) {
        String digits =
                token.getText().substring(2, token.getText().length() - 1).replace(" ", "");
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw builder.text.error(token, "a binary string has an even number of hexadecimal digits, as in X'00FF'");
        }
        return SqlLiteral.createBinaryString(digits, position);
    }

    private SqlNode typed(String type, String value, ParserRuleContext context, SqlParserPos position) {
        switch (type) {
            case "UUID" -> {
                try {
                    return SqlLiteral.createUuid(UUID.fromString(value), position);
                } catch (IllegalArgumentException malformed) {
                    throw builder.text.error(context, "not a UUID: '" + value + "'");
                }
            }
            case "DATETIME" -> {
                return SqlLiteral.createUnknown("TIMESTAMP", value, position);
            }
            default -> {
                return SqlLiteral.createUnknown(type, value, position);
            }
        }
    }

    /** {@code {d '...'}}, {@code {t '...'}}, {@code {ts '...'}}. */
    SqlNode escaped(AletheiaParser.EscapedLiteralContext context) {
        String kind = builder.names.word(context.identifier());
        String value = unquote(context.STRING().getSymbol());
        SqlParserPos position = builder.names.position(context);
        return switch (kind) {
            case "D" -> SqlLiteral.createUnknown("DATE", value, position);
            case "T" -> SqlLiteral.createUnknown("TIME", value, position);
            case "TS" -> SqlLiteral.createUnknown("TIMESTAMP", value, position);
            default ->
                throw builder.text.error(
                        context.identifier(), "expected one of the JDBC escapes {d '...'}, {t '...'}, {ts '...'}");
        };
    }

    /** The value of a string token. */
    String unquote(Token token) {
        String raw = token.getText();
        int from = raw.indexOf('\'') + 1;
        String value = raw.substring(from, raw.length() - 1).replace("''", "'");
        return token.getType() == AletheiaParser.UNICODE_STRING ? unescape(token, value) : value;
    }

    private String unescape(Token token, String value) {
        return UNICODE_ESCAPE.matcher(value).replaceAll(match -> {
            if (match.group(1) != null) {
                return Matcher.quoteReplacement("\\");
            }
            String digits = match.group(2) != null ? match.group(2) : match.group(3);
            if (digits == null || !Character.isValidCodePoint(Integer.parseInt(digits, 16))) {
                throw builder.text.error(
                        token, "a backslash in U&'...' is followed by 4 hexadecimal digits, or + and 6");
            }
            return Matcher.quoteReplacement(Character.toString(Integer.parseInt(digits, 16)));
        });
    }

    private SqlNode intervalOf(AletheiaParser.IntervalOfContext context, SqlParserPos position) {
        SqlNode count;
        if (context.INTEGER() != null) {
            count = SqlLiteral.createExactNumeric(context.INTEGER().getText(), position);
        } else if (context.dynamicParameter() != null) {
            count = builder.expressions.parameter(context.dynamicParameter());
        } else if (context.qualifiedName() != null) {
            count = builder.names.qualified(context.qualifiedName());
        } else {
            count = builder.expressions.expression(context.expression());
        }
        TimeUnit unit = intervalUnit(context.intervalUnit());
        SqlIntervalQualifier qualifier =
                new SqlIntervalQualifier(unit, null, builder.names.position(context.intervalUnit()));
        return SqlStdOperatorTable.INTERVAL.createCall(position, count, qualifier);
    }

    private SqlIntervalQualifier qualifier(AletheiaParser.IntervalQualifierContext context) {
        TimeUnit start = intervalUnit(context.intervalUnit(0));
        @Nullable TimeUnit end = context.TO() == null ? null : intervalUnit(context.intervalUnit(1));
        int startPrecision = RelDataType.PRECISION_NOT_SPECIFIED;
        int fraction = RelDataType.PRECISION_NOT_SPECIFIED;
        List<TerminalNode> numbers = context.INTEGER();
        for (TerminalNode number : numbers) {
            Token token = number.getSymbol();
            if (token.getText().length() > 2) {
                throw builder.text.error(token, "the precision " + token.getText() + " of the interval is too large");
            }
            int value = Integer.parseInt(token.getText());
            boolean beforeTo = context.TO() == null
                    || token.getTokenIndex() < context.TO().getSymbol().getTokenIndex();
            if (beforeTo && startPrecision == RelDataType.PRECISION_NOT_SPECIFIED) {
                startPrecision = value;
            } else if ((beforeTo && start == TimeUnit.SECOND) || (!beforeTo && end == TimeUnit.SECOND)) {
                fraction = value;
            } else {
                throw builder.text.error(token, "only seconds have a precision of their fraction");
            }
        }
        if (end != null && !follows(start, end)) {
            throw builder.text.error(
                    context, "an interval runs from YEAR TO MONTH, or from DAY, HOUR or MINUTE to a smaller unit");
        }
        return new SqlIntervalQualifier(start, startPrecision, end, fraction, builder.names.position(context));
    }

    private static boolean follows(TimeUnit start, TimeUnit end) {
        return switch (start) {
            case YEAR -> end == TimeUnit.MONTH;
            case DAY -> end == TimeUnit.HOUR || end == TimeUnit.MINUTE || end == TimeUnit.SECOND;
            case HOUR -> end == TimeUnit.MINUTE || end == TimeUnit.SECOND;
            case MINUTE -> end == TimeUnit.SECOND;
            default -> false;
        };
    }

    private static TimeUnit intervalUnit(AletheiaParser.IntervalUnitContext context) {
        return switch (context.getStart().getType()) {
            case AletheiaParser.YEAR -> TimeUnit.YEAR;
            case AletheiaParser.QUARTER -> TimeUnit.QUARTER;
            case AletheiaParser.MONTH -> TimeUnit.MONTH;
            case AletheiaParser.WEEK -> TimeUnit.WEEK;
            case AletheiaParser.DAY -> TimeUnit.DAY;
            case AletheiaParser.HOUR -> TimeUnit.HOUR;
            case AletheiaParser.MINUTE -> TimeUnit.MINUTE;
            default -> TimeUnit.SECOND;
        };
    }

    /** The unit of EXTRACT, FLOOR TO, TIMESTAMPADD and the like, also in its ODBC spelling SQL_TSI_x; null if it is none. */
    static @Nullable TimeUnit unit(String word) {
        String name = word.startsWith("SQL_TSI_") ? word.substring("SQL_TSI_".length()) : word;
        if (name.equals("FRAC_SECOND")) {
            return TimeUnit.MICROSECOND;
        }
        for (TimeUnit unit : TimeUnit.values()) {
            if (unit.name().equals(name) || (unit.name() + "S").equals(name)) {
                return unit;
            }
        }
        return null;
    }
}
