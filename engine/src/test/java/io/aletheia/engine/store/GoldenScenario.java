package io.aletheia.engine.store;

import io.aletheia.engine.model.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One history of {@code golden/scenarios.md}: its transactions as writes, and the versions that they must make.
 *
 * @param name such as {@code G01}
 * @param transactions in the order of their commits
 * @param expected all versions
 */
record GoldenScenario(String name, List<Transaction> transactions, List<Version> expected) {
    private static final Pattern INSTANT = Pattern.compile("TIMESTAMP '(\\d{4}-\\d{2}-\\d{2})T00:00:00Z'");
    private static final Pattern INSERT = Pattern.compile("INSERT INTO \\w+ \\(([^)]*)\\) VALUES \\((.*)\\)");
    private static final Pattern UPDATE = Pattern.compile(
            "UPDATE \\w+ (?:FOR PORTION OF VALID_TIME FROM (.*) TO (.*) )?SET v = (.*) WHERE _id = (\\d+)");
    private static final Pattern DELETE = Pattern.compile(
            "DELETE FROM \\w+ (?:FOR PORTION OF VALID_TIME FROM (.*) TO (.*) |(FOR ALL VALID_TIME) )?WHERE _id = (\\d+)");

    /** The statements of one commit. */
    record Transaction(long systemTime, List<Write> writes) {}

    /** What a statement does. */
    enum Kind {
        PUT,
        UPDATE,
        ADD,
        DELETE
    }

    /** One statement: the value to put, to set or to add; a portion from the commit on if {@code fromCommit}. */
    record Write(Kind kind, long key, long value, long from, long to, boolean fromCommit) {
        long resolvedFrom(long commitTime) {
            return fromCommit ? commitTime : from;
        }
    }

    /** One expected row. */
    record Version(long key, long value, long validFrom, long validTo, long systemFrom, long systemTo) {
        @Override
        public String toString() {
            return key + ":" + value + " [" + Time.toText(validFrom) + ", " + Time.toText(validTo) + ") x ["
                    + Time.toText(systemFrom) + ", " + Time.toText(systemTo) + ")";
        }
    }

    /** All scenarios of the page. */
    static List<GoldenScenario> all() {
        var scenarios = new ArrayList<GoldenScenario>();
        for (String section : page().split("\n### ", -1)) {
            if (section.matches("(?s)G\\d\\d .*")) {
                scenarios.add(parse(section));
            }
        }
        return scenarios;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String page() {
        try (var in = GoldenScenario.class.getResourceAsStream("/golden/scenarios.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenScenario parse(String section) {
        var transactions = new ArrayList<Transaction>();
        var expected = new ArrayList<Version>();
        for (String line : section.split("\n", -1)) {
            if (line.startsWith("- @")) {
                var writes = new ArrayList<Write>();
                for (String statement : line.substring(line.indexOf(": ") + 2).split("; ", -1)) {
                    writes.add(write(statement.trim()));
                }
                transactions.add(new Transaction(date(line.substring(3, 13)), writes));
            } else if (line.startsWith("| ")) {
                String[] cells = line.split("\\|", -1);
                expected.add(new Version(
                        Long.parseLong(cells[1].trim()),
                        Long.parseLong(cells[2].trim()),
                        date(cells[3].trim()),
                        date(cells[4].trim()),
                        date(cells[5].trim()),
                        date(cells[6].trim())));
            }
        }
        return new GoldenScenario(section.substring(0, 3), transactions, expected);
    }

    private static Write write(String statement) {
        var insert = INSERT.matcher(statement);
        if (insert.matches()) {
            String[] columns = insert.group(1).split(",", -1);
            String[] values = insert.group(2).split(",", -1);
            long from = columns.length > 2 ? instant(values[2]) : 0;
            long to = columns.length > 3 ? instant(values[3]) : Time.FOREVER;
            return new Write(
                    Kind.PUT, Long.parseLong(values[0]), Long.parseLong(values[1]), from, to, columns.length <= 2);
        }
        var update = UPDATE.matcher(statement);
        if (update.matches()) {
            String set = update.group(3);
            boolean adds = set.startsWith("v + ");
            return portion(
                    adds ? Kind.ADD : Kind.UPDATE,
                    Long.parseLong(update.group(4)),
                    Long.parseLong(adds ? set.substring(4) : set),
                    update.group(1),
                    update.group(2));
        }
        var delete = DELETE.matcher(statement);
        if (delete.matches()) {
            long key = Long.parseLong(delete.group(4));
            return delete.group(3) != null
                    ? new Write(Kind.DELETE, key, 0, Time.BEGINNING, Time.FOREVER, false)
                    : portion(Kind.DELETE, key, 0, delete.group(1), delete.group(2));
        }
        throw new IllegalArgumentException(statement);
    }

    private static Write portion(Kind kind, long key, long value, @Nullable String from, @Nullable String to) {
        return from == null || to == null
                ? new Write(kind, key, value, 0, Time.FOREVER, true)
                : new Write(kind, key, value, instant(from), instant(to), false);
    }

    private static long instant(String text) {
        if (text.trim().equals("NULL")) {
            return Time.FOREVER;
        }
        var instant = INSTANT.matcher(text.trim());
        if (!instant.matches()) {
            throw new IllegalArgumentException(text);
        }
        return date(instant.group(1));
    }

    private static long date(String text) {
        return text.equals("∞")
                ? Time.FOREVER
                : Time.ofInstant(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
