package io.aletheia.query.expression;

import java.util.function.Predicate;

/** A test of texts. Stateless. */
@FunctionalInterface
interface TextTest {
    /** Whether the text passes; may ask the context whether the statement was cancelled. */
    boolean test(String text, EvaluationContext context);

    /** A test that is so short that nobody needs to cancel it. */
    static TextTest of(Predicate<String> test) {
        return (text, context) -> test.test(text);
    }
}
