package io.aletheia.jdbc.isolation;

import io.aletheia.jdbc.isolation.Observed.Append;
import io.aletheia.jdbc.isolation.Observed.Outcome;
import io.aletheia.jdbc.isolation.Observed.Read;
import io.aletheia.jdbc.isolation.Observed.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds anomalies in a history of list appends, in the manner of Elle (Kingsbury, Alvaro, PVLDB 14(3), 2020): since every value is
 * appended once, a list that is read shows the order in which its versions were written, and so which transactions depend on which.
 * The lists at the end are read as well.
 */
final class HistoryCheck {
    private final List<Observed> history;
    private final Map<Integer, List<Integer>> lists;
    private final Map<Integer, Observed> writers = new HashMap<>();
    private final List<String> anomalies = new ArrayList<>();

    private HistoryCheck(List<Observed> history, Map<Integer, List<Integer>> lists) {
        this.history = history;
        this.lists = new TreeMap<>(lists);
    }

    /**
     * Checks a history.
     *
     * @param lists the lists by key after the last transaction
     * @return the anomalies in words; empty if there are none
     */
    static List<String> anomalies(List<Observed> history, Map<Integer, List<Integer>> lists, boolean serializable) {
        var check = new HistoryCheck(history, lists);
        check.findWriters();
        check.checkLists();
        history.forEach(check::checkReads);
        if (check.anomalies.isEmpty()) {
            DependencyGraph graph = check.dependencies();
            List<Integer> cycle = serializable ? graph.anyCycle() : graph.cycleBeyondWriteSkew();
            if (!cycle.isEmpty()) {
                check.anomalies.add("cycle " + graph.describe(cycle));
            }
        }
        return check.anomalies;
    }

    /** The dependencies of a history without other anomalies. */
    static DependencyGraph graph(List<Observed> history, Map<Integer, List<Integer>> lists) {
        var check = new HistoryCheck(history, lists);
        check.findWriters();
        return check.dependencies();
    }

    private void findWriters() {
        for (Observed transaction : history) {
            for (Step step : transaction.steps()) {
                if (step instanceof Append append) {
                    writers.put(append.value(), transaction);
                }
            }
        }
    }

    private void checkLists() {
        for (Observed transaction : history) {
            for (Step step : transaction.steps()) {
                boolean lost = step instanceof Append append
                        && transaction.outcome() == Outcome.COMMITTED
                        && !list(step.key()).contains(append.value());
                if (lost) {
                    anomalies.add("lost update: " + step + " of " + transaction + " is not in " + list(step.key()));
                }
            }
        }
        lists.forEach((key, list) -> {
            if (list.stream().distinct().count() < list.size()) {
                anomalies.add("a value is twice in list " + key + ": " + list);
            }
            checkWriters(key, list, -1);
        });
    }

    /** G1a: nothing of an aborted transaction is seen. */
    private void checkWriters(int key, List<Integer> list, int reader) {
        for (int value : list) {
            Observed writer = writers.get(value);
            if (writer == null) {
                anomalies.add("value " + value + " of list " + key + " was never written");
            } else if (writer.outcome() == Outcome.ABORTED && writer.id() != reader) {
                anomalies.add("aborted read: " + value + " in list " + key + " " + list + " is of " + writer);
            }
        }
    }

    /** Reads are of one snapshot and the transaction's own appends, and never of half a transaction (G1b). */
    private void checkReads(Observed transaction) {
        Map<Integer, List<Integer>> expected = new HashMap<>();
        Map<Integer, List<Integer>> own = new HashMap<>();
        for (Step step : transaction.steps()) {
            if (step instanceof Append append) {
                own.computeIfAbsent(append.key(), key -> new ArrayList<>()).add(append.value());
                List<Integer> known = expected.get(append.key());
                if (known != null) {
                    known.add(append.value());
                }
            } else if (step instanceof Read read) {
                List<Integer> known = expected.get(read.key());
                List<Integer> mine = own.getOrDefault(read.key(), List.of());
                if (known != null && !known.equals(read.list())) {
                    anomalies.add("not repeatable: " + read + " instead of " + known + " in " + transaction);
                } else if (known == null && !endsWith(read.list(), mine)) {
                    anomalies.add("own appends " + mine + " not read: " + read + " in " + transaction);
                } else if (known == null) {
                    checkExternal(transaction, read.key(), external(read.list(), mine));
                }
                expected.put(read.key(), new ArrayList<>(read.list()));
            }
        }
    }

    private void checkExternal(Observed transaction, int key, List<Integer> list) {
        checkWriters(key, list, transaction.id());
        List<Integer> all = list(key);
        boolean isPrefix =
                list.size() <= all.size() && all.subList(0, list.size()).equals(list);
        // Who aborts may have read what then did not become durable; that nobody else saw it is checked above.
        if (!isPrefix && transaction.outcome() == Outcome.COMMITTED) {
            anomalies.add("no state of list " + key + ": " + list + " read by " + transaction + ", in the end " + all);
        }
        if (list.isEmpty()) {
            return;
        }
        int last = list.get(list.size() - 1);
        Observed writer = writers.get(last);
        if (writer != null && writer.id() != transaction.id()) {
            int lastAppend = 0;
            for (Step step : writer.steps()) {
                if (step instanceof Append append && append.key() == key) {
                    lastAppend = append.value();
                }
            }
            if (lastAppend != last) {
                anomalies.add("intermediate read: " + list + " of list " + key + " ends within " + writer);
            }
        }
    }

    private DependencyGraph dependencies() {
        var graph = new DependencyGraph(history);
        lists.forEach((key, list) -> {
            for (int i = 1; i < list.size(); i++) {
                graph.add(writers.get(list.get(i - 1)), writers.get(list.get(i)), DependencyGraph.Kind.WRITE_WRITE);
            }
        });
        Map<Integer, Observed> before = new HashMap<>();
        for (Observed transaction : history) {
            if (transaction.outcome() == Outcome.COMMITTED) {
                Observed previous = before.put(transaction.session(), transaction);
                graph.add(previous, transaction, DependencyGraph.Kind.SESSION);
                addReads(graph, transaction);
            }
        }
        return graph;
    }

    private void addReads(DependencyGraph graph, Observed transaction) {
        Map<Integer, List<Integer>> own = new HashMap<>();
        for (Step step : transaction.steps()) {
            if (step instanceof Append append) {
                own.computeIfAbsent(append.key(), key -> new ArrayList<>()).add(append.value());
            } else if (step instanceof Read read) {
                List<Integer> list = external(read.list(), own.getOrDefault(read.key(), List.of()));
                List<Integer> all = list(read.key());
                if (!list.isEmpty()) {
                    Observed writer = writers.get(list.get(list.size() - 1));
                    graph.add(writer, transaction, DependencyGraph.Kind.WRITE_READ);
                }
                if (list.size() < all.size()) {
                    graph.add(transaction, writers.get(all.get(list.size())), DependencyGraph.Kind.READ_WRITE);
                }
            }
        }
    }

    private List<Integer> list(int key) {
        return lists.getOrDefault(key, List.of());
    }

    private static boolean endsWith(List<Integer> list, List<Integer> end) {
        return list.size() >= end.size()
                && list.subList(list.size() - end.size(), list.size()).equals(end);
    }

    private static List<Integer> external(List<Integer> list, List<Integer> own) {
        return list.subList(0, list.size() - own.size());
    }
}
