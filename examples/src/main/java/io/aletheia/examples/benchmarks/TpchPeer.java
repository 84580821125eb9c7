package io.aletheia.examples.benchmarks;

import java.util.List;
import java.util.function.UnaryOperator;

/** A database that TPC-H is measured in, in memory, and what it wants to be told. */
enum TpchPeer {
    ALETHEIA("Aletheia", "jdbc:aletheia:mem:tpch;durability=ASYNC", List.of(), UnaryOperator.identity()),
    DUCKDB("DuckDB", "jdbc:duckdb:", List.of(), UnaryOperator.identity()),
    /** With indexes over its foreign keys. */
    SQLITE("SQLite", "jdbc:sqlite::memory:", Indexes.STATEMENTS, TpchPeer::forSqlite),
    /** With indexes over its foreign keys, and without its habit of giving the last result again. */
    H2("H2", "jdbc:h2:mem:tpch;OPTIMIZE_REUSE_RESULTS=0", Indexes.STATEMENTS, UnaryOperator.identity());

    /** For those that join by indexes alone. */
    private static final class Indexes {
        static final List<String> STATEMENTS = List.of(
                "CREATE INDEX lineitem_part ON lineitem (l_partkey, l_suppkey)",
                "CREATE INDEX lineitem_supplier ON lineitem (l_suppkey)",
                "CREATE INDEX partsupp_supplier ON partsupp (ps_suppkey)",
                "CREATE INDEX orders_customer ON orders (o_custkey)",
                "CREATE INDEX customer_nation ON customer (c_nationkey)",
                "CREATE INDEX supplier_nation ON supplier (s_nationkey)",
                "CREATE INDEX nation_region ON nation (n_regionkey)",
                "ANALYZE");

        private Indexes() {}
    }

    final String title;
    final String url;

    @SuppressWarnings("ImmutableEnumChecker") // From List.of.
    final List<String> afterLoad;

    @SuppressWarnings("ImmutableEnumChecker") // Has no state.
    final UnaryOperator<String> dialect;

    TpchPeer(String title, String url, List<String> afterLoad, UnaryOperator<String> dialect) {
        this.title = title;
        this.url = url;
        this.afterLoad = afterLoad;
        this.dialect = dialect;
    }

    /** Dates are text there, and decimals are doubles, of which 0.06 + 0.01 is less than 0.07. */
    private static String forSqlite(String sql) {
        return sql.replace("0.06 - 0.01", "0.05")
                .replace("0.06 + 0.01", "0.07")
                .replaceAll("DATE ('[-0-9]+') ([-+]) INTERVAL '(\\d+)' (\\w+)", "date($1, '$2$3 $4')")
                .replaceAll("DATE ('[-0-9]+')", "$1")
                .replaceAll("EXTRACT\\(YEAR FROM (\\w+)\\)", "CAST(strftime('%Y', $1) AS INTEGER)")
                .replaceAll("SUBSTRING\\((\\w+) FROM (\\d+) FOR (\\d+)\\)", "substr($1, $2, $3)");
    }
}
