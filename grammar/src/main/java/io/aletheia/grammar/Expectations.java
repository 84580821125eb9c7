package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says in a few words which tokens the parser would have taken. */
final class Expectations {
    /** What is expected where a statement begins. */
    static final String STATEMENT =
            "a statement: SELECT, MATCH, INSERT, UPDATE, DELETE, CREATE, COPY, EXPLAIN, BEGIN, SET, ...";

    private static final int SUGGESTIONS_MAX = 8;

    /** Clauses in the order in which they stand in a statement; other keywords follow them. */
    private static final List<String> CLAUSES = List.of(
            "FROM",
            "INTO",
            "SET",
            "ON",
            "USING",
            "JOIN",
            "FOR",
            "WHERE",
            "GROUP BY",
            "HAVING",
            "WINDOW",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "RETURN",
            "COLUMNS",
            "ORDER BY",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "RETURNING");

    /** Words that may stand almost anywhere and would only lengthen the list. */
    private static final IntervalSet NAMES = setOf(AletheiaParser.IDENTIFIER, AletheiaParser.QUOTED_IDENTIFIER);

    private Expectations() {}

    private static IntervalSet setOf(int... types) {
        return new IntervalSet(types);
    }

    /** The tokens that would have led on from where prediction gave up. */
    static IntervalSet at(Parser parser, NoViableAltException problem) {
        IntervalSet expected = new IntervalSet();
        if (problem.getDeadEndConfigs() != null) {
            for (ATNConfig config : problem.getDeadEndConfigs()) {
                for (Transition transition : config.state.getTransitions()) {
                    IntervalSet label = transition.isEpsilon() ? null : transition.label();
                    if (label != null) {
                        expected.addAll(label);
                    }
                }
            }
        }
        return expected.isNil() ? parser.getExpectedTokens() : expected;
    }

    /** The tokens as text: names, expressions and operators are summed up, and no more than a few are named. */
    static String inWords(IntervalSet expected) {
        Set<String> words = new LinkedHashSet<>();
        boolean expression = expected.contains(AletheiaParser.CASE) && expected.contains(AletheiaParser.LPAREN);
        boolean operator = expected.contains(AletheiaParser.EQ) && expected.contains(AletheiaParser.PLUS);
        boolean name = expected.contains(AletheiaParser.IDENTIFIER);
        if (expression) {
            words.add("an expression");
        } else if (name) {
            words.add("a name");
        }
        boolean end = expected.contains(Token.EOF) || expected.contains(AletheiaParser.SEMICOLON);
        List<String> signs = new ArrayList<>();
        List<String> keywords = new ArrayList<>();
        for (int type : expected.toArray()) {
            if (type > 0 && !NAMES.contains(type) && type != AletheiaParser.SEMICOLON) {
                String word = word(type);
                boolean covered = (expression && startsExpression(type))
                        || (operator && isOperator(type))
                        || ((name || expression) && Words.isNonReserved(type));
                if (!covered) {
                    (Character.isLetter(word.charAt(0)) ? keywords : signs).add(word);
                }
            }
        }
        // Where the next clause may begin an alias may stand too, which is seldom what was meant.
        boolean clauses = keywords.contains("WHERE") || keywords.contains("UNION");
        keywords.sort(Comparator.comparingInt(Expectations::rank));
        if (clauses) {
            words.remove("a name");
        }
        words.addAll(signs);
        words.addAll(keywords);
        if (operator) {
            words.add("an operator");
        }
        if (end) {
            words.add("the end of the statement");
        }
        return join(new ArrayList<>(words));
    }

    private static int rank(String keyword) {
        int rank = CLAUSES.indexOf(keyword);
        return rank < 0 ? CLAUSES.size() : rank;
    }

    private static String join(List<String> words) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(words.size(), SUGGESTIONS_MAX);
        for (int i = 0; i < shown; i++) {
            if (i > 0) {
                text.append(i == words.size() - 1 ? " or " : ", ");
            }
            text.append(words.get(i));
        }
        return words.size() > shown ? text + ", ..." : text.toString();
    }

    private static String word(int type) {
        String literal = AletheiaParser.VOCABULARY.getLiteralName(type);
        if (literal != null) {
            String bare = literal.substring(1, literal.length() - 1);
            if (bare.equals("GROUP") || bare.equals("ORDER")) {
                return bare + " BY";
            }
            return Character.isLetter(bare.charAt(0)) ? bare : "\"" + bare + "\"";
        }
        return switch (type) {
            case AletheiaParser.STRING, AletheiaParser.NATIONAL_STRING, AletheiaParser.UNICODE_STRING -> "a string";
            case AletheiaParser.INTEGER -> "a whole number";
            case AletheiaParser.DECIMAL, AletheiaParser.APPROXIMATE -> "a number";
            case AletheiaParser.INTEGER_RANGE -> "a range such as 1..3";
            case AletheiaParser.NE -> "\"<>\"";
            default -> AletheiaParser.VOCABULARY.getSymbolicName(type);
        };
    }

    private static boolean startsExpression(int type) {
        return switch (type) {
            case AletheiaParser.LPAREN,
                    AletheiaParser.LBRACE,
                    AletheiaParser.PLUS,
                    AletheiaParser.MINUS,
                    AletheiaParser.QUESTION,
                    AletheiaParser.STRING,
                    AletheiaParser.NATIONAL_STRING,
                    AletheiaParser.UNICODE_STRING,
                    AletheiaParser.BINARY_STRING,
                    AletheiaParser.INTEGER,
                    AletheiaParser.DECIMAL,
                    AletheiaParser.APPROXIMATE,
                    AletheiaParser.ARRAY,
                    AletheiaParser.CASE,
                    AletheiaParser.CAST,
                    AletheiaParser.EXISTS,
                    AletheiaParser.FALSE,
                    AletheiaParser.INSERT,
                    AletheiaParser.INTERVAL,
                    AletheiaParser.LEFT,
                    AletheiaParser.NOT,
                    AletheiaParser.NULL,
                    AletheiaParser.RIGHT,
                    AletheiaParser.TRUE,
                    AletheiaParser.UNKNOWN -> true;
            default -> false;
        };
    }

    private static boolean isOperator(int type) {
        return switch (type) {
            case AletheiaParser.PLUS,
                    AletheiaParser.MINUS,
                    AletheiaParser.STAR,
                    AletheiaParser.SLASH,
                    AletheiaParser.PERCENT,
                    AletheiaParser.CONCAT,
                    AletheiaParser.EQ,
                    AletheiaParser.NE,
                    AletheiaParser.LT,
                    AletheiaParser.LE,
                    AletheiaParser.GT,
                    AletheiaParser.GE,
                    AletheiaParser.DOT,
                    AletheiaParser.DOUBLE_COLON,
                    AletheiaParser.LBRACKET,
                    AletheiaParser.LPAREN,
                    AletheiaParser.AND,
                    AletheiaParser.OR,
                    AletheiaParser.NOT,
                    AletheiaParser.IS,
                    AletheiaParser.IN,
                    AletheiaParser.LIKE,
                    AletheiaParser.SIMILAR,
                    AletheiaParser.BETWEEN,
                    AletheiaParser.CONTAINS,
                    AletheiaParser.EQUALS,
                    AletheiaParser.IMMEDIATELY,
                    AletheiaParser.LAGS,
                    AletheiaParser.LEADS,
                    AletheiaParser.OVERLAPS,
                    AletheiaParser.PRECEDES,
                    AletheiaParser.STRICTLY,
                    AletheiaParser.SUCCEEDS -> true;
            default -> false;
        };
    }
}
