package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaLexer;
import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.apache.calcite.sql.SqlNode;

/**
 * Reads the statements of one text: tokens, parse tree, statement.
 *
 * <p>The parser first predicts without context (SLL), which is fast and nearly always right; only if that fails it starts again with full
 * context, and then either succeeds or finds the true error.
 */
final class StatementReader {
    /** How deeply brackets may nest: the parser, the builders and the planner recurse for each. */
    static final int DEPTH_MAX = 200;

    private final Text text;
    private final CommonTokenStream tokens;
    private final AletheiaParser parser;
    private final Builder builder;

    StatementReader(String sql) {
        this.text = new Text(sql);
        AletheiaLexer lexer = new AletheiaLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        this.tokens = new CommonTokenStream(lexer);
        tokens.fill();
        this.parser = new AletheiaParser(tokens);
        this.builder = new Builder(text, tokens);
        checkTokens();
    }

    Statement one() {
        if (tokens.LA(1) == Token.EOF || tokens.LA(1) == AletheiaParser.SEMICOLON) {
            throw text.error(tokens.LT(1), "expected a statement");
        }
        return guarded(() -> {
            AletheiaParser.OneStatementContext context = parse(AletheiaParser::oneStatement);
            return new Statements(builder).statement(context.statement());
        });
    }

    List<Statement> all() {
        List<Statement> result = new ArrayList<>();
        Statements statements = new Statements(builder);
        while (true) {
            while (tokens.LA(1) == AletheiaParser.SEMICOLON) {
                tokens.consume();
            }
            if (tokens.LA(1) == Token.EOF) {
                return result;
            }
            result.add(guarded(() -> {
                AletheiaParser.NextStatementContext context = parse(AletheiaParser::nextStatement);
                return statements.statement(context.statement());
            }));
        }
    }

    SqlNode expression() {
        return guarded(() -> {
            AletheiaParser.OneExpressionContext context = parse(AletheiaParser::oneExpression);
            return builder.expressions.expression(context.expression());
        });
    }

    private <C extends ParserRuleContext> C parse(Function<AletheiaParser, C> rule) {
        int start = tokens.index();
        C context;
        try {
            context = parse(rule, start, PredictionMode.SLL);
        } catch (ParseCancellationException failed) {
            context = parse(rule, start, PredictionMode.LL);
        }
        builder.parameterCount(parser.parameters());
        return context;
    }

    private <C extends ParserRuleContext> C parse(Function<AletheiaParser, C> rule, int start, PredictionMode mode) {
        tokens.seek(start);
        parser.reset();
        tokens.seek(start);
        parser.resetParameters();
        parser.removeErrorListeners();
        if (mode == PredictionMode.SLL) {
            parser.setErrorHandler(new BailErrorStrategy());
        } else {
            ErrorStrategy strategy = new ErrorStrategy();
            strategy.install(parser);
            parser.addErrorListener(new SyntaxErrors(text, tokens, strategy, start));
        }
        parser.getInterpreter().setPredictionMode(mode);
        return rule.apply(parser);
    }

    /** Turns an overflow of the stack, which a small stack may bring about below the limits, into the error of the limits. */
    private <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StackOverflowError overflow) {
            throw text.tooComplex(tokens.get(0), "the statement nests too deeply for the stack of this thread");
        }
    }

    /** Refuses tokens that are no words of the dialect, and brackets that nest too deeply. */
    private void checkTokens() {
        int depth = 0;
        for (Token token : tokens.getTokens()) {
            switch (token.getType()) {
                case AletheiaLexer.LPAREN, AletheiaLexer.LBRACKET, AletheiaLexer.LBRACE, AletheiaLexer.CASE -> {
                    depth++;
                    if (depth > DEPTH_MAX) {
                        throw text.tooComplex(
                                token, "brackets and CASEs nest more than " + DEPTH_MAX + " deep, which is the limit");
                    }
                }
                case AletheiaLexer.RPAREN, AletheiaLexer.RBRACKET, AletheiaLexer.RBRACE, AletheiaLexer.END -> depth--;
                case AletheiaLexer.SEMICOLON -> depth = 0;
                case AletheiaLexer.UNCLOSED_STRING ->
                    throw text.error(
                            token,
                            "this string is not closed: expected ' at its end (a ' within a string is written twice)");
                case AletheiaLexer.UNCLOSED_IDENTIFIER ->
                    throw text.error(token, "this quoted name is not closed: expected \" at its end");
                case AletheiaLexer.UNCLOSED_COMMENT ->
                    throw text.error(token, "this comment is not closed: expected */ at its end");
                case AletheiaLexer.BAD_NUMBER ->
                    throw text.error(
                            token,
                            "a name must not begin with a digit and a number must not end with a letter: "
                                    + token.getText());
                case AletheiaLexer.UNEXPECTED ->
                    throw text.error(token, "the character " + token.getText() + " has no meaning here");
                default -> {}
            }
        }
    }
}
