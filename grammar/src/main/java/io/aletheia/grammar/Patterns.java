package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaLexer;
import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.MatchClause;
import io.aletheia.grammar.tree.PathPattern;
import io.aletheia.grammar.tree.SqlGraphTable;
import io.aletheia.grammar.tree.SqlMatchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds GRAPH_TABLE, MATCH ... RETURN and their paths; the elements of a path are in {@link PatternElements}. */
final class Patterns {
    static final String ARROW_ADVICE =
            "\"--\" begins a comment in SQL: write -> or <- for an edge with a direction and - for"
                    + " one without, or put a space before the comment";

    /** The largest number a selector may keep. */
    private static final int COUNT_DIGITS_MAX = 9;

    private final Builder builder;
    private final PatternElements elements;

    Patterns(Builder builder) {
        this.builder = builder;
        this.elements = new PatternElements(builder);
    }

    SqlGraphTable graphTable(AletheiaParser.GraphTableContext context) {
        SqlIdentifier graph = context.qualifiedName() == null ? null : builder.names.qualified(context.qualifiedName());
        List<AletheiaParser.TimeClauseContext> times = new ArrayList<>(context.timeClause());
        List<MatchClause> clauses = clauses(context.matchClause(), times);
        SqlParserPos position = builder.names.position(context);
        return new SqlGraphTable(
                position,
                graph,
                builder.periods.clauses(times),
                clauses,
                rowsPer(context.rowsPer()),
                new SqlNodeList(builder.queries.selectItems(context.selectItem()), position));
    }

    SqlMatchQuery matchQuery(AletheiaParser.MatchQueryContext context) {
        List<AletheiaParser.TimeClauseContext> times = new ArrayList<>();
        List<MatchClause> clauses = clauses(context.matchClause(), times);
        SqlParserPos position = builder.names.position(context);
        return new SqlMatchQuery(
                position,
                builder.periods.clauses(times),
                clauses,
                context.DISTINCT() != null,
                new SqlNodeList(builder.queries.selectItems(context.selectItem()), position));
    }

    /** Builds the clauses and collects their time clauses, which hold for the whole pattern wherever they stand. */
    private List<MatchClause> clauses(
            List<AletheiaParser.MatchClauseContext> contexts, List<AletheiaParser.TimeClauseContext> times) {
        List<MatchClause> clauses = new ArrayList<>(contexts.size());
        for (AletheiaParser.MatchClauseContext context : contexts) {
            boolean optional = context.OPTIONAL() != null;
            if (optional && clauses.isEmpty()) {
                throw builder.text.error(context, "the first MATCH of a pattern must not be OPTIONAL");
            }
            times.addAll(context.timeClause());
            List<PathPattern> paths = new ArrayList<>();
            for (AletheiaParser.PathPatternContext path : context.pathPattern()) {
                paths.add(path(path));
            }
            SqlNode where = context.expression() == null ? null : builder.expressions.expression(context.expression());
            clauses.add(new MatchClause(optional, paths, where));
        }
        return clauses;
    }

    private SqlGraphTable.RowsPer rowsPer(AletheiaParser.@Nullable RowsPerContext context) {
        if (context == null || context.MATCH() != null) {
            return SqlGraphTable.RowsPer.MATCH;
        }
        return new SqlGraphTable.RowsPer(
                context.STEP() != null ? SqlGraphTable.RowsPer.Unit.STEP : SqlGraphTable.RowsPer.Unit.VERTEX,
                builder.names.simples(context.identifier()));
    }

    private PathPattern path(AletheiaParser.PathPatternContext context) {
        refuseCommentsLikeArrows(context);
        return new PathPattern(
                builder.names.simpleOrNull(context.identifier()),
                selector(context.pathSelector()),
                mode(context.pathMode()),
                elements.elements(context, context.patternElement()));
    }

    static PathPattern.@Nullable PathMode mode(AletheiaParser.@Nullable PathModeContext context) {
        return context == null
                ? null
                : PathPattern.PathMode.valueOf(context.getText().toUpperCase(Locale.ROOT));
    }

    private PathPattern.@Nullable PathSelector selector(AletheiaParser.@Nullable PathSelectorContext context) {
        if (context == null) {
            return null;
        }
        int count = context.INTEGER() == null ? 1 : count(context.INTEGER().getSymbol());
        boolean shortest = context.SHORTEST() != null;
        PathPattern.PathSelector.Kind kind;
        if (context.ALL() != null) {
            kind = shortest ? PathPattern.PathSelector.Kind.ALL_SHORTEST : PathPattern.PathSelector.Kind.ALL;
        } else if (context.ANY() != null) {
            kind = shortest ? PathPattern.PathSelector.Kind.ANY_SHORTEST : PathPattern.PathSelector.Kind.ANY;
        } else {
            kind = context.GROUPS() != null
                    ? PathPattern.PathSelector.Kind.SHORTEST_GROUPS
                    : PathPattern.PathSelector.Kind.SHORTEST;
        }
        return new PathPattern.PathSelector(kind, count);
    }

    private int count(Token token) {
        int count = token.getText().length() > COUNT_DIGITS_MAX ? 0 : Integer.parseInt(token.getText());
        if (count < 1) {
            throw builder.text.error(token, "the number of paths kept must be from 1 to 999999999");
        }
        return count;
    }

    /**
     * Cypher's {@code (a)-->(b)} and {@code (a)--(b)} are a node and a comment in SQL. Read so, they would silently cut the pattern, so a
     * comment within a pattern that looks like an arrow is an error.
     */
    private void refuseCommentsLikeArrows(ParserRuleContext context) {
        int index = context.getStart().getTokenIndex();
        while (index < builder.tokens.size()) {
            Token token = builder.tokens.get(index);
            boolean hidden = token.getChannel() != Token.DEFAULT_CHANNEL;
            if (!hidden && index > context.getStop().getTokenIndex()) {
                return;
            }
            if (token.getType() == AletheiaLexer.LINE_COMMENT && index > 0) {
                Token before = builder.tokens.get(index - 1);
                boolean touching = before.getStopIndex() + 1 == token.getStartIndex();
                if (looksLikeArrow(token.getText()) || (touching && before.getChannel() == Token.DEFAULT_CHANNEL)) {
                    throw builder.text.error(token, ARROW_ADVICE);
                }
            }
            index++;
        }
    }

    static boolean looksLikeArrow(String comment) {
        return comment.startsWith("-->") || comment.startsWith("--(") || comment.startsWith("--[");
    }
}
