package io.aletheia.jdbc.logic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads the text of a logic test. Its form is described at <a href="https://www.sqlite.org/sqllogictest/doc/trunk/about.wiki">
 * sqlite.org</a>: records are divided by empty lines; {@code skipif} and {@code onlyif} in front of one name a database.
 */
final class LogicScript {
    /** What the scripts could call this database; none does. */
    private static final String DATABASE = "aletheia";

    private final List<String> lines;
    private final List<LogicRecord> records = new ArrayList<>();
    private int at;

    private LogicScript(List<String> lines) {
        this.lines = lines;
    }

    /** The records that are meant for every database, up to the first {@code halt} that is. */
    static List<LogicRecord> parse(String text) {
        var script = new LogicScript(text.lines().toList());
        script.read();
        return script.records;
    }

    private void read() {
        boolean skipped = false;
        while (at < lines.size()) {
            String line = content(lines.get(at));
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "" -> at++;
                case "skipif" -> {
                    skipped |= words[1].equals(DATABASE);
                    at++;
                }
                case "onlyif" -> {
                    skipped |= !words[1].equals(DATABASE);
                    at++;
                }
                case "hash-threshold" -> at++;
                case "halt" -> {
                    if (!skipped) {
                        return;
                    }
                    skipped = false;
                    at++;
                }
                case "statement", "query" -> {
                    LogicRecord record = words[0].equals("query") ? query(words) : change(words);
                    if (!skipped) {
                        records.add(record);
                    }
                    skipped = false;
                }
                default -> throw new IllegalArgumentException("line " + (at + 1) + ": " + line);
            }
        }
    }

    /** A line without its comment. */
    private static String content(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private LogicRecord change(String[] words) {
        int line = ++at;
        return new LogicRecord.Change(line, block(), words[1].equals("error"));
    }

    private LogicRecord query(String[] words) {
        int line = ++at;
        LogicRecord.Order order = words.length < 3
                ? LogicRecord.Order.NOSORT
                : LogicRecord.Order.valueOf(words[2].toUpperCase(Locale.ROOT));
        String sql = block();
        List<String> expected = new ArrayList<>();
        if (at < lines.size() && lines.get(at).equals("----")) {
            for (at++; at < lines.size() && !lines.get(at).isEmpty(); at++) {
                expected.add(lines.get(at));
            }
        }
        return new LogicRecord.Query(line, sql, words[1], order, expected);
    }

    /** The lines up to an empty one or to the results. */
    private String block() {
        int from = at;
        while (at < lines.size() && !lines.get(at).isEmpty() && !lines.get(at).equals("----")) {
            at++;
        }
        return lines.subList(from, at).stream()
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
