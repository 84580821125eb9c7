package io.aletheia.query.exec;

import io.aletheia.query.plan.Expand;
import io.aletheia.query.plan.HashJoin;
import io.aletheia.query.plan.KeyFilter;
import io.aletheia.query.plan.NodeAccess;
import io.aletheia.query.plan.TableRead;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/** How EXPLAIN names an operator, after what runs, and says what it does, with the names of columns. For one expression. */
final class StepText {
    private final RelNode rel;
    private final ColumnNames columns;
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    private StepText(RelNode rel) {
        this.rel = rel;
        this.columns = ColumnNames.ofInputs(rel);
    }

    /** The step that an expression became. */
    static PlanStep of(
            RelNode rel, ExecutablePlan plan, double estimatedRows, @Nullable Measure measure, List<PlanStep> inputs) {
        var text = new StepText(rel);
        String name = text.name(plan);
        text.describe(plan);
        return new PlanStep(name, text.attributes, estimatedRows, measure, inputs);
    }

    private String name(ExecutablePlan plan) {
        if (rel instanceof TableRead read) {
            return read.key() != null ? "KeyLookup" : read.indexes().isEmpty() ? "TableScan" : "IndexLookup";
        } else if (plan instanceof JoinOperator join) {
            return join.isHashed() ? "HashJoin" : "NestedLoopJoin";
        } else if (plan instanceof MarkJoinOperator) {
            return "HashJoin";
        } else if (rel instanceof Correlate) {
            return "LoopJoin";
        } else if (rel instanceof Aggregate aggregate) {
            return aggregate.getGroupSet().isEmpty() ? "Aggregate" : "HashAggregate";
        } else if (rel instanceof Sort sort) {
            boolean ordered = !sort.getCollation().getFieldCollations().isEmpty();
            return !ordered ? "Limit" : sort.fetch == null ? "Sort" : "TopSort";
        } else if (rel instanceof Minus) {
            return "Except";
        } else if (rel instanceof Uncollect) {
            return "Unnest";
        } else if (rel instanceof RepeatUnion) {
            return "Recursion";
        } else if (rel instanceof TableScan) {
            return rel.getTable() != null && rel.getTable().unwrap(TransientTable.class) != null
                    ? "LastRound"
                    : "GivenRows";
        }
        String name = rel.getRelTypeName();
        return name.startsWith("Logical") ? name.substring("Logical".length()) : name;
    }

    private void describe(ExecutablePlan plan) {
        if (rel instanceof Project project) {
            attributes.put("columns", projected(project));
        } else if (rel instanceof Aggregate aggregate) {
            aggregate(aggregate);
        } else if (rel instanceof Sort sort) {
            sort(sort);
        } else if (rel instanceof Correlate correlate) {
            attributes.put("type", type(correlate.getJoinType()));
            attributes.put("again", "right");
        } else if (rel instanceof Join join) {
            attributes.put("condition", columns.text(join.getCondition()));
            attributes.put("type", type(join.getJoinType()));
            boolean keepsLeft = plan instanceof MarkJoinOperator;
            boolean isHashed = keepsLeft || (plan instanceof JoinOperator hashed && hashed.isHashed());
            attributes.put(isHashed ? "build" : "keep", keepsLeft ? "left" : "right");
            if (join instanceof HashJoin hash && hash.told() >= 0) {
                attributes.put("tells", "filter " + (hash.told() + 1));
            }
        } else if (rel instanceof KeyFilter filter) {
            attributes.put("filter", String.valueOf(filter.number() + 1));
            attributes.put("keys", filter.columns().stream().map(columns::name).toList());
        } else {
            rel.explain(new Terms());
        }
    }

    private static String type(JoinRelType type) {
        return type.lowerName;
    }

    private List<String> projected(Project project) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < project.getProjects().size(); i++) {
            String name = project.getRowType().getFieldNames().get(i);
            String text = columns.text(project.getProjects().get(i));
            texts.add(text.equals(name) || name.startsWith("EXPR$") ? text : text + " AS " + name);
        }
        return texts;
    }

    private void aggregate(Aggregate aggregate) {
        List<String> groups = new ArrayList<>();
        aggregate.getGroupSet().forEach(column -> groups.add(columns.name(column)));
        if (!groups.isEmpty()) {
            attributes.put("group", groups);
        }
        if (aggregate.getGroupSets().size() > 1) {
            attributes.put("sets", String.valueOf(aggregate.getGroupSets().size()));
        }
        List<String> functions = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            List<String> arguments =
                    call.getArgList().stream().map(columns::name).toList();
            functions.add(call.getAggregation().getName() + "(" + (call.isDistinct() ? "DISTINCT " : "")
                    + (arguments.isEmpty() && call.rexList.isEmpty() ? "*" : String.join(", ", arguments)) + ")"
                    + (call.filterArg < 0 ? "" : " FILTER " + columns.name(call.filterArg)));
        }
        if (!functions.isEmpty()) {
            attributes.put("functions", functions);
        }
    }

    private void sort(Sort sort) {
        List<String> order = new ArrayList<>();
        for (RelFieldCollation collation : sort.getCollation().getFieldCollations()) {
            order.add(columns.name(collation.getFieldIndex())
                    + (collation.direction.isDescending() ? " DESC" : "")
                    + switch (collation.nullDirection) {
                        case FIRST -> " NULLS FIRST";
                        case LAST -> " NULLS LAST";
                        case UNSPECIFIED -> "";
                    });
        }
        if (!order.isEmpty()) {
            attributes.put("order", order);
        }
        if (sort.offset != null) {
            attributes.put("offset", columns.text(sort.offset));
        }
        if (sort.fetch != null) {
            attributes.put("fetch", columns.text(sort.fetch));
        }
    }

    /** Takes what the expression says of itself, but for its inputs. */
    private final class Terms extends RelWriterImpl {
        Terms() {
            super(new PrintWriter(Writer.nullWriter()), SqlExplainLevel.EXPPLAN_ATTRIBUTES, false);
        }

        @Override
        protected void explain_(RelNode node, List<Pair<String, @Nullable Object>> values) {
            for (Pair<String, @Nullable Object> value : values) {
                if (value.right != null && !(value.right instanceof RelNode)) {
                    boolean isList = value.left.equals("columns");
                    attributes.put(value.left, isList ? list(value.right.toString()) : value(value.right));
                }
            }
            if (rel instanceof Expand || rel instanceof NodeAccess) {
                attributes.computeIfPresent("at", (key, column) -> columns.named(column.toString()));
            }
        }

        /** The columns of a read come as the text of a list. */
        private List<String> list(String text) {
            return List.of(text.replaceAll("^\\[|]$", "").split(", "));
        }

        private Object value(Object value) {
            if (value instanceof RexNode node) {
                return columns.text(node);
            } else if (value instanceof List<?> list) {
                return list.stream().map(each -> value(each).toString()).toList();
            }
            return ColumnNames.plain(value.toString());
        }
    }
}
