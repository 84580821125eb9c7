package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/**
 * Compiles Calcite's row expressions to {@link Expression}s. What Calcite has several ways to say (operators of the standard,
 * checked ones, library functions) is found in {@link Functions}. Stateless, thread-safe.
 */
public final class ExpressionCompiler {
    /**
     * The expression, its values of the type that {@code TypeMapping} gives for the node's type.
     *
     * @throws DatabaseException UNSUPPORTED (HYC00) naming what has no evaluator
     */
    public Expression compile(RexNode node) {
        if (node instanceof RexInputRef reference) {
            return new InputColumn(reference.getIndex(), TypeMapping.valueType(node.getType()));
        }
        if (node instanceof RexLiteral literal) {
            return BoundValue.literal(TypeMapping.valueType(node.getType()), Literals.value(literal));
        }
        if (node instanceof RexDynamicParam parameter) {
            int index = parameter.getIndex();
            return BoundValue.of(TypeMapping.valueType(node.getType()), context -> context.parameter(index));
        }
        if (node instanceof RexFieldAccess access && access.getReferenceExpr() instanceof RexCorrelVariable variable) {
            int correlation = variable.id.getId();
            int field = access.getField().getIndex();
            return BoundValue.of(TypeMapping.valueType(node.getType()), context -> context.outer(correlation, field));
        }
        if (node instanceof RexCall call && !(node instanceof RexOver)) {
            return Functions.factory(call).compile(call, this);
        }
        throw unsupported(node.toString());
    }

    /** As {@link #compile(RexNode)}, then cast to the type. */
    public Expression compile(RexNode node, ValueType type) {
        return Casts.cast(compile(node), type);
    }

    /**
     * The value to be stored in a column: as {@link #compile(RexNode, ValueType)}, but a string that is longer than the column
     * allows is an error, even where a cast would cut it.
     */
    public Expression compileAssignment(RexNode node, ValueType type) {
        return Assignment.compile(this, node, type);
    }

    /** A column of the input. */
    public Expression column(int position, ValueType type) {
        return new InputColumn(position, type);
    }

    /** The expression's values as another type's. */
    public Expression cast(Expression expression, ValueType type) {
        return Casts.cast(expression, type);
    }

    /** Two expressions whose values are to be equal, in the form of one type; the order is kept. */
    public List<Expression> comparable(RexNode left, RexNode right) {
        Expression a = compile(left);
        Expression b = compile(right);
        ValueType common = ComparisonFunctions.commonType(a.type(), b.type());
        return List.of(ComparisonFunctions.toCommon(a, common), ComparisonFunctions.toCommon(b, common));
    }

    /** Whether all hold. */
    public Expression and(List<Expression> conditions) {
        return Connective.and(conditions);
    }

    /** Several expressions. */
    public List<Expression> compileAll(List<? extends RexNode> nodes) {
        var expressions = new ArrayList<Expression>(nodes.size());
        for (RexNode node : nodes) {
            expressions.add(compile(node));
        }
        return expressions;
    }

    /** A call whose result is null if an operand is: one row at a time. */
    Expression strict(RexCall call, RowCall.RowFunction function) {
        return RowCall.strict(type(call), compileAll(call.getOperands()), function);
    }

    /** As {@link #strict}, with operands cast to the types given; the last type serves for all further operands. */
    Expression strict(RexCall call, List<ValueType> types, RowCall.RowFunction function) {
        return RowCall.strict(type(call), compileAs(call.getOperands(), types), function);
    }

    /** The expressions cast to types; the last type serves for all further ones. */
    List<Expression> compileAs(List<RexNode> nodes, List<ValueType> types) {
        var expressions = new ArrayList<Expression>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            expressions.add(compile(nodes.get(i), types.get(Math.min(i, types.size() - 1))));
        }
        return expressions;
    }

    static ValueType type(RexNode node) {
        return type(node.getType());
    }

    static ValueType type(RelDataType type) {
        return TypeMapping.valueType(type);
    }

    static DatabaseException unsupported(String what) {
        return new DatabaseException(ErrorCode.UNSUPPORTED, what + " is not supported yet");
    }
}
