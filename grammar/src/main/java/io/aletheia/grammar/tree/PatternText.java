package io.aletheia.grammar.tree;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** Writes time clauses and patterns as SQL text that parses back to the same tree. */
public final class PatternText {
    private PatternText() {}

    /** Writes the clauses of both axes, each with its leading FOR. */
    public static void times(SqlWriter writer, TimeSpecs times) {
        axis(writer, TimeAxis.VALID_TIME, times.validTime());
        axis(writer, TimeAxis.SYSTEM_TIME, times.systemTime());
    }

    private static void axis(SqlWriter writer, TimeAxis axis, @Nullable PeriodSpec spec) {
        if (spec != null) {
            writer.keyword("FOR");
            writer.keyword(axis.name());
            period(writer, spec);
        }
    }

    /** Writes the clause without FOR and axis. */
    public static void period(SqlWriter writer, PeriodSpec spec) {
        switch (spec.kind()) {
            case AS_OF -> {
                writer.keyword("AS OF");
                bound(writer, spec.from());
            }
            case FROM_TO, ONLY_FROM_TO -> {
                writer.keyword(spec.kind() == PeriodSpec.Kind.FROM_TO ? "FROM" : "ONLY FROM");
                bound(writer, spec.from());
                if (spec.to() != null) {
                    writer.keyword("TO");
                    bound(writer, spec.to());
                }
            }
            case BETWEEN -> {
                writer.keyword("BETWEEN");
                bound(writer, spec.from());
                writer.keyword("AND");
                bound(writer, spec.to());
            }
            case CONTAINED_IN -> {
                writer.keyword("CONTAINED IN");
                SqlWriter.Frame frame = writer.startList("(", ")");
                bound(writer, spec.from());
                writer.sep(",", true);
                bound(writer, spec.to());
                writer.endList(frame);
            }
            case ALL -> writer.keyword("ALL");
        }
    }

    private static void bound(SqlWriter writer, @Nullable SqlNode bound) {
        if (bound != null) {
            // A bound is arithmetic: anything that binds more loosely (precedence below 40) is parenthesised.
            bound.unparse(writer, 39, 39);
        }
    }

    static void graphTable(SqlWriter writer, SqlGraphTable table) {
        writer.keyword("GRAPH_TABLE");
        SqlWriter.Frame frame = writer.startList("(", ")");
        if (table.graph() != null) {
            table.graph().unparse(writer, 0, 0);
        }
        times(writer, table.times());
        for (MatchClause clause : table.clauses()) {
            clause(writer, clause, TimeSpecs.NONE);
        }
        SqlGraphTable.RowsPer rows = table.rowsPer();
        if (rows.unit() != SqlGraphTable.RowsPer.Unit.MATCH) {
            writer.keyword("ONE ROW PER");
            writer.keyword(rows.unit().name());
            new SqlNodeList(rows.variables(), table.getParserPosition()).unparse(writer, 1, 1);
        }
        writer.keyword("COLUMNS");
        SqlWriter.Frame columns = writer.startList("(", ")");
        items(writer, table.items());
        writer.endList(columns);
        writer.endList(frame);
    }

    static void matchQuery(SqlWriter writer, SqlMatchQuery query) {
        // As Calcite does with a SELECT: within anything but a query it is parenthesised.
        boolean nested = !writer.inQuery();
        SqlWriter.Frame frame = nested
                ? writer.startList(SqlWriter.FrameTypeEnum.SUB_QUERY, "(", ")")
                : writer.startList(SqlWriter.FrameTypeEnum.SELECT);
        TimeSpecs times = query.times();
        for (MatchClause clause : query.clauses()) {
            clause(writer, clause, times);
            times = TimeSpecs.NONE;
        }
        writer.keyword(query.isDistinct() ? "RETURN DISTINCT" : "RETURN");
        items(writer, query.items());
        writer.endList(frame);
    }

