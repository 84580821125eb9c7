package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.PeriodBoundType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The bounds that a computed period has, over the bounds of the periods that it is made of. A null bound makes the result null; a period
 * that does not begin before it ends is PERIOD_EMPTY (22020).
 */
final class PeriodBounds {
    private static final int TIME_PRECISION = 6;

    /** What is computed. */
    enum Operation {
        /** The bounds of a period that is written out. */
        PERIOD(2),
        /** What two periods share; null if that is nothing. */
        INTERSECTION(4),
        /** Two periods that share an instant or meet, in one; PERIOD_EMPTY (22020) if they do neither. */
        UNION(4);

        private final int operands;

        Operation(int operands) {
            this.operands = operands;
        }
    }

    /** Which part of the result. */
    enum Part {
        /** Where it begins. */
        FROM,
        /** Where it ends. */
        TO,
        /** Both, as an array. */
        BOTH
    }

    private static final Map<String, Functions.Function> BY_NAME = define();

    private PeriodBounds() {}

    private static Map<String, Functions.Function> define() {
        var functions = new LinkedHashMap<String, Functions.Function>();
        for (Operation operation : Operation.values()) {
            for (Part part : Part.values()) {
                String name = name(operation, part);
                SqlReturnTypeInference type = binding -> part == Part.BOTH ? array(binding) : bound(binding);
                functions.put(
                        name,
                        new Functions.Function(
                                new PeriodRelation(name, type),
                                (call, compiler) -> compile(call.getOperands(), operation, part, compiler),
                                name));
            }
        }
        return functions;
    }

    private static String name(Operation operation, Part part) {
        return operation.name() + " " + part.name();
    }

    static Collection<Functions.Function> list() {
        return BY_NAME.values();
    }

    static SqlOperator operator(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), name).operator();
    }

    static RelDataType bound(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        SqlTypeName widest = SqlTypeName.DATE;
        boolean ofPeriod = false;
        boolean zoned = false;
        for (int i = 0; i < binding.getOperandCount(); i++) {
            RelDataType operand = binding.getOperandType(i);
            SqlTypeName name = operand.getSqlTypeName();
            ofPeriod |= operand instanceof PeriodBoundType;
            zoned |= name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE && !(operand instanceof PeriodBoundType);
            if (name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
                widest = name;
            } else if (name != SqlTypeName.DATE && widest == SqlTypeName.DATE) {
                widest = SqlTypeName.TIMESTAMP;
            }
        }
        if (ofPeriod && !zoned) {
            return ((AletheiaTypeFactory) factory).createPeriodBoundType(true);
        }
        RelDataType type = widest == SqlTypeName.DATE
                ? factory.createSqlType(widest)
                : factory.createSqlType(widest, TIME_PRECISION);
        return factory.createTypeWithNullability(type, true);
    }

    private static RelDataType array(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        return factory.createTypeWithNullability(factory.createArrayType(bound(binding), -1), true);
    }

    private static Expression compile(
            List<RexNode> operands, Operation operation, Part part, ExpressionCompiler compiler) {
        var bounds = new ArrayList<Expression>();
        for (int i = 0; i < operation.operands; i += 2) {
            bounds.addAll(PeriodFunctions.bounds(operands.subList(i, i + 2), compiler));
        }
        ValueType common = bounds.get(0).type();
        for (Expression bound : bounds) {
            common = ComparisonFunctions.commonType(common, bound.type());
        }
        ValueType type = common;
        if (type.kind() != Kind.DATE && type.kind() != Kind.TIMESTAMP && type.kind() != Kind.TIMESTAMP_TZ) {
            throw PeriodFunctions.noPeriod(type);
        }
        bounds.replaceAll(bound -> ComparisonFunctions.toCommon(bound, type));
        ValueType result = part == Part.BOTH ? ValueType.array(type) : type;
        return RowCall.strict(result, bounds, (arguments, context) -> part(compute(operation, arguments, type), part));
    }

    private static @Nullable Object part(long @Nullable [] period, Part part) {
        if (period == null) {
            return null;
        }
        return switch (part) {
            case FROM -> period[0];
            case TO -> period[1];
            case BOTH -> ArrayValues.list(period[0], period[1]);
        };
    }

    private static long @Nullable [] compute(Operation operation, @Nullable Object[] bounds, ValueType type) {
        long[] p = period(bounds, 0, type);
        if (operation == Operation.PERIOD) {
            return p;
        }
        long[] q = period(bounds, 2, type);
        if (operation == Operation.INTERSECTION) {
            long from = Math.max(p[0], q[0]);
            long to = Math.min(p[1], q[1]);
            return from < to ? new long[] {from, to} : null;
        }
        if (p[1] < q[0] || q[1] < p[0]) {
            throw PeriodFunctions.apart(p, q, type);
        }
        return new long[] {Math.min(p[0], q[0]), Math.max(p[1], q[1])};
    }

    private static long[] period(@Nullable Object[] bounds, int first, ValueType type) {
        long from = (long) Objects.requireNonNull(bounds[first]);
        long to = (long) Objects.requireNonNull(bounds[first + 1]);
        PeriodFunctions.check(from, to, type);
        return new long[] {from, to};
    }
}
