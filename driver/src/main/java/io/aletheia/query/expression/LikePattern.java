package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        if (onlyLiterals && !ignoreCase && pieces.size() <= 3) {
            Predicate<String> simple = simple(pieces);
            if (simple != null) {
                return simple;
            }
        }
        return new LikePattern(List.copyOf(pieces), ignoreCase);
    }

    /** The patterns without wildcard or with percent signs at the ends only; null for others. */
    private static @Nullable Predicate<String> simple(List<int[]> pieces) {
        String first = text(pieces.get(0));
        if (pieces.size() == 1) {
            return first::equals;
        }
        String last = text(pieces.get(pieces.size() - 1));
        if (pieces.size() == 2) {
            return value ->
                    value.length() >= first.length() + last.length() && value.startsWith(first) && value.endsWith(last);
        }
        String middle = text(pieces.get(1));
        return first.isEmpty() && last.isEmpty() ? value -> value.contains(middle) : null;
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
