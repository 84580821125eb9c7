package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link JsonPath}: INVALID_ARGUMENT (22023) if it is none. A filter compares items of the path from {@code @} or {@code $}
 * and literals by {@code == != <> < <= > >=}, joins comparisons by {@code && || !} and parentheses, and knows {@code exists(path)}.
 * Not thread-safe.
 */
final class JsonPathReader {
    private static final int DEPTH_MAX = 100;

    private final String text;
    private int at;
    private boolean lax = true;
    private int depth;

    private JsonPathReader(String text) {
        this.text = text;
    }

    static JsonPath read(String text) {
        return new JsonPathReader(text).path();
    }

    private JsonPath path() {
        if (takeWord("strict")) {
            lax = false;
        } else {
            takeWord("lax");
        }
        expect("$");
        List<JsonPath.Step> steps = steps();
        skip();
        if (at < text.length()) {
            throw malformed();
        }
        return new JsonPath(lax, steps);
    }

    private List<JsonPath.Step> steps() {
        List<JsonPath.Step> steps = new ArrayList<>();
        while (true) {
            skip();
            if (take(".")) {
                steps.add(member());
            } else if (take("[")) {
                steps.add(items());
            } else if (take("?")) {
                expect("(");
                BiPredicate<Object, Object> condition = either();
                expect(")");
                steps.add(new JsonPath.Filter(condition));
            } else {
                return List.copyOf(steps);
            }
        }
    }

    private JsonPath.Step member() {
        skip();
        if (take("*")) {
            return new JsonPath.Member(null);
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return new JsonPath.Member(quoted());
        }
        String name = name();
        if (take("(")) {
            expect(")");
            return switch (name) {
                case "size" -> new JsonPath.Method(true);
                case "type" -> new JsonPath.Method(false);
                default -> throw ExpressionCompiler.unsupported("the method ." + name + "() of a JSON path");
            };
        }
        return new JsonPath.Member(name);
    }

    private String name() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from || Character.isDigit(text.charAt(from))) {
            throw malformed();
        }
        return text.substring(from, at);
    }

    private String quoted() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw malformed();
        }
        Object string = JsonText.parse(text.substring(at, end + 1));
        at = end + 1;
        return (String) string;
    }

    private JsonPath.Step items() {
        if (take("*")) {
            expect("]");
            return new JsonPath.Items(null);
        }
        List<int[]> ranges = new ArrayList<>();
        do {
            int from = place();
            ranges.add(new int[] {from, takeWord("to") ? place() : from});
        } while (take(","));
        expect("]");
        return new JsonPath.Items(List.copyOf(ranges));
    }

    /** A place in an array; those from the end on are negative. */
    private int place() {
        if (takeWord("last")) {
            return take("-") ? -1 - integer() : -1;
        }
        return integer();
    }

    private int integer() {
        skip();
        int from = at;
        while (at < text.length() && Character.isDigit(text.charAt(at)) && at - from < 9) {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private BiPredicate<Object, Object> either() {
        BiPredicate<Object, Object> left = both();
        while (take("||")) {
            left = left.or(both());
        }
        return left;
    }

    private BiPredicate<Object, Object> both() {
        BiPredicate<Object, Object> left = condition();
        while (take("&&")) {
            left = left.and(condition());
        }
        return left;
    }

    private BiPredicate<Object, Object> condition() {
        if (++depth > DEPTH_MAX) {
            throw malformed();
        }
        try {
            if (take("!")) {
                expect("(");
                BiPredicate<Object, Object> inner = either();
                expect(")");
                return inner.negate();
            }
            if (takeWord("exists")) {
                expect("(");
                Operand path = operand();
                expect(")");
                return (item, root) -> !path.items(item, root).isEmpty();
            }
            if (take("(")) {
                BiPredicate<Object, Object> inner = either();
                expect(")");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private BiPredicate<Object, Object> comparison() {
        Operand left = operand();
        skip();
        for (String sign : List.of("==", "!=", "<>", "<=", ">=", "<", ">")) {
            if (take(sign)) {
                Operand right = operand();
                return (item, root) -> holds(sign, left.items(item, root), right.items(item, root));
            }
        }
        throw malformed();
    }

    private static boolean holds(String sign, List<Object> left, List<Object> right) {
        for (Object a : left) {
            for (Object b : right) {
                Integer order = compare(a, b);
                if (order != null && holds(sign, a, b, order)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(String sign, Object a, Object b, int order) {
        boolean ordered = a != JsonText.NULL && b != JsonText.NULL;
        return switch (sign) {
            case "==" -> order == 0;
            case "!=", "<>" -> order != 0;
            case "<" -> ordered && order < 0;
            case "<=" -> order <= 0 && (ordered || order == 0);
            case ">" -> ordered && order > 0;
            default -> order >= 0 && (ordered || order == 0);
        };
    }

    /** How two scalars lie to each other; null if they are unlike things. */
    private static @Nullable Integer compare(Object a, Object b) {
        if (a instanceof JsonText.Numeral x && b instanceof JsonText.Numeral y) {
            return x.value().compareTo(y.value());
        } else if (a instanceof String x && b instanceof String y) {
            return ValueOrder.compare(x, y);
        } else if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        } else if (a == JsonText.NULL || b == JsonText.NULL) {
            return a == b ? 0 : 1;
        }
        return null;
    }

    /** One side of a comparison. */
    private interface Operand {
        List<Object> items(Object item, Object root);
    }

    private Operand operand() {
        skip();
        if (take("@")) {
            var path = new JsonPath(lax, steps());
            return (item, root) -> unwrapped(path.apply(item, root));
        }
        if (take("$")) {
            var path = new JsonPath(lax, steps());
            return (item, root) -> unwrapped(path.apply(root, root));
        }
        int from = at;
        if (at < text.length() && text.charAt(at) == '"') {
            String string = quoted();
            return (item, root) -> List.of(string);
        }
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        Object literal;
        try {
            literal = JsonText.parse(text.substring(from, at));
        } catch (DatabaseException e) {
            at = from;
            throw malformed();
        }
        return (item, root) -> List.of(literal);
    }

    private List<Object> unwrapped(List<Object> items) {
        if (!lax) {
            return items;
        }
        List<Object> all = new ArrayList<>();
        for (Object item : items) {
            all.addAll(item instanceof List<?> inner ? inner : List.of(item));
        }
        return all;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(String sign) {
        skip();
        boolean found = text.startsWith(sign, at);
        at += found ? sign.length() : 0;
        return found;
    }

    private boolean takeWord(String word) {
        skip();
        int end = at + word.length();
        boolean found =
                text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        at += found ? word.length() : 0;
        return found;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw malformed();
        }
    }

    private DatabaseException malformed() {
        return new DatabaseException(
                ErrorCode.INVALID_ARGUMENT, "'" + text + "' is no JSON path from character " + (at + 1) + " on");
    }
}
