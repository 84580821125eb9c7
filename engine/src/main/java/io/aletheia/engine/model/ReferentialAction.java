package io.aletheia.engine.model;

/** What happens to the rows that refer to a row, within the period in which that ends. */
public enum ReferentialAction {
    /** They hinder it. */
    NO_ACTION,
    /** They hinder it; the same as {@link #NO_ACTION}, and told apart for whoever asks what was declared. */
    RESTRICT,
    /** They end with it. */
    CASCADE,
    /** Their referring columns become null. */
    SET_NULL,
    /** Their referring columns get their defaults, which must refer to something that is there. */
    SET_DEFAULT;

    /** Whether referring rows hinder the end of what they refer to. */
    public boolean hinders() {
        return this == NO_ACTION || this == RESTRICT;
    }

    /** Whether referring rows get other values. */
    public boolean changesRows() {
        return this == SET_NULL || this == SET_DEFAULT;
    }
}
