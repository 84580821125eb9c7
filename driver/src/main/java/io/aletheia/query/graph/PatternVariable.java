package io.aletheia.query.graph;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A node or an edge of a pattern, in however many places its name stands. Not thread-safe. */
final class PatternVariable {
    private final String alias;
    private final boolean named;
    private final boolean edge;
    private final SqlParserPos position;
    private final List<SqlNode> conditions = new ArrayList<>();
    private @Nullable TableDefinition table;
    private TimeSpecs times = TimeSpecs.NONE;
    private boolean bound;
    private boolean hasKey;
    private boolean indexed;

    PatternVariable(String alias, boolean named, boolean edge, SqlParserPos position) {
        this.alias = alias;
        this.named = named;
        this.edge = edge;
        this.position = position;
    }

    String alias() {
        return alias;
    }

    boolean isNamed() {
        return named;
    }

    boolean isEdge() {
        return edge;
    }

    SqlParserPos position() {
        return position;
    }

    /** The table that its label is; null until it is known. */
    @Nullable
    TableDefinition table() {
        return table;
    }

    void setTable(TableDefinition table) {
        this.table = table;
    }

    /** Whether its rows have valid time; true until its table is known. */
    boolean hasValidTime() {
        return table == null || table.options().validTime();
    }

    /** Conditions written in the element itself. */
    List<SqlNode> conditions() {
        return conditions;
    }

    /** Its own time clauses. */
    TimeSpecs times() {
        return times;
    }

    void setTimes(TimeSpecs times) {
        this.times = times;
    }

    /** Whether it stands in FROM already. */
    boolean isBound() {
        return bound;
    }

    void bind() {
        bound = true;
    }

    /** Whether a condition gives its primary key, so that it is a good place to start from. */
    boolean hasKey() {
        return hasKey;
    }

    void setHasKey() {
        hasKey = true;
    }

    /** Whether a condition gives the first column of an index, so that it is a place to start from if no key is given. */
    boolean isIndexed() {
        return indexed;
    }

    void setIsIndexed() {
        indexed = true;
    }

    /** A column of it. */
    SqlIdentifier column(String name) {
        return new SqlIdentifier(List.of(alias, name), position);
    }
}
