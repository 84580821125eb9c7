package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, while a statement that has an error is parsed, what could have stood at the token where it gives up.
 *
 * <p>The parser leaves an optional part as soon as the next token does not begin it, and then complains far outside about the few tokens
 * that may follow there. All it passed by at the same token is collected here, and so is the token farthest to the right at which any
 * prediction failed, which is nearer to the mistake than the one the parser falls back to.
 */
final class ErrorStrategy extends DefaultErrorStrategy {
    private int index = -1;
    private IntervalSet passed = new IntervalSet();
    private @Nullable NoViableAltException farthest;

    /** Makes the parser use this strategy and report failed predictions to it. */
    void install(AletheiaParser parser) {
        ParserATNSimulator plain = parser.getInterpreter();
        parser.setErrorHandler(this);
        parser.setInterpreter(
                new ParserATNSimulator(
                        parser, AletheiaParser._ATN, plain.decisionToDFA, plain.getSharedContextCache()) {
                    @Override
                    protected NoViableAltException noViableAlt(
                            TokenStream input, ParserRuleContext outer, ATNConfigSet configs, int startIndex) {
                        NoViableAltException failure = super.noViableAlt(input, outer, configs, startIndex);
                        failed(failure);
                        return failure;
                    }
                });
    }

    private void failed(NoViableAltException failure) {
        if (farthest == null
                || failure.getOffendingToken().getTokenIndex()
                        > farthest.getOffendingToken().getTokenIndex()) {
            farthest = failure;
        }
    }

    /** The failed prediction that looked farthest, null if none failed. */
    @Nullable
    NoViableAltException farthest() {
        return farthest;
    }

    /** What the parser passed by at the token. */
    IntervalSet passed(Token token) {
        return token.getTokenIndex() == index ? passed : new IntervalSet();
    }

    @Override
    public void sync(Parser parser) {
        int now = parser.getInputStream().index();
        if (now != index) {
            index = now;
            passed = new IntervalSet();
        }
        passed.addAll(
                parser.getATN().nextTokens(parser.getInterpreter().atn.states.get(parser.getState())));
        super.sync(parser);
    }
}
