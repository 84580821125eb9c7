package io.aletheia.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdjacencyTest {
    @Test
    void keepsTheEdgesOfEveryNodeInTheOrderOfTheirMaking() {
        for (long seed = 1; seed <= 5; seed++) {
            var random = new Random(seed);
            var adjacency = new Adjacency();
            var model = new HashMap<Long, List<Long>>();
            for (long edge = 1; edge <= 20_000; edge++) {
                // Few nodes get many edges.
                long node = 1 + (long) (Math.pow(random.nextDouble(), 4) * 500);
                long neighbour = 1L + random.nextInt(1000);
                adjacency.add(node, neighbour, edge);
                var pairs = model.computeIfAbsent(node, key -> new ArrayList<>());
                pairs.add(neighbour);
                pairs.add(edge);
            }
            for (long node = 0; node <= 510; node++) {
                assertThat(pairs(adjacency, node))
                        .as("seed %d node %d", seed, node)
                        .isEqualTo(model.getOrDefault(node, List.of()));
            }
        }
    }

    @Test
    void aSuperNodeHoldsAsManyAsItIsGiven() {
        var adjacency = new Adjacency();
        int degree = 100_000;
        for (long edge = 1; edge <= degree; edge++) {
            adjacency.add(42, edge + 7, edge);
        }

        assertThat(adjacency.degree(42)).isEqualTo(degree);
        long edge = 0;
        int wrong = 0;
        for (var cursor = adjacency.at(42); cursor.next(); ) {
            edge++;
            wrong += cursor.edgeId() == edge && cursor.neighbourId() == edge + 7 ? 0 : 1;
        }
        assertThat(edge).isEqualTo(degree);
        assertThat(wrong).isZero();
        assertThat(adjacency.at(41).next()).isFalse();
    }

    @Test
    void anIdThatWasNeverUsedHasNoEdges() {
        var adjacency = new Adjacency();
        adjacency.add(1, 2, 3);

        assertThat(adjacency.degree(0)).isZero();
        assertThat(adjacency.degree(1_000_000_000L)).isZero();
        assertThat(adjacency.at(-1).next()).isFalse();
    }

    @Test
    void whoWalksWhileEdgesAreAddedSeesAPrefix() throws InterruptedException {
        var adjacency = new Adjacency();
        int count = 50_000;
        var wrong = new AtomicInteger();
        var reader = new Thread(() -> {
            int seen = 0;
            while (seen < count) {
                int known = adjacency.degree(1);
                seen = 0;
                for (var cursor = adjacency.at(1); cursor.next(); ) {
                    seen++;
                    if (cursor.edgeId() != seen || cursor.neighbourId() != seen + 1L) {
                        wrong.incrementAndGet();
                    }
                }
                if (seen < known) {
                    wrong.incrementAndGet();
                }
            }
        });
        reader.start();
        for (long edge = 1; edge <= count; edge++) {
            adjacency.add(1, edge + 1, edge);
        }
        reader.join();

        assertThat(wrong).hasValue(0);
    }

    private static List<Long> pairs(Adjacency adjacency, long node) {
        var pairs = new ArrayList<Long>();
        for (var cursor = adjacency.at(node); cursor.next(); ) {
            pairs.add(cursor.neighbourId());
            pairs.add(cursor.edgeId());
        }
        return pairs;
    }
}
