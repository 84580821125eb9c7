package io.aletheia.query.graph;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.grammar.tree.MatchClause;
import io.aletheia.grammar.tree.PathPattern;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlGraphTable;
import io.aletheia.grammar.tree.SqlMatchQuery;
import io.aletheia.grammar.tree.SqlPatternQuery;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Turns the patterns in a syntax tree into SELECTs over joins of node and edge tables, before anything is validated.
 *
 * <pre>
 * before: MATCH (a:person)-[e:knows]->(b) WHERE a.id = 1 RETURN b.name
 * after:  SELECT b.name FROM person AS a JOIN knows AS e ON e.$source = a.$entity
 *         JOIN person AS b ON b.$entity = e.$target WHERE a.id = 1
 * </pre>
 *
 * Not thread-safe; for one statement.
 */
public final class PatternRewriter extends SqlShuttle {
    private final CatalogVersion catalog;
    private final TimeSpecs defaults;
    private boolean found;

    /**
     * A rewriter.
     *
     * @param catalog the tables, which are the labels
     * @param defaults the clauses that hold for tables without any, to know whether they are instants
     */
    public PatternRewriter(CatalogVersion catalog, TimeSpecs defaults) {
        this.catalog = catalog;
        this.defaults = defaults;
    }

    /** The tree without patterns. */
    public SqlNode rewrite(SqlNode node) {
        return Objects.requireNonNull(node.accept(this));
    }

    /** Whether there was a pattern. */
    public boolean found() {
        return found;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        return call instanceof SqlPatternQuery pattern ? select(pattern) : super.visit(call);
    }

    private SqlNode select(SqlPatternQuery pattern) {
        found = true;
        PatternPath.refuse(pattern.graph() != null, "a named graph");
        if (pattern instanceof SqlGraphTable table) {
            PatternPath.refuse(
                    table.rowsPer().unit() != SqlGraphTable.RowsPer.Unit.MATCH,
                    "ONE ROW PER " + table.rowsPer().unit());
        }
        var variables = new PatternVariables(catalog);
        var paths = new ArrayList<PatternPath>();
        var conditions = new ArrayList<SqlNode>();
        for (MatchClause clause : pattern.clauses()) {
            PatternPath.refuse(clause.optional(), "OPTIONAL MATCH");
            for (PathPattern path : clause.paths()) {
                paths.add(PatternPath.of(path, variables));
            }
            if (clause.where() != null) {
                conditions.add(clause.where());
            }
        }
        variables.inferLabels(paths);
        if (pattern.times().validTime() != null && variables.all().stream().noneMatch(PatternVariable::hasValidTime)) {
            throw new DatabaseException(
                    ErrorCode.INVALID_STATEMENT,
                    "no table of the pattern has valid time (VALID_TIME = OFF), so it has no FOR VALID_TIME");
        }
        StartingPoints.mark(variables, conditions);
        var joins = new PatternJoins(pattern.times());
        paths.forEach(joins::add);
        variables.all().forEach(variable -> conditions.addAll(variable.conditions()));
        if (!isInstant(pattern.times().validTime(), defaults.validTime())) {
            PeriodConditions.addOverlaps(
                    conditions,
                    variables.all(),
                    "_valid_from",
                    "_valid_to",
                    v -> v.times().validTime() == null && v.hasValidTime());
        }
        if (!isInstant(pattern.times().systemTime(), defaults.systemTime())) {
            PeriodConditions.addOverlaps(
                    conditions,
                    variables.all(),
                    "_system_from",
                    "_system_to",
                    v -> v.times().systemTime() == null);
        }
        return select(pattern, variables, joins.from(), conditions);
    }

    private static boolean isInstant(@Nullable PeriodSpec own, @Nullable PeriodSpec inherited) {
        PeriodSpec spec = own == null ? inherited : own;
        return spec == null || spec.kind() == PeriodSpec.Kind.AS_OF;
    }

    private SqlSelect select(
            SqlPatternQuery pattern, PatternVariables variables, SqlNode from, List<SqlNode> conditions) {
        SqlParserPos position = pattern.getParserPosition();
        SqlNodeList items = items(pattern, variables);
        SqlNodeList keywords = SqlNodeList.EMPTY;
        SqlNodeList groupBy = null;
        if (pattern instanceof SqlMatchQuery match) {
            if (match.isDistinct()) {
                keywords = new SqlNodeList(List.of(SqlSelectKeyword.DISTINCT.symbol(position)), position);
            }
            groupBy = GroupKeys.of(match, items);
        }
        SqlNode where = conditions.isEmpty()
                ? null
                : conditions.stream()
                        .map(condition -> Objects.requireNonNull(condition.accept(new ElementIds(variables, this))))
                        .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(position, a, b))
                        .orElseThrow();
        return new SqlSelect(position, keywords, items, from, where, groupBy, null, null, null, null, null, null, null);
    }

    /** The select items: {@code *} stands for the named variables only. */
    private SqlNodeList items(SqlPatternQuery pattern, PatternVariables variables) {
        var items = new ArrayList<SqlNode>();
        for (SqlNode item : pattern.items()) {
            if (item instanceof SqlIdentifier identifier && identifier.isStar() && identifier.names.size() == 1) {
                for (PatternVariable variable : variables.all()) {
                    if (variable.isNamed()) {
                        items.add(SqlIdentifier.star(
                                List.of(variable.alias(), ""),
                                item.getParserPosition(),
                                List.of(item.getParserPosition(), item.getParserPosition())));
                    }
                }
            } else {
                items.add(Objects.requireNonNull(item.accept(new ElementIds(variables, this))));
            }
        }
        return new SqlNodeList(items, pattern.items().getParserPosition());
    }

    /** Puts the id's column in the place of ELEMENT_ID(variable). */
    private static final class ElementIds extends SqlShuttle {
        private final PatternVariables variables;
        private final PatternRewriter inner;

        ElementIds(PatternVariables variables, PatternRewriter inner) {
            this.variables = variables;
            this.inner = inner;
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            if (call instanceof SqlPatternQuery) {
                return call.accept(inner);
            }
            if (call.getKind() == SqlKind.OTHER_FUNCTION
                    && call.getOperator().getName().equalsIgnoreCase("ELEMENT_ID")
                    && call.operandCount() == 1
                    && call.operand(0) instanceof SqlIdentifier identifier) {
                PatternVariable variable = variables.find(Util.last(identifier.names));
                if (variable != null && identifier.isSimple()) {
                    return variable.column("$entity");
                }
            }
            return super.visit(call);
        }
    }
}
