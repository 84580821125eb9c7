package io.aletheia.engine.model;

/** Numbers that ask for something else than a declared column in a projection. All are BIGINT or TIMESTAMP, never null. */
public final class PseudoColumn {
    /** First instant at which the version is true, microseconds. */
    public static final int VALID_FROM = -1;

    /** First instant at which the version is no longer true, microseconds. */
    public static final int VALID_TO = -2;

    /** System time of the commit that made the version known, microseconds. */
    public static final int SYSTEM_FROM = -3;

    /** System time of the commit that corrected it, microseconds; {@link Time#FOREVER} while it is believed. */
    public static final int SYSTEM_TO = -4;

    /** The entity id. */
    public static final int ENTITY_ID = -5;

    /** Edges: the entity id of the node that the edge leaves. */
    public static final int SOURCE_ID = -6;

    /** Edges: the entity id of the node that the edge reaches. */
    public static final int TARGET_ID = -7;

    private PseudoColumn() {}

    /** The type of a pseudo column. */
    public static ValueType type(int number) {
        return number >= SYSTEM_TO ? ValueType.TIMESTAMP : ValueType.BIGINT;
    }
}
