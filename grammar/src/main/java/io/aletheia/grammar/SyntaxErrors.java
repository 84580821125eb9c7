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
    private final Text text;
    private final CommonTokenStream tokens;

    SyntaxErrors(Text text, CommonTokenStream tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offendingSymbol,
            int line,
            int column,
            String message,
            @Nullable RecognitionException problem) {
        Token found = (Token) offendingSymbol;
        Parser parser = (Parser) recognizer;
        IntervalSet expected;
        if (problem instanceof NoViableAltException noAlternative) {
            found = noAlternative.getOffendingToken();
            expected = Expectations.at(parser, noAlternative);
        } else {
            expected = parser.getExpectedTokens();
        }
        if (found == null) {
            found = parser.getCurrentToken();
        }
        for (Token token : tokens.getTokens()) {
            // A comment that was meant as an arrow swallowed the rest of its line.
            if (token.getType() == AletheiaLexer.LINE_COMMENT
                    && token.getTokenIndex() < found.getTokenIndex()
                    && Patterns.looksLikeArrow(token.getText())) {
                throw text.error(token, Patterns.ARROW_ADVICE);
            }
        }
        String wanted = Expectations.inWords(expected);
        String hint = Hints.of(tokens, found);
        String what = found.getType() == Token.EOF ? "the statement ends too early" : "unexpected " + quoted(found);
        throw text.error(found, what + (wanted.isEmpty() ? "" : ": expected " + wanted) + hint);
    }

    private static String quoted(Token token) {
        String found = token.getText();
        int shown = 40;
        return "\"" + (found.length() > shown ? found.substring(0, shown) + "..." : found) + "\"";
    }
}
