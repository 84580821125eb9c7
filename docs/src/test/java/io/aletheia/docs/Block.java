package io.aletheia.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of a page.
 *
 * @param language first word after the fence, such as {@code sql}
 * @param sqlState what follows {@code error=} in the fence's line: the SQLSTATE that the block's last statement must end with
 * @param text what stands between the fences
 * @param line line of the opening fence, from 1
 * @param answer the block of language {@code text} that follows with nothing but blank lines between; null if there is none
 */
record Block(
        String language,
        @Nullable String sqlState,
        String text,
        int line,
        @Nullable String answer) {
    private static final String FENCE = "```";

    /** All fenced blocks of a page in order. */
    static List<Block> of(Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = endOf(lines, i);
                String[] words = lines.get(i).substring(FENCE.length()).trim().split(" ", 2);
                String sqlState = words.length == 2 && words[1].startsWith("error=") ? words[1].substring(6) : null;
                blocks.add(new Block(words[0], sqlState, textOf(lines, i, end), i + 1, answerAfter(lines, end)));
                i = end;
            }
        }
        return blocks;
    }

    private static int endOf(List<String> lines, int start) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(FENCE)) {
                return i;
            }
        }
        throw new IllegalStateException("a fence without an end: line " + (start + 1));
    }

    private static @Nullable String answerAfter(List<String> lines, int end) {
        int next = end + 1;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        boolean isAnswer = next < lines.size() && lines.get(next).equals(FENCE + "text");
        return isAnswer ? textOf(lines, next, endOf(lines, next)) : null;
    }

    private static String textOf(List<String> lines, int start, int end) {
        return String.join("\n", lines.subList(start + 1, end)).stripTrailing();
    }
}
