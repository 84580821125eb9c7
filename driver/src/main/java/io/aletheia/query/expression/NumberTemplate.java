package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A template of TO_CHAR and TO_NUMBER for numbers, as in PostgreSQL: 9 a digit, 0 a digit that is written in any case, . or D the
 * point, a comma or G between thousands, S the sign, MI a minus behind, PR angle brackets for less than zero, $ or L a dollar, FM
 * no blanks and no zeros at the end, quoted texts. Immutable.
 */
final class NumberTemplate {
    private final List<String> parts;
    private final int whole;
    private final int scale;
    private final int zerosFrom;
    private final boolean filled;
    private final boolean signPlaced;

    private NumberTemplate(List<String> parts, boolean filled) {
        this.parts = List.copyOf(parts);
        this.filled = filled;
        int point = parts.indexOf(".");
        List<String> front = point < 0 ? parts : parts.subList(0, point);
        this.whole = (int) front.stream().filter(NumberTemplate::isDigit).count();
        this.scale = (int) parts.stream().filter(NumberTemplate::isDigit).count() - whole;
        int digits = 0;
        int zeros = Integer.MAX_VALUE;
        for (String part : front) {
            if (part.equals("0") && zeros == Integer.MAX_VALUE) {
                zeros = digits;
            }
            digits += isDigit(part) ? 1 : 0;
        }
        this.zerosFrom = zeros;
        this.signPlaced = parts.contains("S") || parts.contains("MI") || parts.contains("PR");
    }

    /** Reads a template: INVALID_ARGUMENT (22023) if it is none. */
    static NumberTemplate of(String template) {
        List<String> parts = new ArrayList<>();
        boolean filled = true;
        String upper = template.toUpperCase(Locale.ROOT);
        for (int at = 0; at < template.length(); at++) {
            char c = upper.charAt(at);
            if (c == '"') {
                int end = template.indexOf('"', at + 1);
                if (end < 0) {
                    throw malformed(template);
                }
                parts.add("\"" + template.substring(at + 1, end));
                at = end;
            } else if (upper.startsWith("FM", at)) {
                filled = false;
                at++;
            } else if (upper.startsWith("MI", at) || upper.startsWith("PR", at)) {
                parts.add(upper.substring(at, at + 2));
                at++;
            } else {
                parts.add(
                        switch (c) {
                            case '9', '0', 'S' -> String.valueOf(c);
                            case '.', 'D' -> ".";
                            case ',', 'G' -> ",";
                            case '$', 'L' -> "$";
                            case ' ' -> "\" ";
                            default -> throw malformed(template);
                        });
            }
        }
        var read = new NumberTemplate(parts, filled);
        if (parts.indexOf(".") != parts.lastIndexOf(".") || read.whole + read.scale == 0) {
            throw malformed(template);
        }
        return read;
    }

    private static DatabaseException malformed(String template) {
        return new DatabaseException(ErrorCode.INVALID_ARGUMENT, "'" + template + "' is no template of numbers");
    }

    private static boolean isDigit(String part) {
        return part.equals("9") || part.equals("0");
    }

    /** How many digits it has behind the point. */
    int scale() {
        return scale;
    }

    /** The number in the template's form, rounded half away from zero; a number with too many digits is written in # signs. */
    String format(BigDecimal number) {
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        boolean negative = rounded.signum() < 0;
        String all = rounded.abs().unscaledValue().toString();
        String digits = all.length() <= scale ? "0".repeat(scale - all.length() + 1) + all : all;
        String before = digits.substring(0, digits.length() - scale);
        String after = digits.substring(digits.length() - scale);
        before = before.equals("0") && scale > 0 ? "" : before;
        boolean tooLong = before.length() > whole;
        String front = tooLong
                ? "#".repeat(whole)
                : "0".repeat(Math.max(0, Math.min(whole, whole - zerosFrom) - before.length())) + before;
        String padded = " ".repeat(whole - front.length()) + front;
        return assemble(padded, tooLong ? "#".repeat(scale) : after, negative);
    }

    private String assemble(String front, String after, boolean negative) {
        var text = new StringBuilder();
        int digit = 0;
        boolean begun = false;
        boolean signed = signPlaced;
        int kept = filled ? scale : significant(after);
        for (String part : parts) {
            boolean behindPoint = digit >= whole;
            switch (part) {
                case "9", "0" -> {
                    char c = behindPoint ? after.charAt(digit - whole) : front.charAt(digit);
                    if (c != ' ' && !begun) {
                        signed = sign(text, signed, negative);
                        begun = true;
                    }
                    boolean left = (c == ' ' && !filled) || (behindPoint && digit - whole >= kept);
                    text.append(left ? "" : String.valueOf(c));
                    digit++;
                }
                case "." -> {
                    if (!begun) {
                        signed = sign(text, signed, negative);
                        begun = true;
                    }
                    text.append('.');
                }
                case "," -> text.append(begun ? "," : filled ? " " : "");
                case "S" -> text.append(negative ? '-' : '+');
                case "MI" -> text.append(negative ? "-" : filled ? " " : "");
                case "PR" -> {}
                case "$" -> text.append('$');
                default -> text.append(part, 1, part.length());
            }
        }
        return parts.contains("PR") ? bracketed(text.toString(), negative) : text.toString();
    }

    /** Writes the sign in front of the first digit unless it has a place of its own. */
    private boolean sign(StringBuilder text, boolean signed, boolean negative) {
        if (!signed) {
            text.append(negative ? "-" : filled ? " " : "");
        }
        return true;
    }

    private String bracketed(String text, boolean negative) {
        String inner = text.stripLeading();
        String blanks = text.substring(0, text.length() - inner.length());
        return negative ? blanks + '<' + inner + '>' : filled ? blanks + ' ' + inner + ' ' : inner;
    }

    /** How many digits behind the point stay when zeros at the end go; those that a 0 asks for stay. */
    private int significant(String after) {
        int kept = after.length();
        List<String> behind = parts.subList(parts.indexOf(".") + 1, parts.size()).stream()
                .filter(NumberTemplate::isDigit)
                .toList();
        while (kept > 0
                && after.charAt(kept - 1) == '0'
                && !behind.get(kept - 1).equals("0")) {
            kept--;
        }
        return kept;
    }

    /** Reads a number: what separates thousands, blanks and dollars do not count. INVALID_CAST (22018) if it is none. */
    BigDecimal parse(String text) {
        String bare = text.replaceAll("[\\s,$]", "");
        boolean negative = bare.startsWith("-") || bare.endsWith("-") || (bare.startsWith("<") && bare.endsWith(">"));
        String digits = bare.replaceAll("^[-+<]|[-+>]$", "");
        if (!digits.matches("\\d+(\\.\\d*)?|\\.\\d+") || digits.length() > 100) {
            throw new DatabaseException(ErrorCode.INVALID_CAST, "'" + text + "' is no number of this template");
        }
        BigDecimal number = new BigDecimal(digits);
        if (number.precision() - number.scale() > whole
                || number.stripTrailingZeros().scale() > scale) {
            throw new DatabaseException(ErrorCode.INVALID_CAST, "'" + text + "' has more digits than its template");
        }
        return negative ? number.negate() : number;
    }
}
