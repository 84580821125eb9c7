package io.aletheia.jdbc.robustness;

import io.aletheia.grammar.generated.AletheiaLexer;
import io.aletheia.jdbc.robustness.SampleTables.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** Statements with some of their tokens left out, doubled, exchanged, or put there from elsewhere. Not thread-safe. */
final class TokenMutations {
    private static final List<String> OPERATORS =
            List.of("=", "<>", "<", ">=", "+", "-", "*", "/", "%", "||", "AND", "OR", "LIKE", "IS DISTINCT FROM");

    private static final Set<String> TABLE_FOLLOWS =
            Set.of("FROM", "JOIN", "INTO", "UPDATE", "TABLE", "AS", "VIEW", "COLUMN", "INDEX", "ON", "TO", ".");

    private final SplittableRandom random;
    private final List<List<String>> corpus = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    TokenMutations(SplittableRandom random) {
        this.random = random;
    }

    /** Takes a statement's tokens as material. */
    void learn(String sql) {
        List<String> tokens = new ArrayList<>();
        var lexer = new AletheiaLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        for (Token token : lexer.getAllTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                tokens.add(token.getText());
                if (token.getType() == AletheiaLexer.IDENTIFIER) {
                    names.add(token.getText());
                }
            }
        }
        if (!tokens.isEmpty()) {
            corpus.add(tokens);
        }
    }

    /**
     * The statement learnt last, changed; empty if it would read or write files.
     */
    String mutated() {
        List<String> tokens = new ArrayList<>(corpus.get(corpus.size() - 1));
        for (int n = 1 + random.nextInt(3); n > 0 && !tokens.isEmpty(); n--) {
            if (random.nextInt(5) == 0) {
                mutate(tokens);
            } else {
                exchange(tokens);
            }
        }
        if (random.nextInt(6) == 0) {
            around(tokens);
        }
        boolean ofFiles =
                tokens.stream().anyMatch(token -> token.toUpperCase(Locale.ROOT).equals("COPY"));
        return ofFiles ? "" : String.join(" ", tokens);
    }

    private void mutate(List<String> tokens) {
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(10)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> {
                String moved = tokens.remove(at);
                tokens.add(random.nextInt(tokens.size() + 1), moved);
            }
            case 3 -> tokens.set(at, SampleTables.pick(tokens, random));
            case 4 -> tokens.set(at, SampleTables.pick(SampleTables.pick(corpus, random), random));
            case 5 -> tokens.set(at, SampleTables.literal(Family.ANYTHING, random));
            case 6 -> splice(tokens, at);
            case 7 -> tokens.set(at, "?");
            case 8 -> call(tokens, at);
            default -> {
                if (isName(tokens.get(at)) && !names.isEmpty()) {
                    tokens.set(at, SampleTables.pick(names, random));
                } else if (isLiteral(tokens.get(at))) {
                    tokens.set(at, SampleTables.literal(Family.ANYTHING, random));
                } else {
                    tokens.add(at, SampleTables.pick(SampleTables.pick(corpus, random), random));
                }
            }
        }
    }

    /** Puts a token of the same sort in a token's place, so that the statement mostly stays one. */
    private void exchange(List<String> tokens) {
        int at = random.nextInt(tokens.size());
        for (int tries = 0; tries < 20; tries++) {
            String token = tokens.get(at);
            if (isName(token) || isLiteral(token)) {
                operand(tokens, at);
                return;
            } else if (OPERATORS.contains(token)) {
                tokens.set(at, SampleTables.pick(OPERATORS, random));
                return;
            } else if (token.equals("(") && random.nextInt(3) == 0) {
                group(tokens, at);
                return;
            }
            at = random.nextInt(tokens.size());
        }
    }

    private void operand(List<String> tokens, int at) {
        String token = tokens.get(at);
        String literal = SampleTables.literal(SampleTables.pick(List.of(Family.values()), random), random);
        List<String> others = tokens.stream()
                .filter(other -> isName(other) || isLiteral(other))
                .toList();
        boolean isTable = at > 0 && TABLE_FOLLOWS.contains(tokens.get(at - 1).toUpperCase(Locale.ROOT));
        switch (isTable ? 0 : random.nextInt(12)) {
            case 0, 1, 2 -> tokens.set(at, SampleTables.pick(others, random));
            case 3 -> tokens.set(at, literal);
            case 4 -> tokens.set(at, "?");
            case 5 -> tokens.set(at, "NULL");
            case 6, 7 -> call(tokens, at);
            case 8 -> tokens.set(at, "CAST(" + token + " AS " + SampleTables.type(random) + ")");
            case 9 -> tokens.set(at, "CASE WHEN " + token + " IS NULL THEN " + literal + " ELSE " + token + " END");
            case 10 -> tokens.set(at, "(" + token + " " + SampleTables.pick(OPERATORS, random) + " " + literal + ")");
            default -> tokens.set(at, "COALESCE(" + token + ", ?)");
        }
    }

    /** What stands in brackets, for something else in brackets. */
    private void group(List<String> tokens, int at) {
        List<String> other = SampleTables.pick(corpus, random);
        int start = other.indexOf("(");
        if (start >= 0) {
            List<String> put = List.copyOf(other.subList(start, end(other, start)));
            tokens.subList(at, end(tokens, at)).clear();
            tokens.addAll(at, put);
        }
    }

    private static int end(List<String> tokens, int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    /** Puts something around a query, or behind it. */
    private void around(List<String> tokens) {
        List<String> other = SampleTables.pick(corpus, random);
        switch (random.nextInt(8)) {
            case 0 -> {
                tokens.addAll(0, List.of("SELECT", "*", "FROM", "("));
                tokens.addAll(List.of(")", "AS", "z"));
            }
            case 1 -> tokens.addAll(List.of("LIMIT", "1"));
            case 2 -> tokens.addAll(List.of("ORDER", "BY", "1", "DESC"));
            case 3 -> {
                tokens.add(random.nextBoolean() ? "UNION" : "EXCEPT");
                tokens.addAll(other);
            }
            case 4 -> {
                tokens.addAll(0, List.of("SELECT", "EXISTS", "("));
                tokens.add(")");
            }
            case 5 -> {
                tokens.addAll(0, List.of("CREATE", "OR", "REPLACE", "VIEW", "made", "AS"));
            }
            case 6 -> {
                tokens.addAll(0, List.of("SELECT", "count", "(", "*", ")", "FROM", "("));
                tokens.addAll(List.of(")", "AS", "z"));
            }
            default -> {
                tokens.addAll(0, List.of("WITH", "z", "AS", "("));
                tokens.addAll(List.of(")", "SELECT", "*", "FROM", "z", "AS", "y", ",", "z"));
            }
        }
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) && token.equals(token.toLowerCase(Locale.ROOT));
    }

    private static boolean isLiteral(String token) {
        return token.charAt(0) == '\'' || Character.isDigit(token.charAt(0));
    }

    /** A part of another statement in the place of a part of this one. */
    private void splice(List<String> tokens, int at) {
        List<String> other = SampleTables.pick(corpus, random);
        int from = random.nextInt(other.size());
        int to = Math.min(other.size(), from + 1 + random.nextInt(12));
        tokens.subList(at, Math.min(tokens.size(), at + random.nextInt(6))).clear();
        tokens.addAll(at, other.subList(from, to));
    }

    /** A function around a name or a literal. */
    private void call(List<String> tokens, int at) {
        String token = tokens.get(at);
        if (isName(token) || isLiteral(token)) {
            String function = SampleTables.function(SampleTables.pick(List.of(Family.values()), random), random);
            String second = random.nextBoolean() ? "" : ", " + SampleTables.literal(Family.ANYTHING, random);
            tokens.set(at, function + "(" + token + second + ")");
        }
    }
}
