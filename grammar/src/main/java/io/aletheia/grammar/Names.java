package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaLexer;
import io.aletheia.grammar.generated.AletheiaParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Names and positions. A name keeps its case; whether it was quoted is kept in its position, as Calcite does. */
final class Names {
    private final Text text;

    Names(Text text) {
        this.text = text;
    }

    /** The text of one name, without quotes. */
    String text(ParserRuleContext name) {
        return text(name.getStart());
    }

    private String text(Token token) {
        String raw = token.getText();
        if (token.getType() != AletheiaLexer.QUOTED_IDENTIFIER) {
            return raw;
        }
        if (raw.length() == 2) {
            throw text.error(token, "a quoted name must not be empty");
        }
        return raw.substring(1, raw.length() - 1).replace("\"\"", "\"");
    }

    /** The text of one name in upper case, for words that are not names of the user's. */
    String word(ParserRuleContext name) {
        return text(name).toUpperCase(Locale.ROOT);
    }

    /** One name: an {@code identifier} or {@code bareAlias}. */
    SqlIdentifier simple(ParserRuleContext name) {
        Token token = name.getStart();
        return new SqlIdentifier(text(token), position(token));
    }

    /** One name, or null. */
    @Nullable
    SqlIdentifier simpleOrNull(@Nullable ParserRuleContext name) {
        return name == null ? null : simple(name);
    }

    /** Several single names. */
    List<SqlIdentifier> simples(List<AletheiaParser.IdentifierContext> names) {
        List<SqlIdentifier> result = new ArrayList<>(names.size());
        for (AletheiaParser.IdentifierContext name : names) {
            result.add(simple(name));
        }
        return result;
    }

    /** The names in a list of columns; empty if the list is missing. */
    List<SqlIdentifier> columns(AletheiaParser.@Nullable ColumnNamesContext names) {
        return names == null ? List.of() : simples(names.identifier());
    }

    /** A name with dots. */
    SqlIdentifier qualified(AletheiaParser.QualifiedNameContext name) {
        List<AletheiaParser.IdentifierContext> parts = name.identifier();
        if (parts.size() == 1) {
            return simple(parts.get(0));
        }
        return withParts(name, parts);
    }

    /** {@code a.b.*}. */
    SqlIdentifier star(AletheiaParser.QualifiedNameContext name, Token star) {
        SqlIdentifier prefix = withParts(name, name.identifier());
        List<String> names = new ArrayList<>(prefix.names);
        List<SqlParserPos> positions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            positions.add(prefix.getComponentParserPosition(i));
        }
        names.add("");
        positions.add(position(star));
        return new SqlIdentifier(names, null, position(name).plus(position(star)), positions);
    }

    private SqlIdentifier withParts(ParserRuleContext whole, List<AletheiaParser.IdentifierContext> parts) {
        List<String> names = new ArrayList<>(parts.size());
        List<SqlParserPos> positions = new ArrayList<>(parts.size());
        for (AletheiaParser.IdentifierContext part : parts) {
            names.add(text(part));
            positions.add(position(part.getStart()));
        }
        return new SqlIdentifier(names, null, position(whole), positions);
    }

    /** Where the token stands; a quoted name's position says so. */
    SqlParserPos position(Token token) {
        int line = token.getLine();
        int column = token.getCharPositionInLine() + 1;
        int last = column + Math.max(0, token.getStopIndex() - token.getStartIndex());
        SqlParserPos position = new SqlParserPos(line, column, line, last);
        return token.getType() == AletheiaLexer.QUOTED_IDENTIFIER ? position.withQuoting(true) : position;
    }

    /** Where the context stands. */
    SqlParserPos position(ParserRuleContext context) {
        Token from = context.getStart();
        Token to = context.getStop() == null ? from : context.getStop();
        int last = to.getCharPositionInLine() + 1 + Math.max(0, to.getStopIndex() - to.getStartIndex());
        return new SqlParserPos(from.getLine(), from.getCharPositionInLine() + 1, to.getLine(), last);
    }

    /** From the first node to the second. */
    static SqlParserPos span(SqlNode from, SqlNode to) {
        return from.getParserPosition().plus(to.getParserPosition());
    }
}
