package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaLexer;
import io.aletheia.grammar.generated.AletheiaParser;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Which words are names, as the grammar has them. */
final class Words {
    private static final IntervalSet KEYWORDS_THAT_ARE_NAMES = compute();

    private Words() {}

    private static IntervalSet compute() {
        IntervalSet result = new IntervalSet();
        for (int rule : new int[] {AletheiaParser.RULE_nonReserved, AletheiaParser.RULE_guarded}) {
            result.addAll(AletheiaParser._ATN.nextTokens(AletheiaParser._ATN.ruleToStartState[rule]));
        }
        return result;
    }

    /** Whether a token of this type is a keyword that may also be a name. */
    static boolean isNonReserved(int tokenType) {
        return KEYWORDS_THAT_ARE_NAMES.contains(tokenType);
    }

    /** The name as it is written in SQL: in double quotes if it must be. */
    static String name(String name) {
        AletheiaLexer lexer = new AletheiaLexer(CharStreams.fromString(name));
        lexer.removeErrorListeners();
        Token first = lexer.nextToken();
        boolean plain = (first.getType() == AletheiaLexer.IDENTIFIER || isNonReserved(first.getType()))
                && first.getStopIndex() + 1 == name.codePointCount(0, name.length());
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
