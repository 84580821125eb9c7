package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A LIKE pattern cut at its percent signs. Matching takes each piece at its first place after the piece before, which is right
 * because pieces have fixed lengths; the time is at most pattern length times text length.
 */
final class LikePattern implements Predicate<String> {
    private static final int ANY_CHARACTER = -1;

    private final List<int[]> pieces;
    private final boolean ignoreCase;

    private LikePattern(List<int[]> pieces, boolean ignoreCase) {
        this.pieces = pieces;
        this.ignoreCase = ignoreCase;
    }

    /**
     * Reads a pattern.
     *
     * @param escape the code point that takes the next one's meaning away; -1 for none
     * @throws DatabaseException INVALID_ARGUMENT (22023) if the escape character stands before another than %, _ or itself
     */
    static Predicate<String> of(String pattern, int escape, boolean ignoreCase) {
        List<int[]> pieces = new ArrayList<>();
        int[] points = pattern.codePoints().toArray();
        int[] piece = new int[points.length];
        int length = 0;
        boolean onlyLiterals = true;
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            if (point == escape) {
                i++;
                if (i == points.length || (points[i] != '%' && points[i] != '_' && points[i] != escape)) {
                    throw new DatabaseException(
                            ErrorCode.INVALID_ARGUMENT, "the escape character must stand before %, _ or itself");
                }
                piece[length++] = fold(points[i], ignoreCase);
            } else if (point == '%') {
                pieces.add(Arrays.copyOf(piece, length));
                length = 0;
            } else {
                onlyLiterals &= point != '_';
                piece[length++] = point == '_' ? ANY_CHARACTER : fold(point, ignoreCase);
            }
        }
        pieces.add(Arrays.copyOf(piece, length));
        return onlyLiterals && !ignoreCase ? literal(pieces) : new LikePattern(List.copyOf(pieces), ignoreCase);
    }

    /** The patterns whose only wildcards are percent signs: plain searches, which need no code points. */
    private static Predicate<String> literal(List<int[]> pieces) {
        List<String> texts = pieces.stream().map(LikePattern::text).toList();
        String first = texts.get(0);
        if (texts.size() == 1) {
            return first::equals;
        }
        String last = texts.get(texts.size() - 1);
        List<String> between = texts.subList(1, texts.size() - 1);
        return value -> {
            int end = value.length() - last.length();
            if (end < first.length() || !value.startsWith(first) || !value.endsWith(last)) {
                return false;
            }
            int at = first.length();
            for (String piece : between) {
                int found = value.indexOf(piece, at);
                if (found < 0 || found + piece.length() > end) {
                    return false;
                }
                at = found + piece.length();
            }
            return true;
        };
    }

    private static String text(int[] points) {
        return new String(points, 0, points.length);
    }

    private static int fold(int point, boolean ignoreCase) {
        return ignoreCase ? Character.toLowerCase(Character.toUpperCase(point)) : point;
    }

    @Override
    public boolean test(String value) {
        int[] points = value.codePoints().toArray();
        if (ignoreCase) {
            for (int i = 0; i < points.length; i++) {
                points[i] = fold(points[i], true);
            }
        }
        int[] first = pieces.get(0);
        if (pieces.size() == 1) {
            return points.length == first.length && matches(first, points, 0);
        }
        int[] last = pieces.get(pieces.size() - 1);
        int end = points.length - last.length;
        if (end < first.length || !matches(first, points, 0) || !matches(last, points, end)) {
            return false;
        }
        int at = first.length;
        for (int k = 1; k < pieces.size() - 1; k++) {
            int[] piece = pieces.get(k);
            while (at + piece.length <= end && !matches(piece, points, at)) {
                at++;
            }
            if (at + piece.length > end) {
                return false;
            }
            at += piece.length;
        }
        return true;
    }

    private static boolean matches(int[] piece, int[] points, int at) {
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] != ANY_CHARACTER && piece[i] != points[at + i]) {
                return false;
            }
        }
        return true;
    }
}
