package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaLexer;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Turns the parser's first error into a {@link SyntaxException} that says in words what was expected. */
final class SyntaxErrors extends BaseErrorListener {
    private static final int SHOWN_MAX = 40;

    private final Text text;
    private final CommonTokenStream tokens;
    private final ErrorStrategy strategy;
    private final int first;

    /** Makes a listener for the statement that begins at the token with the given index. */
    SyntaxErrors(Text text, CommonTokenStream tokens, ErrorStrategy strategy, int first) {
        this.text = text;
        this.tokens = tokens;
        this.strategy = strategy;
        this.first = first;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offendingSymbol,
            int line,
            int column,
            String message,
            @Nullable RecognitionException problem) {
        Parser parser = (Parser) recognizer;
        Token found = parser.getCurrentToken();
        IntervalSet expected;
        NoViableAltException farthest = strategy.farthest();
        if (farthest != null && farthest.getOffendingToken().getTokenIndex() >= found.getTokenIndex()) {
            found = farthest.getOffendingToken();
            expected = Expectations.at(parser, farthest);
        } else {
            expected = new IntervalSet(parser.getExpectedTokens());
        }
        expected.addAll(strategy.passed(found));
        refuseArrowsReadAsComments(found);
        boolean begins = found.getTokenIndex() == first;
        String wanted = begins ? Expectations.STATEMENT : Expectations.inWords(expected);
        String what = found.getType() == Token.EOF ? "the statement ends too early" : "unexpected " + quoted(found);
        throw text.error(
                found, what + (wanted.isEmpty() ? "" : ": expected " + wanted) + Hints.of(tokens, found, first));
    }

    /** A comment that was meant as an arrow swallowed the rest of its line, and the error is only a consequence. */
    private void refuseArrowsReadAsComments(Token found) {
        for (Token token : tokens.getTokens().subList(first, found.getTokenIndex())) {
            if (token.getType() == AletheiaLexer.LINE_COMMENT && Patterns.looksLikeArrow(token.getText())) {
                throw text.error(token, Patterns.ARROW_ADVICE);
            }
        }
    }

    private static String quoted(Token token) {
        String found = token.getText();
        String shown = found.length() > SHOWN_MAX ? found.substring(0, SHOWN_MAX) + "..." : found;
        return token.getType() == AletheiaLexer.QUOTED_IDENTIFIER ? shown : '"' + shown + '"';
    }
}
