package io.aletheia.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about the engine's errors. */
final class TestErrors {
    private TestErrors() {}

    /** The call fails with the code, and the message names all of the texts. */
    static void assertError(ErrorCode code, ThrowingCallable call, String... texts) {
        var thrown = assertThatThrownBy(call).isInstanceOfSatisfying(DatabaseException.class, e -> {
            if (e.code() != code) {
                throw new AssertionError("expected " + code + ", got " + e.code(), e);
            }
        });
        for (String text : texts) {
            thrown.hasMessageContaining(text);
        }
    }
}
