package io.aletheia.grammar;

import io.aletheia.grammar.tree.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time from text to statement, warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParseBenchmark {
    private static final Map<String, String> STATEMENTS = Map.of(
            "point",
            "SELECT * FROM person WHERE id = ?",
            "join",
            "SELECT p.name, SUM(o.amount) FROM person p JOIN orders o ON o.person_id = p.id WHERE o.amount > 500 GROUP BY p.name",
            "fiveWay",
            "SELECT a.x, b.y, c.z, COUNT(*) FROM a JOIN b ON a.id = b.aid JOIN c ON b.id = c.bid JOIN d ON d.id = c.did"
                    + " JOIN e ON e.id = d.eid WHERE a.k = 1 AND b.m BETWEEN 2 AND 3 GROUP BY a.x, b.y, c.z ORDER BY 4 DESC LIMIT 10",
            "pattern",
            "MATCH (a:person {id: ?})-[k:knows]->{1,4}(b:person) FOR VALID_TIME AS OF ? WHERE b.age > 30"
                    + " RETURN a.name, b.name, COUNT(*) AS n ORDER BY n DESC LIMIT 10",
            "insert",
            "INSERT INTO t (id, name, city) VALUES (?, ?, ?)");

    @Param({"point", "join", "fiveWay", "pattern", "insert"})
    private String name = "point";

    private String sql = "";

    /** Picks the statement. */
    @Setup
    public void pick() {
        sql = Objects.requireNonNull(STATEMENTS.get(name));
    }

    /** Parses it. */
    @Benchmark
    public Statement parse() {
        return AletheiaSql.parse(sql);
    }
}
