package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A template of TO_CHAR, TO_DATE and TO_TIMESTAMP as a list of fields and of the texts between them. The fields are those of
 * PostgreSQL: YYYY YYY YY Y IYYY MM MONTH MON DD DDD D ID DY DAY HH HH12 HH24 MI SS SSSSS MS US FF1 to FF6 AM PM Q WW IW CC J, a
 * quoted text, and FM, which leaves out the zeros and blanks that fill the next field. Names follow the case of the field.
 *
 * @param parts in the order of the text
 */
record DateTemplate(List<Part> parts) {
    /** Longest first, so that none hides another. */
    private static final List<String> FIELDS = List.of(
            "SSSSS", "MONTH", "YYYY", "IYYY", "HH24", "HH12", "YYY", "DAY", "DDD", "MON", "FF1", "FF2", "FF3", "FF4",
            "FF5", "FF6", "YY", "MM", "DD", "ID", "DY", "HH", "MI", "SS", "MS", "US", "AM", "PM", "WW", "IW", "CC", "Y",
            "D", "Q", "J");

    /**
     * A field or a text.
     *
     * @param field the field in capitals; empty for a text
     * @param text how the template writes it
     * @param filled whether the field is filled up to its width
     */
    record Part(String field, String text, boolean filled) {
        boolean isField() {
            return !field.isEmpty();
        }
    }

    /** Reads a template: INVALID_ARGUMENT (22023) for a letter that begins no field and is not quoted. */
    static DateTemplate of(String template) {
        List<Part> parts = new ArrayList<>();
        boolean filled = true;
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '"') {
                int end = template.indexOf('"', at + 1);
                if (end < 0) {
                    throw malformed(template, at);
                }
                parts.add(new Part("", template.substring(at + 1, end), true));
                at = end + 1;
            } else if (template.regionMatches(true, at, "FM", 0, 2)) {
                filled = false;
                at += 2;
            } else if (c == 'T' && template.regionMatches(true, at + 1, "HH", 0, 2)) {
                parts.add(new Part("", "T", true));
                at++;
            } else if (Character.isLetter(c)) {
                String field = field(template, at);
                parts.add(new Part(field, template.substring(at, at + field.length()), filled));
                filled = true;
                at += field.length();
            } else {
                parts.add(new Part("", String.valueOf(c), true));
                at++;
            }
        }
        return new DateTemplate(List.copyOf(parts));
    }

    private static String field(String template, int at) {
        for (String field : FIELDS) {
            if (template.regionMatches(true, at, field, 0, field.length())) {
                return field;
            }
        }
        throw malformed(template, at);
    }

    /** A name in the case in which the template writes its field: MONTH, Month or month. */
    static String inCase(String name, String field) {
        if (Character.isLowerCase(field.charAt(0))) {
            return name.toLowerCase(Locale.ROOT);
        }
        return Character.isLowerCase(field.charAt(1)) ? name : name.toUpperCase(Locale.ROOT);
    }

    private static DatabaseException malformed(String template, int at) {
        return new DatabaseException(
                ErrorCode.INVALID_ARGUMENT,
                "the template '" + template + "' has no field at " + (at + 1) + "; a text in it is written in quotes");
    }
}
