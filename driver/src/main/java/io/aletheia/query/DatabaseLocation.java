package io.aletheia.query;

import java.nio.file.Path;

/** Which database a connection is for. */
public sealed interface DatabaseLocation {
    /** A directory. */
    record Directory(Path path) implements DatabaseLocation {}

    /** In this process's memory: shared under a name, or private to the connection if the name is empty. */
    record Memory(String name) implements DatabaseLocation {}
}
