package io.aletheia.jdbc.url;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.DatabaseLocation;
import io.aletheia.query.Setting;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a URL apart from left to right: {@link #location} first, then {@link #entries}. A path, name or value may hold
 * {@code %} followed by two hexadecimal digits for any byte of its UTF-8 form, or stand whole in single quotes, where a quote is
 * doubled and nothing else is special. Every complaint names the position, counted from 1. Not thread-safe.
 */
final class UrlScanner {
    /** A key with its value. */
    record Entry(String key, String value) {}

    private static final String FILE = "file:";
    private static final String MEMORY = "mem:";
    private static final String REMOTE = "//";

    private final String url;
    private int position = ConnectionUrl.PREFIX.length();
    private final StringBuilder withoutPassword = new StringBuilder();

    UrlScanner(String url) {
        this.url = url;
    }

    DatabaseLocation location() {
        DatabaseLocation location;
        if (!ConnectionUrl.isOurs(url)) {
            position = 0;
            throw malformed("a URL of this driver begins with " + ConnectionUrl.PREFIX);
        } else if (url.startsWith(FILE, position)) {
            position += FILE.length();
            location = directory();
        } else if (url.startsWith(MEMORY, position)) {
            position += MEMORY.length();
            refuseQuestionMark();
            location = new DatabaseLocation.Memory(value());
        } else if (url.startsWith(REMOTE, position)) {
            throw new DatabaseException(ErrorCode.BAD_URL, "remote mode is not available in this version");
        } else {
            throw malformed("expected file:, mem: or // but found '"
                    + url.substring(position).split("[;?]", 2)[0] + "'");
        }
        withoutPassword.append(url, 0, position);
        return location;
    }

    /** Taken for a part of the name, settings behind one would be lost without a word. */
    private void refuseQuestionMark() {
        int mark = url.indexOf('?', position);
        int semicolon = url.indexOf(';', position);
        boolean quoted = position < url.length() && url.charAt(position) == '\'';
        if (mark >= 0 && !quoted && (semicolon < 0 || mark < semicolon)) {
            position = mark;
            throw malformed("settings follow a semicolon, as in ;key=value; write %3F for a question mark in a name");
        }
    }

    private DatabaseLocation directory() {
        refuseQuestionMark();
        int start = position;
        String path = value();
        if (path.isEmpty()) {
            throw malformed("the directory is missing");
        }
        try {
            return new DatabaseLocation.Directory(Path.of(path));
        } catch (InvalidPathException e) {
            position = start;
            // In the POSIX locale Java 17 can name ASCII files only.
            boolean ascii = path.chars().allMatch(c -> c < 128);
            String advice = ascii ? "" : "; start Java in a locale of UTF-8, as with LC_ALL=C.UTF-8";
            throw malformed("not a path on this system (" + e.getReason() + ")" + advice);
        }
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        while (position < url.length()) {
            int start = position++; // the semicolon
            if (position == url.length() || url.charAt(position) == ';') {
                continue;
            }
            Entry entry = new Entry(key(), value());
            entries.add(entry);
            if (!entry.key().equalsIgnoreCase(Setting.PASSWORD.key())) {
                withoutPassword.append(url, start, position);
            }
        }
        return entries;
    }

    /** The URL without the password; complete once the entries have been read. */
    String withoutPassword() {
        return withoutPassword.toString();
    }

    private String key() {
        int equals = url.indexOf('=', position);
        int semicolon = url.indexOf(';', position);
        if (equals < 0 || (semicolon >= 0 && semicolon < equals)) {
            throw malformed("expected key=value");
        }
        String key = url.substring(position, equals).strip();
        if (key.isEmpty()) {
            throw malformed("the key before = is missing");
        }
        position = equals + 1;
        return key;
    }

    /** Reads up to the next semicolon or the end. */
    private String value() {
        return position < url.length() && url.charAt(position) == '\'' ? quoted() : plain();
    }

    private String quoted() {
        int start = position++;
        StringBuilder value = new StringBuilder();
        while (position < url.length()) {
            char c = url.charAt(position++);
            if (c != '\'') {
                value.append(c);
            } else if (position < url.length() && url.charAt(position) == '\'') {
                value.append(c);
                position++;
            } else if (position == url.length() || url.charAt(position) == ';') {
                return value.toString();
            } else {
                throw malformed("expected ; after the closing quote");
            }
        }
        position = start;
        throw malformed("this quote is never closed");
    }

    private String plain() {
        int semicolon = url.indexOf(';', position);
        int end = semicolon < 0 ? url.length() : semicolon;
        if (url.indexOf('%', position) < 0) {
            String value = url.substring(position, end);
            position = end;
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (position < end) {
            int codePoint = url.codePointAt(position);
            if (codePoint == '%') {
                bytes.write(percentEncoded(end));
                position += 3;
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                position += Character.charCount(codePoint);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int percentEncoded(int end) {
        int high = position + 1 < end ? Character.digit(url.charAt(position + 1), 16) : -1;
        int low = position + 2 < end ? Character.digit(url.charAt(position + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed("% must be followed by two hexadecimal digits; write %25 for a percent sign");
        }
        return high << 4 | low;
    }

    /** Does not quote the URL, which may hold a password. */
    private DatabaseException malformed(String complaint) {
        return new DatabaseException(
                ErrorCode.BAD_URL,
                "malformed URL at position " + (position + 1) + ": " + complaint + ". The valid forms are "
                        + String.join("  ", ConnectionUrl.FORMS));
    }
}
