package io.aletheia.query.expression;

import io.aletheia.engine.model.DecimalVector;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;

/**
 * Decimal numbers without their point, in {@code long}s: what is done with them as long as nothing overflows. Whoever finds that a
 * number does not fit goes on with {@link BigDecimal}.
 */
public final class Decimals {
    /** Ten to the power of its index. */
    private static final long[] POWERS = new long[ValueType.DECIMAL_LONG_DIGITS_MAX + 1];

    /** A number up to this is exact in floating point, and so is its quotient by a power of ten once rounded. */
    private static final long DOUBLE_EXACT_MAX = 1L << 53;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** Ten to a power; 0 if that does not fit. */
    static long power(int exponent) {
        return exponent >= 0 && exponent < POWERS.length ? POWERS[exponent] : 0;
    }

    /** Whether the product does not fit a {@code long}. */
    static boolean overflows(long a, long b) {
        return Math.multiplyHigh(a, b) != (a * b) >> 63;
    }

    /** The greatest number without its point that a type holds. */
    static long unscaledMax(ValueType type) {
        return type.precision() < POWERS.length ? POWERS[type.precision()] - 1 : Long.MAX_VALUE;
    }

    /** The quotient, rounded half away from zero; the divisor is not zero, nor the numbers the least there are. */
    static long dividedHalfUp(long number, long divisor) {
        long quotient = number / divisor;
        long remainder = Math.abs(number % divisor);
        long size = Math.abs(divisor);
        return remainder >= size - remainder ? quotient + ((number < 0) == (divisor < 0) ? 1 : -1) : quotient;
    }

    /** Compares numbers that are not null of vectors whose scales may differ. */
    public static int compare(DecimalVector a, int rowA, DecimalVector b, int rowB) {
        int scaleA = a.type().scale();
        int scaleB = b.type().scale();
        if (!a.isAside(rowA) && !b.isAside(rowB)) {
            long x = a.unscaled()[rowA];
            long y = b.unscaled()[rowB];
            if (scaleA == scaleB) {
                return Long.compare(x, y);
            }
            long power = power(Math.abs(scaleA - scaleB));
            if (scaleA < scaleB && power != 0 && !overflows(x, power)) {
                return Long.compare(x * power, y);
            }
            if (scaleA > scaleB && power != 0 && !overflows(y, power)) {
                return Long.compare(x, y * power);
            }
        }
        return a.decimal(rowA).compareTo(b.decimal(rowB));
    }

    /** A hash of a number that is not null: the same for equal numbers of any scale. */
    public static int hash(DecimalVector vector, int row) {
        int scale = vector.type().scale();
        long number;
        if (vector.isAside(row)) {
            BigDecimal stripped = vector.decimal(row).stripTrailingZeros();
            if (stripped.precision() > ValueType.DECIMAL_LONG_DIGITS_MAX) {
                return stripped.hashCode();
            }
            scale = stripped.scale();
            number = stripped.unscaledValue().longValue();
        } else {
            number = vector.unscaled()[row];
        }
        if (number == 0) {
            return 0;
        }
        long shorter = number / 10;
        while (shorter * 10 == number) {
            number = shorter;
            scale--;
            shorter = number / 10;
        }
        return Long.hashCode(number * 31 + scale);
    }

    /** The nearest floating-point number to one that is not null. */
    public static double toDouble(DecimalVector vector, int row) {
        if (!vector.isAside(row)) {
            long number = vector.unscaled()[row];
            long power = power(vector.type().scale());
            if (power != 0 && power <= DOUBLE_EXACT_MAX && Math.abs(number) <= DOUBLE_EXACT_MAX) {
                return (double) number / power;
            }
        }
        return vector.decimal(row).doubleValue();
    }
}
