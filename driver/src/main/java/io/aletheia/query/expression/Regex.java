package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of the JDK over texts that ask now and then whether the statement was cancelled: an expression that tries
 * every way through a text may take for ever otherwise. As in PostgreSQL a point stands for a line end too, and {@code ^} and
 * {@code $} for the ends of the whole text. Thread-safe.
 */
final class Regex {
    private static final int CHARACTERS_BETWEEN_CHECKS = 1 << 14;
    private static final int CACHED_MAX = 256;
    private static final ConcurrentHashMap<Key, Pattern> CACHE = new ConcurrentHashMap<>();

    private record Key(String pattern, int flags) {}

    private Regex() {}

    /**
     * The compiled expression.
     *
     * @param letters of: i without regard to case, c with it, n or m line by line, s not so, x with blanks and remarks, g which the
     *     caller sees to
     * @throws DatabaseException BAD_PATTERN (2201B), INVALID_ARGUMENT (22023) for another letter
     */
    static Pattern compile(String pattern, String letters) {
        int flags = Pattern.DOTALL;
        for (int i = 0; i < letters.length(); i++) {
            switch (letters.charAt(i)) {
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'c' -> flags &= ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                case 'n', 'm' -> flags = (flags & ~Pattern.DOTALL) | Pattern.MULTILINE;
                case 's' -> flags = (flags | Pattern.DOTALL) & ~Pattern.MULTILINE;
                case 'x' -> flags |= Pattern.COMMENTS;
                case 'g' -> {}
                default ->
                    throw new DatabaseException(
                            ErrorCode.INVALID_ARGUMENT,
                            "'" + letters.charAt(i)
                                    + "' is no option of a regular expression; there are i, c, n, m, s, x, g");
            }
        }
        return compile(pattern, flags);
    }

    /** As {@link #compile(String, String)}, with the JDK's flags. */
    static Pattern compile(String pattern, int flags) {
        var key = new Key(pattern, flags);
        Pattern cached = CACHE.get(key);
        if (cached != null) {
            return cached;
        }
        try {
            Pattern compiled = Pattern.compile(pattern, flags);
            if (CACHE.size() >= CACHED_MAX) {
                CACHE.clear();
            }
            CACHE.put(key, compiled);
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new DatabaseException(
                    ErrorCode.BAD_PATTERN,
                    "'" + pattern + "' is no regular expression: " + e.getDescription() + " at " + (e.getIndex() + 1),
                    e);
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    /** A matcher over a text that can be cancelled. Its methods are to be called through {@link #run}. */
    static Matcher matcher(Pattern pattern, String text, EvaluationContext context) {
        return pattern.matcher(new Watched(text, 0, text.length(), context, new int[1]));
    }

    /** Asks a matcher: TOO_COMPLEX (54001) if the expression nests deeper in the text than the stack allows. */
    static boolean run(Matcher matcher, Predicate<Matcher> question) {
        try {
            return question.test(matcher);
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    private static DatabaseException tooDeep(StackOverflowError e) {
        return new DatabaseException(
                ErrorCode.TOO_COMPLEX, "the regular expression repeats a choice too often for this text", e);
    }

    /** A text that looks whether the statement goes on, every so many characters that are read. */
    private static final class Watched implements CharSequence {
        private final String text;
        private final int from;
        private final int to;
        private final EvaluationContext context;
        private final int[] reads;

        Watched(String text, int from, int to, EvaluationContext context, int[] reads) {
            this.text = text;
            this.from = from;
            this.to = to;
            this.context = context;
            this.reads = reads;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (++reads[0] >= CHARACTERS_BETWEEN_CHECKS) {
                reads[0] = 0;
                context.checkCancelled();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text, from + start, from + end, context, reads);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Watched watched && watched.toString().equals(toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
