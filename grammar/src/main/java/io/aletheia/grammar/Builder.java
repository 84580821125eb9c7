package io.aletheia.grammar;

import io.aletheia.grammar.tree.Source;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;

/** The builders of one text, one per area of SQL, each of which finds the others here. Confined to the thread that reads the text. */
final class Builder {
    /** How many operators a chain that cannot be balanced may have; planning recurses once for each. */
    static final int CHAIN_MAX = 250;

    final Text text;
    final CommonTokenStream tokens;
    final Names names;
    final Types types;
    final Literals literals;
    final Functions functions;
    final Expressions expressions;
    final Periods periods;
    final Tables tables;
    final Queries queries;
    final Patterns patterns;

    private int parameterCount;

    Builder(Text text, CommonTokenStream tokens) {
        this.text = text;
        this.tokens = tokens;
        this.names = new Names(text);
        this.types = new Types(this);
        this.literals = new Literals(this);
        this.functions = new Functions(this);
        this.expressions = new Expressions(this);
        this.periods = new Periods(this);
        this.tables = new Tables(this);
        this.queries = new Queries(this);
        this.patterns = new Patterns(this);
    }

    /** Sets the number of parameters of the statement that is built next. */
    void parameterCount(int count) {
        parameterCount = count;
    }

    /** The place of a statement. */
    Source source(ParserRuleContext statement) {
        return new Source(text.slice(statement), text.start(statement), text.end(statement), parameterCount);
    }

    /** Refuses a chain that is too long for whoever plans it. */
    void checkChain(ParserRuleContext context, int operators, String what) {
        if (operators > CHAIN_MAX) {
            throw text.tooComplex(
                    context.getStart(),
                    "too many " + what + " in one chain: " + operators + ", at most " + CHAIN_MAX + " are possible");
        }
    }
}
