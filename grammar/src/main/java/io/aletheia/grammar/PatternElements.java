package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.grammar.tree.LabelExpression;
import io.aletheia.grammar.tree.PatternElement;
import io.aletheia.grammar.tree.PatternElement.Direction;
import io.aletheia.grammar.tree.PatternElement.Property;
import io.aletheia.grammar.tree.PatternElement.Quantifier;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds the nodes, edges and sub-paths of a path. */
final class PatternElements {
    private static final int NUMBER_DIGITS_MAX = 9;

    private final Builder builder;

    PatternElements(Builder builder) {
        this.builder = builder;
    }

    /** The elements in order, after checking that nodes and edges alternate. */
    List<PatternElement> elements(ParserRuleContext path, List<AletheiaParser.PatternElementContext> contexts) {
        builder.checkChain(path, contexts.size(), "elements");
        List<PatternElement> result = new ArrayList<>(contexts.size());
        boolean afterEdge = true;
        boolean afterNode = false;
        for (AletheiaParser.PatternElementContext context : contexts) {
            PatternElement element = element(context);
            boolean edge = element instanceof PatternElement.Edge;
            if (edge && afterEdge) {
                throw builder.text.error(context, "an edge must stand between two nodes: expected a node, at least ()");
            }
            if (element instanceof PatternElement.Node && afterNode) {
                throw builder.text.error(context, "two nodes need an edge between them: expected ->, <- or -");
            }
            afterEdge = edge;
            afterNode = element instanceof PatternElement.Node;
            result.add(element);
        }
        if (afterEdge) {
            throw builder.text.error(
                    contexts.get(contexts.size() - 1),
                    "a path must end with a node: expected a node after the edge, at least ()");
        }
        return result;
    }

    private PatternElement element(AletheiaParser.PatternElementContext context) {
        SqlParserPos position = builder.names.position(context);
        if (context instanceof AletheiaParser.NodePatternContext node) {
            Filler filler = new Filler(node.elementFiller());
            return new PatternElement.Node(
                    filler.variable(), filler.label(), filler.properties(), filler.where(), filler.times(), position);
        }
        if (context instanceof AletheiaParser.EdgePatternContext edge) {
            return edge(
                    edge.elementFiller(),
                    edge.cypherRange(),
                    edge.patternQuantifier(),
                    edge.GT() != null ? Direction.RIGHT : Direction.ANY,
                    position);
        }
        if (context instanceof AletheiaParser.EdgeLeftPatternContext edge) {
            return edge(edge.elementFiller(), edge.cypherRange(), edge.patternQuantifier(), Direction.LEFT, position);
        }
        if (context instanceof AletheiaParser.ShortEdgeContext edge) {
            return shortEdge(edge.GT() != null ? Direction.RIGHT : Direction.ANY, edge.patternQuantifier(), position);
        }
        if (context instanceof AletheiaParser.ShortLeftEdgeContext edge) {
            return shortEdge(Direction.LEFT, edge.patternQuantifier(), position);
        }
        AletheiaParser.SubPathPatternContext sub = (AletheiaParser.SubPathPatternContext) context;
        return new PatternElement.SubPath(
                Patterns.mode(sub.pathMode()),
                elements(sub, sub.patternElement()),
                sub.expression() == null ? null : builder.expressions.expression(sub.expression()),
                quantifier(sub.patternQuantifier()),
                position);
    }

    private PatternElement edge(
            AletheiaParser.ElementFillerContext fillerContext,
            AletheiaParser.@Nullable CypherRangeContext range,
            AletheiaParser.@Nullable PatternQuantifierContext quantifierContext,
            Direction direction,
            SqlParserPos position) {
        if (range != null && quantifierContext != null) {
            throw builder.text.error(quantifierContext, "this edge already has a quantifier in its brackets");
        }
        Filler filler = new Filler(fillerContext);
        return new PatternElement.Edge(
                filler.variable(),
                filler.label(),
                filler.properties(),
                filler.where(),
                filler.times(),
                direction,
                range != null ? range(range) : quantifier(quantifierContext),
                position);
    }

    private PatternElement shortEdge(
            Direction direction, AletheiaParser.@Nullable PatternQuantifierContext quantifier, SqlParserPos position) {
        return new PatternElement.Edge(
                null, null, List.of(), null, TimeSpecs.NONE, direction, quantifier(quantifier), position);
    }

