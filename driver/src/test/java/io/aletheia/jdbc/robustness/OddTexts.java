package io.aletheia.jdbc.robustness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Texts by chance: bytes, any Unicode, and texts with some of their bytes or characters changed. Not thread-safe. */
final class OddTexts {
    /** What has made trouble somewhere: surrogates alone, marks, invisible and turning signs, other spaces, letters of no case or of two. */
    private static final List<String> SIGNS = List.of(
            "\u0000",
            "\ud800",
            "\udfff",
            "\ud83d\ude00",
            "\u0301",
            "\u200b",
            "\u200d",
            "\u202e",
            "\u2028",
            "\u2029",
            "\u00a0",
            "\ufeff",
            "\u3000",
            "\u0085",
            "\u0130",
            "\u0131",
            "\u00df",
            "\u1e9e",
            "\u01c5",
            "\u03c2",
            "\uffff",
            "\ue000",
            "\u0660",
            "\u2160",
            "\u00b2",
            "'",
            "\"",
            "`",
            "\\",
            ";",
            "--",
            "/*",
            "*/",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "?",
            ":",
            "::",
            "$",
            "#",
            "@",
            "%",
            "\n",
            "\r",
            "\t",
            "\b",
            "\u001a",
            "U&'",
            "X'",
            "N'",
            "E'",
            "$$",
            "1e",
            "0x",
            ".",
            "..",
            "=",
            "<",
            ">",
            "|",
            "&",
            "!",
            "^",
            "~",
            "-",
            "+",
            ",",
            "9999999999999999999999",
            "e400");

    private final SplittableRandom random;

    OddTexts(SplittableRandom random) {
        this.random = random;
    }

    /** Any text. */
    String any() {
        int length = random.nextInt(random.nextInt(10) == 0 ? 400 : 40);
        var text = new StringBuilder();
        int kind = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            switch (kind) {
                case 0 -> text.append((char) random.nextInt(32, 127));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.append(SampleTables.pick(SIGNS, random));
                default -> text.appendCodePoint(random.nextInt(0x110000));
            }
        }
        return text.toString();
    }

    /** The text with a few changes. */
    String changed(String text) {
        return random.nextInt(3) == 0 ? changedBytes(text) : changedCharacters(text);
    }

    private String changedBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(3); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String changedCharacters(String text) {
        var changed = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(changed.length() + 1);
            String sign = SampleTables.pick(SIGNS, random);
            switch (random.nextInt(5)) {
                case 0 -> changed.insert(at, sign);
                case 1 -> changed.replace(at, Math.min(changed.length(), at + 1), sign);
                case 2 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(4)));
                case 3 -> changed.setLength(at);
                default -> changed.insert(at, changed.substring(0, Math.min(changed.length(), random.nextInt(20))));
            }
        }
        return changed.toString();
    }
}
