package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Advice for mistakes that are often made, appended to a message. */
final class Hints {
    private static final Map<String, String> MISSPELT = Map.ofEntries(
            Map.entry("FORM", "FROM"),
            Map.entry("FRON", "FROM"),
            Map.entry("FRM", "FROM"),
            Map.entry("SELCT", "SELECT"),
            Map.entry("SELET", "SELECT"),
            Map.entry("SLECT", "SELECT"),
            Map.entry("WEHRE", "WHERE"),
            Map.entry("WHER", "WHERE"),
            Map.entry("WHRE", "WHERE"),
            Map.entry("GRUOP", "GROUP"),
            Map.entry("ODER", "ORDER"),
            Map.entry("OREDR", "ORDER"),
            Map.entry("UPDAET", "UPDATE"),
            Map.entry("INSRT", "INSERT"),
            Map.entry("DELET", "DELETE"),
            Map.entry("CRATE", "CREATE"),
            Map.entry("VALUE", "VALUES"));

    private Hints() {}

    /** A hint with its leading separator, or nothing. */
    static String of(CommonTokenStream tokens, Token found, int first) {
        List<Token> all = tokens.getTokens().subList(first, tokens.size());
        Token before = before(all, found, first);
        for (Token token : before == null ? List.of(found) : List.of(found, before)) {
            String word = token.getText().toUpperCase(Locale.ROOT);
            String meant = token.getType() == AletheiaParser.IDENTIFIER ? MISSPELT.get(word) : null;
            if (meant != null) {
                return "; did you mean " + meant + "?";
            }
        }
        int type = found.getType();
        int previous = before == null ? Token.INVALID_TYPE : before.getType();
        if (previous == AletheiaParser.COMMA && isClause(type)) {
            return "; the comma before it is one too many";
        }
        if (type == AletheiaParser.EQ && previous == AletheiaParser.EQ) {
            return "; equality is written with one =";
        }
        if (type == AletheiaParser.GT && previous == AletheiaParser.MINUS && !contains(all, AletheiaParser.MATCH)) {
            return "; -> is an edge of a pattern, which stands after MATCH";
        }
        if (type == AletheiaParser.QUOTED_IDENTIFIER) {
            return "; a string is written in single quotes, double quotes are for names";
        }
        if (type == Token.EOF && unclosed(all)) {
            return "; a \"(\" is not closed";
        }
        return isReserved(type) && previous != Token.INVALID_TYPE && !isClause(type)
                ? "; " + found.getText() + " is a reserved word, as a name it is written \"" + found.getText() + "\""
                : "";
    }

    private static @Nullable Token before(List<Token> all, Token found, int first) {
        for (int i = found.getTokenIndex() - first - 1; i >= 0; i--) {
            if (all.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return all.get(i);
            }
        }
        return null;
    }

    private static boolean contains(List<Token> all, int type) {
        return all.stream().anyMatch(token -> token.getType() == type);
    }

    private static boolean unclosed(List<Token> all) {
        int depth = 0;
        for (Token token : all) {
            depth += token.getType() == AletheiaParser.LPAREN ? 1 : token.getType() == AletheiaParser.RPAREN ? -1 : 0;
        }
        return depth > 0;
    }

    private static boolean isClause(int type) {
        return switch (type) {
            case AletheiaParser.FROM,
                    AletheiaParser.WHERE,
                    AletheiaParser.GROUP,
                    AletheiaParser.HAVING,
                    AletheiaParser.ORDER,
                    AletheiaParser.LIMIT,
                    AletheiaParser.OFFSET,
                    AletheiaParser.FETCH,
                    AletheiaParser.UNION,
                    AletheiaParser.EXCEPT,
                    AletheiaParser.INTERSECT,
                    AletheiaParser.WINDOW,
                    AletheiaParser.SET,
                    AletheiaParser.VALUES,
                    AletheiaParser.ON,
                    AletheiaParser.USING,
                    AletheiaParser.JOIN -> true;
            default -> false;
        };
    }

    /** Reserved words a user might well take as a name. */
    private static boolean isReserved(int type) {
        return switch (type) {
            case AletheiaParser.ALL,
                    AletheiaParser.ARRAY,
                    AletheiaParser.CASE,
                    AletheiaParser.CHECK,
                    AletheiaParser.CONSTRAINT,
                    AletheiaParser.CREATE,
                    AletheiaParser.DEFAULT,
                    AletheiaParser.END,
                    AletheiaParser.ESCAPE,
                    AletheiaParser.FOR,
                    AletheiaParser.FOREIGN,
                    AletheiaParser.FULL,
                    AletheiaParser.INTERVAL,
                    AletheiaParser.INTO,
                    AletheiaParser.LATERAL,
                    AletheiaParser.PRIMARY,
                    AletheiaParser.REFERENCES,
                    AletheiaParser.SOME,
                    AletheiaParser.TABLE,
                    AletheiaParser.TO,
                    AletheiaParser.UNIQUE -> true;
            default -> false;
        };
    }
}
