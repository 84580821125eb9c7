package io.aletheia.engine.files;

/**
 * A kind of file. Immutable.
 *
 * @param magic the four ASCII characters that such files begin with
 * @param name what a person calls it, such as {@code log segment}
 * @param versionOldest the oldest version that can be read
 * @param version the version that is written, and the newest that can be read
 */
public record FileFormat(String magic, String name, int versionOldest, int version) {
    /** Checks that magic and versions fit their fields. */
    public FileFormat {
        if (magic.length() != 4 || versionOldest < 1 || versionOldest > version || version > 255) {
            throw new IllegalArgumentException("magic=" + magic + " versions=" + versionOldest + ".." + version);
        }
    }
}
