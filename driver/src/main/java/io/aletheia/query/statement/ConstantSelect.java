package io.aletheia.query.statement;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.BatchSource;
import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.exec.PlanStep;
import io.aletheia.query.plan.PlanBasis;
import io.aletheia.query.plan.PlannedColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * The fast lane of {@code SELECT 1} and the like, which pools ask to see whether a connection lives: numbers, strings and truth values. Whatever
 * is not exactly of this form is left to the planner.
 */
final class ConstantSelect {
    private ConstantSelect() {}

    /** The statement bound, or null if it is of another form. Its columns have their labels already. */
    static @Nullable BoundQuery bind(SqlNode query) {
        if (!(query instanceof SqlSelect select)
                || select.getFrom() != null
                || select.getWhere() != null
                || select.getGroup() != null
                || select.getHaving() != null
                || select.getQualify() != null
                || select.isDistinct()
                || !select.getWindowList().isEmpty()) {
            return null;
        }
        var columns = new ArrayList<PlannedColumn>();
        var values = new ArrayList<Object>();
        Set<String> labels = new HashSet<>();
        for (SqlNode item : select.getSelectList()) {
            if (item.getKind() != SqlKind.AS || !(((SqlCall) item).operand(0) instanceof SqlLiteral literal)) {
                return null;
            }
            String label = ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
            SqlValues.Literal constant = switch (literal.getTypeName()) {
                case DECIMAL, CHAR, VARCHAR, BOOLEAN -> SqlValues.of(literal);
                default -> null;
            };
            // The planner gives columns of one name others.
            if (constant == null || constant.value() == null || !labels.add(label.toLowerCase(Locale.ROOT))) {
                return null;
            }
            ValueType type = TypeMapping.shownType(literal.createSqlType(new AletheiaTypeFactory()));
            if (type.kind() == ValueType.Kind.DECIMAL && constant.value() instanceof Long) {
                return null;
            }
            columns.add(new PlannedColumn(label, type, false, null, null, null, false));
            values.add(constant.value());
        }
        return new BoundQuery(
                new ParameterPlan(0),
                columns,
                (transaction, context) -> new OneRow(columns, values),
                true,
                () -> PlanStep.of("Values", PlanStep.with("rows", "1"), List.of()),
                PlanBasis.NONE);
    }

    /** A row. */
    private static final class OneRow implements BatchSource {
        private @Nullable Batch row;

        OneRow(List<PlannedColumn> columns, List<Object> values) {
            var vectors = new ColumnVector[values.size()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = ColumnVector.of(columns.get(i).type());
                vectors[i].setObject(0, values.get(i));
            }
            row = new Batch(vectors);
            row.setSize(1);
        }

        @Override
        public @Nullable Batch next() {
            Batch given = row;
            row = null;
            return given;
        }

        @Override
        public void close() {
            row = null;
        }
    }
}
