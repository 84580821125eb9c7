package io.aletheia.engine;

/** What a transaction is kept from seeing. */
public enum Isolation {
    /** Reads one snapshot; the first committer wins. Reported as REPEATABLE READ. */
    SNAPSHOT,
    /** As SNAPSHOT, and what was read is validated at commit. */
    SERIALIZABLE
}
