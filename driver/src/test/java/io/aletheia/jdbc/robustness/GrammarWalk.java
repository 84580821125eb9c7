package io.aletheia.jdbc.robustness;

import io.aletheia.grammar.generated.AletheiaParser;
import io.aletheia.jdbc.robustness.SampleTables.Family;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.BlockStartState;
import org.antlr.v4.runtime.atn.LoopEndState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Makes statements by walking through the grammar's own network of states: whatever it makes can be parsed, but for what the tree's
 * builders refuse. Names, types and literals are those of {@link SampleTables}, and a name in an expression is a column of a table
 * that stands beside it, so that a part of the statements also means something. Not thread-safe; one for each statement.
 */
final class GrammarWalk {
    private static final ATN NETWORK = AletheiaParser._ATN;
    private static final Vocabulary WORDS = AletheiaParser.VOCABULARY;
    private static final int FAR = 1_000_000;

    /** For each state the fewest tokens from it to the end of its rule. */
    private static final int[] SHORTEST = shortest();

    private static final List<Integer> STATEMENTS = List.of(
            AletheiaParser.RULE_queryStatement,
            AletheiaParser.RULE_queryStatement,
            AletheiaParser.RULE_queryStatement,
            AletheiaParser.RULE_queryStatement,
            AletheiaParser.RULE_queryStatement,
            AletheiaParser.RULE_queryStatement,
            AletheiaParser.RULE_change,
            AletheiaParser.RULE_change,
            AletheiaParser.RULE_change,
            AletheiaParser.RULE_definition,
            AletheiaParser.RULE_statement);

    /** What mostly stays as it is, so that a type comes through. */
    private static final Set<Integer> EXPRESSIONS = Set.of(
            AletheiaParser.RULE_signed,
            AletheiaParser.RULE_expression,
            AletheiaParser.RULE_conjunction,
            AletheiaParser.RULE_negation,
            AletheiaParser.RULE_predicate,
            AletheiaParser.RULE_queryStatement);

    private static final Set<String> CONDITION_FOLLOWS = Set.of("WHERE", "ON", "HAVING", "WHEN", "AND", "CHECK");

    private final SplittableRandom random;
    private final int tokensWanted;
    private final Family family;
    private final String file;
    private final List<String> tokens = new ArrayList<>();
    private final Deque<List<String>> scopes = new ArrayDeque<>();
    private final Deque<Integer> rules = new ArrayDeque<>();
    private final Map<String, String> tables = new HashMap<>();
    private int aliases;

    /** Columns whose table is not known yet, by their places among the tokens. */
    private final Deque<List<Integer>> columns = new ArrayDeque<>();

    /**
     * A walk.
     *
     * @param file the only file that the statement may write or read
     */
    GrammarWalk(SplittableRandom random, String file) {
        this.random = random;
        this.file = file;
        this.tokensWanted = 5 + random.nextInt(random.nextInt(5) == 0 ? 100 : 40);
        this.family = random.nextInt(10) < 6 ? Family.NUMBERS : SampleTables.pick(List.of(Family.values()), random);
    }

    /** A statement. */
    String statement() {
        open();
        rule(SampleTables.pick(STATEMENTS, random));
        close();
        return String.join(" ", tokens).replace("  ", " ").strip();
    }

