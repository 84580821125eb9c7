package io.aletheia.query.expression;

import io.aletheia.engine.model.ColumnVector;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.DoubleVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LongVector;
import io.aletheia.engine.model.ValueType;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The four operations, remainder and sign, checked: NUMERIC_OUT_OF_RANGE (22003), DIVISION_BY_ZERO (22012). */
final class Arithmetic {
    /** Which operation. */
    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER
    }

    private Arithmetic() {}

    /** The kernel for two operands that are in the physical form of the result. */
    static Kernel binary(Operation operation, ValueType type) {
        return switch (type.physical()) {
            case LONG -> longs(operation, type);
            case DOUBLE -> doubles(operation, type);
            case DECIMAL -> DecimalArithmetic.binary(operation, type);
            case OBJECT -> ofNulls(type);
        };
    }

    private static Kernel longs(Operation operation, ValueType type) {
        return (arguments, result, rows, context) -> {
            long[] a = ((LongVector) arguments[0]).values();
            long[] b = ((LongVector) arguments[1]).values();
            long[] out = ((LongVector) result).values();
            try {
                longLoop(operation, a, b, out, rows);
            } catch (ArithmeticException e) {
                throw outOfRange(type, e);
            }
            Numbers.checkRange(type, out, rows);
        };
    }

    private static void longLoop(Operation operation, long[] a, long[] b, long[] out, Rows rows) {
        int[] index = rows.index();
        int count = rows.count();
        switch (operation) {
            case ADD -> {
                for (int i = 0; i < count; i++) {
                    int row = index[i];
                    out[row] = Math.addExact(a[row], b[row]);
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < count; i++) {
                    int row = index[i];
                    out[row] = Math.subtractExact(a[row], b[row]);
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < count; i++) {
                    int row = index[i];
                    out[row] = Math.multiplyExact(a[row], b[row]);
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < count; i++) {
                    int row = index[i];
                    checkDivisor(b[row] == 0);
                    // The one quotient that does not fit is that of the least number and -1.
                    out[row] = b[row] == -1 ? Math.negateExact(a[row]) : a[row] / b[row];
                }
            }
            case REMAINDER -> {
                for (int i = 0; i < count; i++) {
                    int row = index[i];
                    checkDivisor(b[row] == 0);
                    out[row] = a[row] % b[row];
                }
            }
        }
    }

    private static Kernel doubles(Operation operation, ValueType type) {
        return (arguments, result, rows, context) -> {
            double[] a = ((DoubleVector) arguments[0]).values();
            double[] b = ((DoubleVector) arguments[1]).values();
            double[] out = ((DoubleVector) result).values();
            int[] index = rows.index();
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                double x = a[row];
                double y = b[row];
                double value = Numbers.round(type, apply(operation, x, y));
                if (Double.isInfinite(value) && !Double.isInfinite(x) && !Double.isInfinite(y)) {
                    throw outOfRange(type, null);
                }
                out[row] = value;
            }
        };
    }

    private static double apply(Operation operation, double x, double y) {
        return switch (operation) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> {
                checkDivisor(y == 0);
                yield x / y;
            }
            case REMAINDER -> {
                checkDivisor(y == 0);
                yield x % y;
            }
        };
    }

    /** NULL without a type of its own is taken for text; there is nothing else that such a kernel is asked for. */
    private static Kernel ofNulls(ValueType type) {
        return (arguments, result, rows, context) -> {
            if (rows.count() > 0) {
                throw new IllegalStateException("no arithmetic of " + type);
            }
        };
    }

    /** The kernel of the unary minus; the operand is in the physical form of the result. */
    static Kernel negate(ValueType type) {
        return switch (type.physical()) {
            case LONG ->
                (arguments, result, rows, context) -> {
                    long[] a = ((LongVector) arguments[0]).values();
                    long[] out = ((LongVector) result).values();
                    for (int i = 0; i < rows.count(); i++) {
                        int row = rows.index()[i];
                        if (a[row] == Long.MIN_VALUE) {
                            throw outOfRange(type, null);
                        }
                        out[row] = -a[row];
                    }
                    Numbers.checkRange(type, out, rows);
                };
            case DOUBLE -> doubleFunction(type, x -> -x);
            case DECIMAL ->
                (arguments, result, rows, context) ->
                        DecimalArithmetic.negate((DecimalVector) arguments[0], (DecimalVector) result, rows);
            case OBJECT -> ofNulls(type);
        };
    }

    /** A function of a floating-point number whose result is to be finite if its operand is. */
    static Kernel doubleFunction(ValueType type, DoubleUnaryOperator function) {
        return (ColumnVector[] arguments, ColumnVector result, Rows rows, EvaluationContext context) -> {
            double[] a = ((DoubleVector) arguments[0]).values();
            double[] out = ((DoubleVector) result).values();
            for (int i = 0; i < rows.count(); i++) {
                int row = rows.index()[i];
                out[row] = Numbers.round(type, function.applyAsDouble(a[row]));
                if (Double.isInfinite(out[row]) && !Double.isInfinite(a[row])) {
                    throw outOfRange(type, null);
                }
            }
        };
    }

    private static void checkDivisor(boolean isZero) {
        if (isZero) {
            throw new DatabaseException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        }
    }

    private static DatabaseException outOfRange(ValueType type, @Nullable ArithmeticException cause) {
        return new DatabaseException(ErrorCode.NUMERIC_OUT_OF_RANGE, "the result is out of range for " + type, cause);
    }
}