    private @Nullable Quantifier quantifier(AletheiaParser.@Nullable PatternQuantifierContext context) {
        if (context == null) {
            return null;
        }
        if (context.STAR() != null) {
            return new Quantifier(0, null);
        }
        if (context.PLUS() != null) {
            return new Quantifier(1, null);
        }
        if (context.QUESTION() != null) {
            return new Quantifier(0, 1);
        }
        if (context.COMMA() == null) {
            int count = number(context.INTEGER(0).getSymbol());
            return checked(context, count, count);
        }
        int comma = context.COMMA().getSymbol().getTokenIndex();
        int min = 0;
        @Nullable Integer max = null;
        for (var number : context.INTEGER()) {
            Token token = number.getSymbol();
            if (token.getTokenIndex() < comma) {
                min = number(token);
            } else {
                max = number(token);
            }
        }
        return checked(context, min, max);
    }

    private Quantifier range(AletheiaParser.CypherRangeContext context) {
        if (context.INTEGER_RANGE() != null) {
            Token token = context.INTEGER_RANGE().getSymbol();
            String text = token.getText();
            int dots = text.indexOf("..");
            String end = text.substring(dots + 2);
            return checked(context, number(token, text.substring(0, dots)), end.isEmpty() ? null : number(token, end));
        }
        if (context.INTEGER() == null) {
            return new Quantifier(1, null);
        }
        int count = number(context.INTEGER().getSymbol());
        return context.DOTS() != null ? checked(context, 1, count) : checked(context, count, count);
    }

    private Quantifier checked(ParserRuleContext context, int min, @Nullable Integer max) {
        if (max != null && (max < min || max == 0)) {
            throw builder.text.error(
                    context, "a quantifier {n,m} needs n <= m and m >= 1, found {" + min + "," + max + "}");
        }
        return new Quantifier(min, max);
    }

    private int number(Token token) {
        return number(token, token.getText());
    }

    private int number(Token token, String digits) {
        if (digits.length() > NUMBER_DIGITS_MAX) {
            throw builder.text.error(token, "the number " + digits + " is too large for a quantifier");
        }
        return Integer.parseInt(digits);
    }

    LabelExpression label(AletheiaParser.LabelExpressionContext context) {
        List<LabelExpression> operands = new ArrayList<>();
        for (AletheiaParser.LabelTermContext term : context.labelTerm()) {
            operands.add(labelTerm(term));
        }
        return operands.size() == 1 ? operands.get(0) : new LabelExpression.Or(operands);
    }

    private LabelExpression labelTerm(AletheiaParser.LabelTermContext context) {
        List<LabelExpression> operands = new ArrayList<>();
        for (AletheiaParser.LabelFactorContext factor : context.labelFactor()) {
            LabelExpression operand;
            if (factor.qualifiedName() != null) {
                operand = new LabelExpression.Name(builder.names.qualified(factor.qualifiedName()));
            } else if (factor.PERCENT() != null) {
                operand = new LabelExpression.Wildcard();
            } else {
                operand = label(factor.labelExpression());
            }
            builder.checkChain(factor, factor.BANG().size(), "negations");
            for (int i = 0; i < factor.BANG().size(); i++) {
                operand = new LabelExpression.Not(operand);
            }
            operands.add(operand);
        }
        return operands.size() == 1 ? operands.get(0) : new LabelExpression.And(operands);
    }

    /** What stands within the brackets of a node or an edge. */
    private final class Filler {
        private final AletheiaParser.ElementFillerContext context;

        Filler(AletheiaParser.ElementFillerContext context) {
            this.context = context;
        }

        @Nullable
        SqlIdentifier variable() {
            return builder.names.simpleOrNull(context.identifier());
        }

        @Nullable
        LabelExpression label() {
            return context.labelExpression() == null ? null : PatternElements.this.label(context.labelExpression());
        }

        List<Property> properties() {
            AletheiaParser.PropertyMapContext map = context.propertyMap();
            if (map == null) {
                return List.of();
            }
            List<Property> result = new ArrayList<>();
            for (int i = 0; i < map.identifier().size(); i++) {
                result.add(new Property(
                        builder.names.simple(map.identifier(i)), builder.expressions.expression(map.expression(i))));
            }
            return result;
        }

        TimeSpecs times() {
            return builder.periods.clauses(context.timeClause());
        }

        @Nullable
        SqlNode where() {
            return context.expression() == null ? null : builder.expressions.expression(context.expression());
        }
    }
}
