package io.aletheia.engine.tx;

/** Which statement an operation comes from: what is validated at commit depends on it. */
enum WriteKind {
    /** An insert that made the entity. */
    INSERT_NEW,
    /** An insert of a key that was used before. */
    INSERT,
    /** An upsert that made the entity. */
    UPSERT_NEW,
    /** An upsert of a key that was used before. */
    UPSERT,
    /** A new row for what is there. */
    UPDATE,
    /** The end of what is there. */
    DELETE,
    /** The end of an entity at all times. */
    ERASE,
    /** The end of what was known of a table. */
    FORGET,
    /** A table created or dropped. */
    DEFINITION;

    static WriteKind ofInsert(boolean overwriting, boolean isNew) {
        if (overwriting) {
            return isNew ? UPSERT_NEW : UPSERT;
        }
        return isNew ? INSERT_NEW : INSERT;
    }

    /** Whether the operation made its entity. */
    boolean isNew() {
        return this == INSERT_NEW || this == UPSERT_NEW;
    }

    /** Whether nothing may have been there. */
    boolean isInsert() {
        return this == INSERT || this == INSERT_NEW;
    }
}
