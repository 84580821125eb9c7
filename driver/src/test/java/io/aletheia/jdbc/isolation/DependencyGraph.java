package io.aletheia.jdbc.isolation;

import io.aletheia.jdbc.isolation.Observed.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of the committed transactions of a history depend on which (Adya, Liskov, O'Neil, ICDE 2000). */
final class DependencyGraph {
    /** Why one transaction comes before another. */
    enum Kind {
        WRITE_WRITE,
        WRITE_READ,
        /** The second overwrote what the first read: an anti-dependency. */
        READ_WRITE,
        /** One connection ran both. */
        SESSION
    }

    private record Edge(int to, Kind kind) {}

    private final List<Observed> nodes = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<List<Edge>> edges = new ArrayList<>();

    DependencyGraph(List<Observed> history) {
        for (Observed transaction : history) {
            if (transaction.outcome() != Outcome.ABORTED) {
                places.put(transaction.id(), nodes.size());
                nodes.add(transaction);
                edges.add(new ArrayList<>());
            }
        }
    }

    void add(@Nullable Observed first, @Nullable Observed second, Kind kind) {
        if (first != null && second != null && first.id() != second.id()) {
            Integer from = places.get(first.id());
            Integer to = places.get(second.id());
            if (from != null && to != null) {
                edges.get(from).add(new Edge(to, kind));
            }
        }
    }

    /** The transactions of a cycle; empty if there is none. */
    List<Integer> anyCycle() {
        List<List<Integer>> next = new ArrayList<>();
        for (List<Edge> out : edges) {
            next.add(out.stream().map(Edge::to).toList());
        }
        return cycle(next);
    }

    /**
     * The transactions of a cycle in which no two anti-dependencies follow each other; empty if there is none. Snapshot isolation
     * admits only the others (Fekete and others, TODS 30(2), 2005): write skew.
     */
    List<Integer> cycleBeyondWriteSkew() {
        // Place 2n stands for transaction n, 2n + 1 for the same reached by an anti-dependency, after which none may
        // follow.
        List<List<Integer>> next = new ArrayList<>();
        for (List<Edge> out : edges) {
            List<Integer> free = new ArrayList<>();
            List<Integer> bound = new ArrayList<>();
            for (Edge edge : out) {
                if (edge.kind() == Kind.READ_WRITE) {
                    free.add(2 * edge.to() + 1);
                } else {
                    free.add(2 * edge.to());
                    bound.add(2 * edge.to());
                }
            }
            next.add(free);
            next.add(bound);
        }
        return cycle(next).stream().map(place -> place / 2).distinct().toList();
    }

    String describe(List<Integer> cycle) {
        var text = new StringBuilder();
        for (int place : cycle) {
            text.append(System.lineSeparator()).append("  ").append(nodes.get(place));
            for (Edge edge : edges.get(place)) {
                if (cycle.contains(edge.to())) {
                    text.append(" -")
                            .append(edge.kind())
                            .append("-> ")
                            .append(nodes.get(edge.to()).id());
                }
            }
        }
        return text.toString();
    }

    /** What is left after places without a predecessor, and then those without a successor, are taken away again and again. */
    private static List<Integer> cycle(List<List<Integer>> next) {
        List<List<Integer>> previous = new ArrayList<>();
        next.forEach(out -> previous.add(new ArrayList<>()));
        for (int place = 0; place < next.size(); place++) {
            for (int to : next.get(place)) {
                previous.get(to).add(place);
            }
        }
        boolean[] gone = new boolean[next.size()];
        peel(next, previous, gone);
        peel(previous, next, gone);
        List<Integer> left = new ArrayList<>();
        for (int place = 0; place < gone.length; place++) {
            if (!gone[place]) {
                left.add(place);
            }
        }
        return left;
    }

    private static void peel(List<List<Integer>> next, List<List<Integer>> previous, boolean[] gone) {
        int[] before = new int[next.size()];
        ArrayDeque<Integer> free = new ArrayDeque<>();
        for (int place = 0; place < before.length; place++) {
            for (int other : previous.get(place)) {
                before[place] += gone[other] ? 0 : 1;
            }
            if (before[place] == 0 && !gone[place]) {
                free.add(place);
            }
        }
        while (!free.isEmpty()) {
            int place = free.remove();
            gone[place] = true;
            for (int to : next.get(place)) {
                if (--before[to] == 0 && !gone[to]) {
                    free.add(to);
                }
            }
        }
    }

    @Override
    public String toString() {
        return nodes.size() + " transactions, " + Arrays.toString(Kind.values());
    }
}