    private static int[] shortest() {
        int[] tokens = new int[NETWORK.states.size()];
        Arrays.fill(tokens, FAR);
        Arrays.stream(NETWORK.ruleToStopState).forEach(stop -> tokens[stop.stateNumber] = 0);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ATNState state : NETWORK.states) {
                for (Transition transition : state.getTransitions()) {
                    int here = cost(transition, tokens);
                    if (here < tokens[state.stateNumber] && state.getStateType() != ATNState.RULE_STOP) {
                        tokens[state.stateNumber] = here;
                        changed = true;
                    }
                }
            }
        }
        return tokens;
    }

    private static int cost(Transition transition, int[] tokens) {
        if (transition instanceof RuleTransition call) {
            return Math.min(FAR, tokens[call.target.stateNumber] + tokens[call.followState.stateNumber]);
        }
        return Math.min(FAR, (transition.isEpsilon() ? 0 : 1) + tokens[transition.target.stateNumber]);
    }

    private void walk(int rule) {
        ATNState state = NETWORK.ruleToStartState[rule];
        ATNState stop = NETWORK.ruleToStopState[rule];
        while (!state.equals(stop)) {
            Transition transition = next(state);
            if (transition instanceof RuleTransition call) {
                rule(call.ruleIndex);
                state = call.followState;
            } else {
                if (!transition.isEpsilon()) {
                    token(transition.label());
                }
                state = transition.target;
            }
        }
    }

    private Transition next(ATNState state) {
        List<Transition> transitions = Arrays.asList(state.getTransitions());
        if (transitions.size() == 1) {
            return transitions.get(0);
        }
        if (isLong()) {
            return transitions.stream()
                    .min((one, other) -> Integer.compare(cost(one, SHORTEST), cost(other, SHORTEST)))
                    .orElseThrow();
        }
        for (Transition transition : transitions) {
            boolean nothing = transition.target instanceof LoopEndState
                    || (state instanceof BlockStartState block
                            && cost(transition, SHORTEST) == SHORTEST[block.endState.stateNumber]);
            int chance = EXPRESSIONS.contains(rules.peek()) ? 17 : 14;
            if (nothing && random.nextInt(20) < chance) {
                return transition;
            }
        }
        return SampleTables.pick(transitions, random);
    }

    private boolean isLong() {
        return tokens.size() > tokensWanted || rules.size() > 120;
    }

    private void token(IntervalSet label) {
        int type = label.get(random.nextInt(label.size()));
        String word = WORDS.getLiteralName(type);
        tokens.add(
                switch (type) {
                    case AletheiaParser.EOF -> "";
                    case AletheiaParser.INTEGER ->
                        SampleTables.pick(List.of("0", "1", "2", "3", "5", "100", "2147483648"), random);
                    case AletheiaParser.DECIMAL -> SampleTables.pick(List.of("0.5", "1.", ".25", "3.14159"), random);
                    case AletheiaParser.APPROXIMATE -> SampleTables.pick(List.of("1e2", "1.5E-3", "1e400"), random);
                    case AletheiaParser.INTEGER_RANGE -> SampleTables.pick(List.of("1..2", "0..", "2..1"), random);
                    case AletheiaParser.STRING -> SampleTables.text(random);
                    case AletheiaParser.NATIONAL_STRING -> "N'n'";
                    case AletheiaParser.UNICODE_STRING -> "U&'\\00e9'";
                    case AletheiaParser.BINARY_STRING -> SampleTables.pick(List.of("X'00ff'", "X'0'", "X''"), random);
                    case AletheiaParser.IDENTIFIER, AletheiaParser.QUOTED_IDENTIFIER -> SampleTables.name(random);
                    default -> word == null ? WORDS.getSymbolicName(type) : word.substring(1, word.length() - 1);
                });
    }

    private int parent() {
        return rules.isEmpty() ? -1 : rules.peek();
    }

    private void rule(int rule) {
        if (special(rule)) {
            return;
        }
        boolean scoped = rule == AletheiaParser.RULE_select
                || rule == AletheiaParser.RULE_matchQuery
                || rule == AletheiaParser.RULE_graphTable
                || rule == AletheiaParser.RULE_change;
        rules.push(rule);
        if (scoped) {
            open();
        }
        int start = tokens.size();
        walk(rule);
        if (scoped) {
            close();
        }
        rules.pop();
        if (rule == AletheiaParser.RULE_copy) {
            for (int i = start; i < tokens.size(); i++) {
                if (tokens.get(i).contains("'")) {
                    tokens.set(i, "'" + file + "'");
                }
            }
        }
    }

    private boolean special(int rule) {
        return switch (rule) {
            case AletheiaParser.RULE_qualifiedName -> qualifiedName();
            case AletheiaParser.RULE_identifier, AletheiaParser.RULE_bareAlias ->
                random.nextInt(15) > 0 && add(SampleTables.name(random));
            case AletheiaParser.RULE_literal -> random.nextInt(8) > 0 && add(SampleTables.literal(family, random));
            case AletheiaParser.RULE_dataType -> random.nextInt(10) > 0 && add(SampleTables.type(random));
            case AletheiaParser.RULE_periodSpec -> random.nextInt(4) > 0 && period();
            case AletheiaParser.RULE_primary -> primary();
            case AletheiaParser.RULE_functionCall -> random.nextInt(4) > 0 && call();
            case AletheiaParser.RULE_tablePrimary -> random.nextInt(3) > 0 && table();
            case AletheiaParser.RULE_elementFiller -> random.nextInt(4) > 0 && element();
            case AletheiaParser.RULE_columnNames -> random.nextInt(4) > 0 && columnNames();
            case AletheiaParser.RULE_selectItem -> random.nextInt(6) > 0 && item();
            case AletheiaParser.RULE_queryPrimary -> random.nextInt(3) > 0 && !isLong() && select();
            case AletheiaParser.RULE_pathPattern -> random.nextInt(8) > 0 && path();
            case AletheiaParser.RULE_expression -> random.nextInt(4) > 0 && !isLong() && condition();
            default -> false;
        };
    }

    private boolean add(String... words) {
        tokens.addAll(Arrays.asList(words));
        return true;
    }

    private boolean qualifiedName() {
        return switch (parent()) {
            case AletheiaParser.RULE_primary, AletheiaParser.RULE_assignment -> column();
            case AletheiaParser.RULE_functionName, AletheiaParser.RULE_procedureCall ->
                add(SampleTables.function(family, random));
            case AletheiaParser.RULE_sessionControl -> add(SampleTables.property(random));
            case AletheiaParser.RULE_selectItem -> {
                List<String> names = scopes.element();
                yield add(names.isEmpty() ? "t" : SampleTables.pick(names, random));
            }
            case AletheiaParser.RULE_definition ->
                add(random.nextBoolean() ? "n" + random.nextInt(5) : SampleTables.table(random));
            default -> random.nextInt(20) > 0 && add(SampleTables.table(random));
        };
    }

    private boolean column() {
        String name = random.nextInt(5) == 0
                ? SampleTables.column(Family.ANYTHING, random)
                : SampleTables.column(family, random);
        if (parent() == AletheiaParser.RULE_primary) {
            columns.element().add(tokens.size());
        }
        return add(name);
    }

    private boolean primary() {
        int kind = random.nextInt(20);
        if (kind < 10) {
            rules.push(AletheiaParser.RULE_primary);
            column();
            rules.pop();
            return true;
        } else if (kind < 15) {
            return add(SampleTables.literal(family, random));
        } else if (kind == 15) {
            return add(random.nextBoolean() ? "?" : SampleTables.literal(family, random));
        } else if (kind < 19) {
            rule(AletheiaParser.RULE_functionCall);
            return true;
        }
        return false;
    }

    private boolean call() {
        add(SampleTables.function(family, random), "(");
        int arguments = List.of(0, 1, 1, 1, 1, 2, 2, 2, 3, 4).get(random.nextInt(10));
        if (random.nextInt(25) == 0) {
            add("*");
            arguments = 0;
        } else if (random.nextInt(25) == 0 && arguments > 0) {
            add("DISTINCT");
        }
        for (int i = 0; i < arguments; i++) {
            if (i > 0) {
                add(",");
            }
            rule(random.nextInt(3) > 0 ? AletheiaParser.RULE_arithmetic : AletheiaParser.RULE_expression);
        }
        return add(")");
    }

    private boolean table() {
        String table = SampleTables.table(random);
        add(table);
        if (random.nextInt(6) == 0) {
            rule(AletheiaParser.RULE_timeClause);
        }
        String alias = "x" + aliases++;
        scopes.element().add(alias);
        tables.put(alias, table);
        return add("AS", alias);
    }

    private boolean element() {
        String alias = random.nextInt(4) == 0 && !scopes.element().isEmpty()
                ? SampleTables.pick(scopes.element(), random)
                : "x" + aliases++;
        scopes.element().add(alias);
        add(alias);
        if (random.nextInt(3) > 0) {
            boolean edge = tokens.size() > 1 && tokens.get(tokens.size() - 2).equals("[");
            String table = random.nextInt(12) == 0 ? "t" : edge ? "e" : "p";
            tables.put(alias, table);
            add("IS", table);
        }
        return true;
    }

    private boolean path() {
        rules.push(AletheiaParser.RULE_pathPattern);
        node();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean left = random.nextInt(3) == 0;
            add(left ? "<" : "", "-", "[");
            rule(AletheiaParser.RULE_elementFiller);
            add("]", "-", left || random.nextInt(3) == 0 ? "" : ">");
            if (random.nextInt(5) == 0) {
                rule(AletheiaParser.RULE_patternQuantifier);
            }
            node();
        }
        rules.pop();
        return true;
    }

    private void node() {
        add("(");
        rule(AletheiaParser.RULE_elementFiller);
        add(")");
    }

    private boolean item() {
        rule(AletheiaParser.RULE_expression);
        return random.nextInt(3) > 0 || add("AS", SampleTables.column(family, random));
    }

    /** A query of tables, which most of the network's walks are not. */
    private boolean select() {
        rules.push(AletheiaParser.RULE_select);
        open();
        add("SELECT", random.nextInt(8) == 0 ? "DISTINCT" : "");
        rule(AletheiaParser.RULE_selectItem);
        while (random.nextInt(3) == 0) {
            add(",");
            rule(AletheiaParser.RULE_selectItem);
        }
        add("FROM");
        rule(AletheiaParser.RULE_tableReference);
        if (random.nextBoolean()) {
            add("WHERE");
            rule(AletheiaParser.RULE_expression);
        }
        if (random.nextInt(6) == 0) {
            add("GROUP", "BY");
            rule(AletheiaParser.RULE_groupingElement);
            if (random.nextInt(3) == 0) {
                add("HAVING");
                rule(AletheiaParser.RULE_expression);
            }
        }
        close();
        rules.pop();
        return true;
    }

    /** Where a condition is asked for, a walk seldom makes one that is true or false. */
    private boolean condition() {
        String before = tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
        if (!CONDITION_FOLLOWS.contains(before)) {
            return false;
        }
        rules.push(AletheiaParser.RULE_expression);
        if (random.nextInt(8) == 0) {
            add("NOT");
        }
        rule(AletheiaParser.RULE_arithmetic);
        rule(AletheiaParser.RULE_predicateTail);
        while (random.nextInt(4) == 0) {
            add(random.nextBoolean() ? "AND" : "OR");
            rule(AletheiaParser.RULE_arithmetic);
            rule(AletheiaParser.RULE_predicateTail);
        }
        rules.pop();
        return true;
    }

    private boolean period() {
        String one = SampleTables.instant(random);
        String other = SampleTables.instant(random);
        return switch (random.nextInt(4)) {
            case 0 -> add("AS", "OF", one);
            case 1 -> add("FROM", one, "TO", other);
            case 2 -> add("BETWEEN", one, "AND", other);
            default -> add("ALL");
        };
    }

    private boolean columnNames() {
        add("(", SampleTables.column(Family.ANYTHING, random));
        for (int i = random.nextInt(3); i > 0; i--) {
            add(",", SampleTables.column(Family.ANYTHING, random));
        }
        return add(")");
    }

    private void open() {
        scopes.push(new ArrayList<>());
        columns.push(new ArrayList<>());
    }

    /** Now the tables of a query are known: its columns get one of them, or stay without, or belong to an outer query. */
    private void close() {
        List<String> names = scopes.pop();
        for (int place : columns.pop()) {
            int choice = random.nextInt(12);
            if (choice == 0 && !columns.isEmpty()) {
                columns.element().add(place);
            } else if (choice > 2 && !names.isEmpty()) {
                String name = SampleTables.pick(names, random);
                tokens.set(
                        place,
                        name + "."
                                + SampleTables.column(
                                        tokens.get(place), tables.getOrDefault(name, ""), family, random));
            }
        }
    }
}
