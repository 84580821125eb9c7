package io.aletheia.query;

import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.statement.Bound;
import io.aletheia.query.statement.BoundQuery;
import io.aletheia.query.statement.LiteralLifting;
import io.aletheia.query.statement.LiteralLifting.Slot;
import io.aletheia.query.statement.ParameterPlan;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The second level of a session's plan cache: statements by their texts without the values of literals. A skeleton that is met for the
 * second time is bound with parameters for the literals that may be lifted, and kept if that is the statement that the text itself
 * gives: the same columns and the same plan. Literals that are not lifted are part of what is looked up. Confined to the session's thread.
 */
final class StatementShapes {
    /** Numbers, strings and parameters as plans show them, with their types. */
    private static final Pattern SHOWN_VALUE =
            Pattern.compile("(?:(?<![\\w$.?])-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?(?![\\w.])"
                    + "|(?:_[\\w-]+)?'(?:[^']|'')*'|\\?\\d+)(?::[A-Z]+(?:\\(\\d+(?:, \\d+)?\\))?)?");

    /** A value out of the common may be the cause, or a change of the catalog; more often it is not worth the trial. */
    private static final int FAILURES_MAX = 3;

    private final EngineSession session;
    private final Map<String, Skeleton> skeletons;
    private final Map<String, Shape> shapes;

    /** What is known of texts that differ in their literals. */
    private static final class Skeleton {
        /** Null until the literals were looked at; never empty. */
        @Nullable
        List<Slot> slots;

        /** How often nothing could be lifted, or something else than before. */
        int failures;

        /** The literals that are not lifted. */
        int[] kept = {};
    }

    /** A statement for all texts of a skeleton with the same literals where they are not lifted. */
    private static final class Shape {
        /** Null while it was not met often enough, or if it cannot be lifted. */
        @Nullable
        BoundStatement statement;

        boolean hopeless;
    }

    StatementShapes(EngineSession session, int capacity) {
        this.session = session;
        this.skeletons = new LeastRecent<>(capacity);
        this.shapes = new LeastRecent<>(capacity);
    }

    /** The last ones used. */
    static final class LeastRecent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        private final int capacity;

