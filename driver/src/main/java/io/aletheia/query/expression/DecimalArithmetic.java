package io.aletheia.query.expression;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.expression.Arithmetic.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Arithmetic of decimals: in {@code long}s where both operands and the result fit, else row by row with {@link BigDecimal}. Both
 * ways give the same numbers and errors.
 */
final class DecimalArithmetic {
    private DecimalArithmetic() {}

    /** The kernel for two operands that are DECIMALs of any scale. */
    static Kernel binary(Operation operation, ValueType type) {
        return (arguments, result, rows, context) -> {
            DecimalVector a = (DecimalVector) arguments[0];
            DecimalVector b = (DecimalVector) arguments[1];
            DecimalVector out = (DecimalVector) result;
            int done = a.mayHaveAside() || b.mayHaveAside() ? 0 : fast(operation, a, b, out, rows);
            int[] index = rows.index();
            for (int i = done; i < rows.count(); i++) {
                int row = index[i];
                out.set(row, apply(operation, a.decimal(row), b.decimal(row), type));
            }
        };
    }

    /** Computes rows in {@code long}s, in order, and says before which one that could not be done. */
    private static int fast(Operation operation, DecimalVector a, DecimalVector b, DecimalVector out, Rows rows) {
        int scaleA = a.type().scale();
        int scaleB = b.type().scale();
        int scale = out.type().scale();
        return switch (operation) {
            case ADD, SUBTRACT -> {
                long powerA = Decimals.power(scale - scaleA);
                long powerB = Decimals.power(scale - scaleB);
                yield powerA == 0 || powerB == 0
                        ? 0
                        : sums(
                                a.unscaled(),
                                powerA,
                                b.unscaled(),
                                operation == Operation.ADD ? powerB : -powerB,
                                out,
                                rows);
            }
            case MULTIPLY -> scale == scaleA + scaleB ? products(a.unscaled(), b.unscaled(), out, rows) : 0;
            case DIVIDE -> {
                long power = Decimals.power(scale - scaleA + scaleB);
                yield power == 0 ? 0 : quotients(a.unscaled(), power, b.unscaled(), out, rows);
            }
            case REMAINDER -> 0;
        };
    }

    private static int sums(long[] a, long powerA, long[] b, long powerB, DecimalVector out, Rows rows) {
        long max = Decimals.unscaledMax(out.type());
        long[] to = out.unscaled();
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            long x = a[row] * powerA;
            long y = b[row] * powerB;
            long sum = x + y;
            boolean wrong = ((x ^ sum) & (y ^ sum)) < 0
                    || (powerA != 1 && Decimals.overflows(a[row], powerA))
                    || (powerB != 1 && Decimals.overflows(b[row], powerB));
            if (wrong || sum > max || sum < -max) {
                return i;
            }
            to[row] = sum;
        }
        return rows.count();
    }

    private static int products(long[] a, long[] b, DecimalVector out, Rows rows) {
        long max = Decimals.unscaledMax(out.type());
        long[] to = out.unscaled();
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            long product = a[row] * b[row];
            if (Decimals.overflows(a[row], b[row]) || product > max || product < -max) {
                return i;
            }
            to[row] = product;
        }
        return rows.count();
    }

    private static int quotients(long[] a, long power, long[] b, DecimalVector out, Rows rows) {
        long max = Decimals.unscaledMax(out.type());
        long[] to = out.unscaled();
        int[] index = rows.index();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            long number = a[row] * power;
            if (b[row] == 0
                    || b[row] == Long.MIN_VALUE
                    || number == Long.MIN_VALUE
                    || Decimals.overflows(a[row], power)) {
                return i;
            }
            long quotient = Decimals.dividedHalfUp(number, b[row]);
            if (quotient > max || quotient < -max) {
                return i;
            }
            to[row] = quotient;
        }
        return rows.count();
    }

    private static BigDecimal apply(Operation operation, BigDecimal x, BigDecimal y, ValueType type) {
        BigDecimal value = switch (operation) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.subtract(y);
            case MULTIPLY -> x.multiply(y);
            case DIVIDE -> {
                checkDivisor(y);
                yield x.divide(y, type.scale(), RoundingMode.HALF_UP);
            }
            case REMAINDER -> {
                checkDivisor(y);
                yield x.remainder(y);
            }
        };
        return Numbers.fit(type, value);
    }

    private static void checkDivisor(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new DatabaseException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        }
    }

    /** The kernel of the unary minus. */
    static void negate(DecimalVector a, DecimalVector out, Rows rows) {
        int[] index = rows.index();
        boolean fits = !a.mayHaveAside() && a.type().scale() == out.type().scale();
        for (int i = 0; i < rows.count(); i++) {
            int row = index[i];
            if (fits && a.unscaled()[row] != Long.MIN_VALUE) {
                out.set(row, -a.unscaled()[row]);
            } else {
                out.set(row, a.decimal(row).negate());
            }
        }
    }

    /** The kernel that makes a DECIMAL one of another precision and scale, rounding half up. */
    static Kernel rescale(ValueType from, ValueType to) {
        int grow = to.scale() - from.scale();
        long power = Decimals.power(Math.abs(grow));
        long max = Decimals.unscaledMax(to);
        return (arguments, result, rows, context) -> {
            DecimalVector in = (DecimalVector) arguments[0];
            DecimalVector out = (DecimalVector) result;
            int[] index = rows.index();
            for (int i = 0; i < rows.count(); i++) {
                int row = index[i];
                if (power != 0 && !in.isAside(row)) {
                    long number = in.unscaled()[row];
                    boolean fits = number != Long.MIN_VALUE && (grow <= 0 || !Decimals.overflows(number, power));
                    long scaled = grow < 0 ? Decimals.dividedHalfUp(number, power) : number * power;
                    if (fits && scaled <= max && scaled >= -max) {
                        out.set(row, scaled);
                        continue;
                    }
                }
                out.set(row, Numbers.fit(to, in.decimal(row)));
            }
        };
    }
}
