package io.aletheia.engine.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A process that holds a directory until its input ends. */
public final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (LocalDirectory directory = LocalDirectory.open(Path.of(arguments[0]), true, Instant.EPOCH)) {
            System.out.println("holding " + directory);
            System.in.read();
        }
    }
}