    private static void items(SqlWriter writer, SqlNodeList items) {
        SqlWriter.Frame frame = writer.startList("", "");
        for (SqlNode item : items) {
            writer.sep(",");
            item.unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }

    private static void clause(SqlWriter writer, MatchClause clause, TimeSpecs times) {
        writer.keyword(clause.optional() ? "OPTIONAL MATCH" : "MATCH");
        boolean first = true;
        for (PathPattern path : clause.paths()) {
            if (!first) {
                writer.print(", ");
            }
            first = false;
            path(writer, path);
        }
        times(writer, times);
        if (clause.where() != null) {
            writer.keyword("WHERE");
            clause.where().unparse(writer, 0, 0);
        }
    }

    private static void path(SqlWriter writer, PathPattern path) {
        if (path.variable() != null) {
            path.variable().unparse(writer, 0, 0);
            writer.keyword("=");
        }
        PathPattern.PathSelector selector = path.selector();
        if (selector != null) {
            switch (selector.kind()) {
                case ALL, ANY_SHORTEST, ALL_SHORTEST ->
                    writer.keyword(selector.kind().name().replace('_', ' '));
                case ANY, SHORTEST -> writer.keyword(selector.kind().name() + " " + selector.count());
                case SHORTEST_GROUPS -> writer.keyword("SHORTEST " + selector.count() + " GROUPS");
            }
        }
        if (path.mode() != null) {
            writer.keyword(path.mode().name());
        }
        elements(writer, path.elements());
    }

    private static void elements(SqlWriter writer, List<PatternElement> elements) {
        for (PatternElement element : elements) {
            if (element instanceof PatternElement.Node node) {
                open(writer, "(");
                filler(writer, node.variable(), node.label(), node.properties(), node.times(), node.where());
                writer.print(")");
            } else if (element instanceof PatternElement.Edge edge) {
                open(writer, edge.direction() == PatternElement.Direction.LEFT ? "<-[" : "-[");
                filler(writer, edge.variable(), edge.label(), edge.properties(), edge.times(), edge.where());
                writer.print(edge.direction() == PatternElement.Direction.RIGHT ? "]->" : "]-");
                quantifier(writer, edge.quantifier());
            } else if (element instanceof PatternElement.SubPath sub) {
                open(writer, "(");
                if (sub.mode() != null) {
                    writer.keyword(sub.mode().name());
                }
                elements(writer, sub.elements());
                where(writer, sub.where());
                writer.print(")");
                quantifier(writer, sub.quantifier());
            }
        }
    }

    private static void open(SqlWriter writer, String bracket) {
        writer.print(" " + bracket);
        writer.setNeedWhitespace(false);
    }

    private static void filler(
            SqlWriter writer,
            @Nullable SqlIdentifier variable,
            @Nullable LabelExpression label,
            List<PatternElement.Property> properties,
            TimeSpecs times,
            @Nullable SqlNode where) {
        if (variable != null) {
            variable.unparse(writer, 0, 0);
        }
        if (label != null) {
            writer.keyword("IS");
            writer.setNeedWhitespace(true);
            label(writer, label);
        }
        if (!properties.isEmpty()) {
            writer.print(" {");
            writer.setNeedWhitespace(false);
            boolean first = true;
            for (PatternElement.Property property : properties) {
                if (!first) {
                    writer.print(", ");
                    writer.setNeedWhitespace(false);
                }
                first = false;
                property.name().unparse(writer, 0, 0);
                writer.print(":");
                writer.setNeedWhitespace(true);
                property.value().unparse(writer, 0, 0);
            }
            writer.print("}");
        }
        times(writer, times);
        where(writer, where);
    }

    private static void where(SqlWriter writer, @Nullable SqlNode where) {
        if (where != null) {
            writer.setNeedWhitespace(true);
            writer.keyword("WHERE");
            where.unparse(writer, 0, 0);
        }
    }

    private static void label(SqlWriter writer, LabelExpression label) {
        if (label instanceof LabelExpression.Name name) {
            name.name().unparse(writer, 0, 0);
        } else if (label instanceof LabelExpression.Not not) {
            writer.print("!");
            writer.setNeedWhitespace(false);
            labelOperand(writer, not.operand());
        } else if (label instanceof LabelExpression.And and) {
            labels(writer, and.operands(), "&");
        } else if (label instanceof LabelExpression.Or or) {
            labels(writer, or.operands(), "|");
        } else {
            writer.print("%");
        }
    }

    private static void labels(SqlWriter writer, List<LabelExpression> operands, String operator) {
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) {
                writer.print(" " + operator + " ");
                writer.setNeedWhitespace(false);
            }
            labelOperand(writer, operands.get(i));
        }
    }

    private static void labelOperand(SqlWriter writer, LabelExpression label) {
        boolean compound = label instanceof LabelExpression.And || label instanceof LabelExpression.Or;
        if (compound) {
            open(writer, "(");
        }
        label(writer, label);
        if (compound) {
            writer.print(")");
        }
    }

    private static void quantifier(SqlWriter writer, PatternElement.@Nullable Quantifier quantifier) {
        if (quantifier != null) {
            Integer max = quantifier.max();
            writer.print(
                    String.format(Locale.ROOT, "{%d,%s}", quantifier.min(), max == null ? "" : Integer.toString(max)));
        }
    }
}
