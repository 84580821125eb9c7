package io.aletheia.query.expression;

/** What an expression may ask about the session. */
public enum SessionValue {
    /** The user's name as the connection gave it; empty if it gave none. */
    USER,
    /** The name of the database product. */
    PRODUCT,
    /** Its release. */
    VERSION
}
