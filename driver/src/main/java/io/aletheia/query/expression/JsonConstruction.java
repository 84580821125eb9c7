package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Objects and arrays made of values. */
public final class JsonConstruction {
    private JsonConstruction() {}

    /** The options, which are a literal: a or n say what becomes of nulls, then for each value v, or j if it is JSON already. */
    static String options(RexCall call) {
        RexNode first = call.getOperands().get(0);
        String options = first instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
        if (options == null || !options.matches("[an]?[vj]*")) {
            throw new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT, call.getOperator().getName() + " takes its options as a literal");
        }
        return options;
    }

    private static boolean isJson(String options, int value) {
        String marks = options.replaceAll("[an]", "");
        return value < marks.length() && marks.charAt(value) == 'j';
    }

    static Expression object(RexCall call, ExpressionCompiler compiler, String options, int from) {
        List<RexNode> nodes =
                call.getOperands().subList(from, call.getOperands().size());
        if (nodes.size() % 2 != 0) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "JSON_OBJECT takes pairs of a name and a value");
        }
        List<Expression> operands = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            operands.add(
                    i % 2 == 0 ? compiler.compile(nodes.get(i), ValueType.VARCHAR) : compiler.compile(nodes.get(i)));
        }
        boolean absent = options.startsWith("a");
        return RowCall.nullable(ExpressionCompiler.type(call), operands, (a, context) -> {
            var text = new StringBuilder("{");
            for (int i = 0; i < a.length; i += 2) {
                if (a[i] == null) {
                    throw new DatabaseException(
                            ErrorCode.INVALID_ARGUMENT, "a member of a JSON object has a name, not NULL");
                }
                if (a[i + 1] != null || !absent) {
                    text.append(text.length() > 1 ? "," : "");
                    JsonText.quote(text, (String) Objects.requireNonNull(a[i]));
                    text.append(':');
                    append(text, operands.get(i + 1).type(), a[i + 1], isJson(options, i / 2), context);
                }
            }
            return text.append('}').toString();
        });
    }

    static Expression array(RexCall call, ExpressionCompiler compiler, String options, int from) {
        List<Expression> operands = compiler.compileAll(
                call.getOperands().subList(from, call.getOperands().size()));
        boolean nulls = options.startsWith("n");
        return RowCall.nullable(ExpressionCompiler.type(call), operands, (a, context) -> {
            var text = new StringBuilder("[");
            for (int i = 0; i < a.length; i++) {
                if (a[i] != null || nulls) {
                    text.append(text.length() > 1 ? "," : "");
                    append(text, operands.get(i).type(), a[i], isJson(options, i), context);
                }
            }
            return text.append(']').toString();
        });
    }

    /** Appends a value: numbers and truths as they are, arrays as arrays, all else as a string unless it is JSON already. */
    public static void append(
            StringBuilder text, ValueType type, @Nullable Object value, boolean json, EvaluationContext context) {
        if (value == null) {
            text.append("null");
            return;
        }
        switch (type.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT -> text.append(value);
            case REAL, DOUBLE -> {
                boolean finite = Double.isFinite((double) value);
                String written = Texts.text(type, value, context);
                if (finite) {
                    text.append(written);
                } else {
                    JsonText.quote(text, written);
                }
            }
            case DECIMAL -> text.append(Texts.text(type, value, context));
            case ARRAY -> {
                String separator = "[";
                for (Object element : (List<?>) value) {
                    text.append(separator);
                    append(text, Objects.requireNonNull(type.element()), element, json, context);
                    separator = ",";
                }
                text.append(separator.equals("[") ? "[]" : "]");
            }
            default -> {
                String written = Texts.text(type, value, context);
                if (json) {
                    JsonText.parse(written);
                    text.append(written);
                } else {
                    JsonText.quote(text, written);
                }
            }
        }
    }
}