        LeastRecent(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > capacity;
        }
    }

    /** A statement of this shape that is bound already and means what the text means; null if there is none. */
    @Nullable
    Prepared find(String sql, TextShape text) {
        Skeleton skeleton = skeletons.get(text.skeleton());
        if (skeleton == null || skeleton.slots == null) {
            return null;
        }
        Shape shape = shapes.get(key(skeleton, sql, text));
        BoundStatement statement = shape == null ? null : shape.statement;
        if (shape == null || statement == null) {
            return null;
        }
        if (statement.isStale()) {
            shape.statement = null;
            return null;
        }
        @Nullable
        Object[] values = values(skeleton.slots, text, statement.bound().parameters());
        return values == null ? null : new ShapedStatement(session, sql, statement, values);
    }

    /** The values of the parameters; null if one of them is not as it is a value of its parameter's type. */
    private static @Nullable Object @Nullable [] values(List<Slot> slots, TextShape text, ParameterPlan parameters) {
        @Nullable Object[] values = new @Nullable Object[slots.size()];
        for (int i = 0; i < values.length; i++) {
            Slot slot = slots.get(i);
            Object value = slot.value(text.values()[slot.literal()]);
            if (!slot.admits(value, parameters.type(i))) {
                return null;
            }
            values[i] = value;
        }
        return values;
    }

    private static String key(Skeleton skeleton, String sql, TextShape text) {
        if (skeleton.kept.length == 0) {
            return text.skeleton();
        }
        var key = new StringBuilder(text.skeleton());
        for (int literal : skeleton.kept) {
            text.appendTo(key, sql, literal);
        }
        return key.toString();
    }

    /** Notes that a text was bound; the second time that its shape is met, makes a statement of the shape. */
    void met(String sql, TextShape text, BoundStatement exact) {
        Skeleton skeleton = skeletons.get(text.skeleton());
        if (skeleton == null) {
            skeletons.put(text.skeleton(), new Skeleton());
            return;
        }
        if (skeleton.slots == null) {
            if (skeleton.failures < FAILURES_MAX) {
                lift(sql, text, exact, skeleton);
            }
            return;
        }
        Shape shape = shapes.get(key(skeleton, sql, text));
        if (shape == null) {
            shapes.put(key(skeleton, sql, text), new Shape());
        } else if (!shape.hopeless && shape.statement == null) {
            lift(sql, text, exact, skeleton);
        }
    }

    private void lift(String sql, TextShape text, BoundStatement exact, Skeleton skeleton) {
        var shape = new Shape();
        List<Slot> slots = List.of();
        try {
            Set<Integer> refused = new HashSet<>();
            for (int attempt = 0; attempt < 2 && shape.statement == null; attempt++) {
                LiteralLifting.Lifted lifted = lifted(sql, text, refused);
                slots = lifted.slots();
                shape.statement = slots.isEmpty() ? null : bound(sql, text, exact, lifted, refused);
            }
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            // What the exact text gives is what counts.
            shape.statement = null;
        }
        List<Slot> known = skeleton.slots;
        boolean other = known != null && !known.equals(slots);
        if (shape.statement == null || other) {
            skeleton.failures += other || known == null ? 1 : 0;
            shape.statement = null;
            shape.hopeless = true;
            if (other) {
                skeleton.slots = null;
                return;
            }
        } else if (known == null) {
            skeleton.slots = slots;
            skeleton.kept = kept(text.count(), slots);
        }
        if (skeleton.slots != null) {
            shapes.put(key(skeleton, sql, text), shape);
        }
    }

    private static LiteralLifting.Lifted lifted(String sql, TextShape text, Set<Integer> refused) {
        Statement parsed = AletheiaSql.parse(sql);
        return LiteralLifting.lift(
                parsed, (place, negated) -> text.literalAt(sql, place, negated), literal -> !refused.contains(literal));
    }

    /** The lifted statement if it is the same as the exact one; null, with the literals to be left out, if it is not. */
    private @Nullable BoundStatement bound(
            String sql, TextShape text, BoundStatement exact, LiteralLifting.Lifted lifted, Set<Integer> refused) {
        Set<Integer> left = Set.copyOf(refused);
        var statement = new BoundStatement(
                session, sql, lifted.statement(), () -> lifted(sql, text, left).statement());
        ParameterPlan parameters = statement.bound().parameters();
        List<Slot> slots = lifted.slots();
        if (parameters.count() != slots.size() || parameters.anyOpen()) {
            refused.addAll(slots.stream().map(Slot::literal).toList());
            return null;
        }
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (!slot.admits(slot.value(text.values()[slot.literal()]), parameters.type(i))) {
                refused.add(slot.literal());
            }
        }
        return refused.size() == left.size() && isSame(exact, statement) ? statement : null;
    }

    private static boolean isSame(BoundStatement exact, BoundStatement lifted) {
        Bound one = exact.bound();
        Bound other = lifted.bound();
        return exact.kind() == lifted.kind()
                && exact.columns().equals(lifted.columns())
                && one.getClass() == other.getClass()
                && (!(one instanceof BoundQuery query) || query.isSettled() == ((BoundQuery) other).isSettled())
                && plan(one).equals(plan(other));
    }

    /** The plan with a mark for every value. What was estimated may differ: a value that is known tells more. */
    private static String plan(Bound bound) {
        var text = new StringBuilder();
        append(text, bound.explain());
        return SHOWN_VALUE.matcher(text).replaceAll("?");
    }

    private static void append(StringBuilder text, PlanStep step) {
        text.append(step.name()).append(step.attributes()).append('(');
        step.inputs().forEach(input -> append(text, input));
        text.append(')');
    }

    private static int[] kept(int count, List<Slot> slots) {
        Set<Integer> lifted = new HashSet<>();
        slots.forEach(slot -> lifted.add(slot.literal()));
        return IntStream.range(0, count)
                .filter(literal -> !lifted.contains(literal))
                .toArray();
    }
}
