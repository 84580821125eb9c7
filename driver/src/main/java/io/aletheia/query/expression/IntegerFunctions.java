package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.INTEGER;
import static io.aletheia.query.expression.Signature.integer;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Functions of integers: divisors and bits. Their results are checked: NUMERIC_OUT_OF_RANGE (22003). */
final class IntegerFunctions {
    /** The largest number whose factorial has no more digits than a number can have. */
    private static final int FACTORIAL_MAX = 33;

    private IntegerFunctions() {}

    /** A function of two integers. */
    @FunctionalInterface
    private interface LongFunction {
        long apply(long a, long b);
    }

    static List<Functions.Function> list() {
        return List.of(
                pair("GCD", "GCD(a, b): the greatest common divisor", (a, b) -> checked(gcd(a, b))),
                pair("LCM", "LCM(a, b): the least common multiple", IntegerFunctions::lcm),
                Signature.of("FACTORIAL")
                        .takes(INTEGER)
                        .gives(ReturnTypes.explicit(factory ->
                                factory.createSqlType(SqlTypeName.DECIMAL, ValueType.DECIMAL_PRECISION_MAX, 0)))
                        .strict("FACTORIAL(n): up to 33", (a, context) -> factorial(integer(a, 0))),
                pair("BITAND", "BITAND(a, b)", (a, b) -> a & b),
                pair("BITOR", "BITOR(a, b)", (a, b) -> a | b),
                pair("BITXOR", "BITXOR(a, b)", (a, b) -> a ^ b),
                Signature.of("BITNOT")
                        .takes(INTEGER)
                        .gives(IntegerFunctions::common)
                        .strict("BITNOT(a)", (a, context) -> ~integer(a, 0)),
                Signature.of("BIT_COUNT")
                        .takes(INTEGER)
                        .gives(SqlTypeName.INTEGER)
                        .strict("BIT_COUNT(a): how many of its 64 bits are 1", (a, context) ->
                                (long) Long.bitCount(integer(a, 0))),
                Signature.of("LSHIFT")
                        .takes(INTEGER, INTEGER)
                        .gives(SqlTypeName.BIGINT)
                        .strict(
                                "LSHIFT(a, n): of 64 bits; to the right if n < 0",
                                (a, context) -> shifted(integer(a, 0), integer(a, 1))),
                Signature.of("RSHIFT")
                        .takes(INTEGER, INTEGER)
                        .gives(SqlTypeName.BIGINT)
                        .strict(
                                "RSHIFT(a, n): keeps the sign; to the left if n < 0",
                                (a, context) -> shifted(integer(a, 0), -Math.max(integer(a, 1), -Long.MAX_VALUE))));
    }

    private static Functions.Function pair(String name, String description, LongFunction function) {
        return Signature.of(name)
                .takes(INTEGER, INTEGER)
                .gives(IntegerFunctions::common)
                .compiled(description, (call, compiler) -> {
                    ValueType type = ExpressionCompiler.type(call);
                    return RowCall.strict(
                            type,
                            compiler.compileAs(call.getOperands(), List.of(ValueType.BIGINT)),
                            (a, context) -> Numbers.checkRange(type, function.apply(integer(a, 0), integer(a, 1))));
                });
    }

    /** The widest of the operands' types; an INTEGER for mere NULLs. */
    private static RelDataType common(SqlOperatorBinding binding) {
        RelDataType type = binding.getTypeFactory().leastRestrictive(binding.collectOperandTypes());
        return type == null || SqlTypeUtil.isNull(type)
                ? binding.getTypeFactory().createSqlType(SqlTypeName.INTEGER)
                : type;
    }

    private static BigInteger gcd(long a, long b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b));
    }

    private static long lcm(long a, long b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        return checked(BigInteger.valueOf(a)
                .divide(gcd(a, b))
                .multiply(BigInteger.valueOf(b))
                .abs());
    }

    private static long checked(BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            throw Numbers.outOfRange(ValueType.BIGINT, value);
        }
        return value.longValue();
    }

    private static Object factorial(long n) {
        if (n < 0) {
            throw new DatabaseException(ErrorCode.INVALID_ARGUMENT, "a negative number has no factorial: " + n);
        }
        if (n > FACTORIAL_MAX) {
            throw Numbers.outOfRange(ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 0), "the factorial of " + n);
        }
        BigInteger product = BigInteger.ONE;
        for (long i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return new BigDecimal(product);
    }

    private static Object shifted(long value, long places) {
        if (places >= Long.SIZE) {
            return 0L;
        }
        return places >= 0 ? value << places : value >> Math.min(-places, Long.SIZE - 1);
    }
}
