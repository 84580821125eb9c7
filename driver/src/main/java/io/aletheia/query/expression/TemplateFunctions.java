package io.aletheia.query.expression;

import static io.aletheia.query.expression.Operand.ANY;
import static io.aletheia.query.expression.Operand.TEXT;
import static io.aletheia.query.expression.Signature.text;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Dates and numbers as texts by a template, and back. */
final class TemplateFunctions {
    /** Digits behind the point of a number whose template is not known when the statement is planned. */
    private static final int UNKNOWN_SCALE = 10;

    private TemplateFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                Signature.of("TO_CHAR")
                        .takes(ANY)
                        .optionally(TEXT)
                        .compiled(
                                "TO_CHAR(a, template): a time by YYYY, MM, DD, HH24, MI, SS ..., a number by 9, 0, '.' ...",
                                TemplateFunctions::toChar),
                Signature.of("TO_DATE")
                        .takes(TEXT, TEXT)
                        .gives(SqlTypeName.DATE)
                        .strict(
                                "TO_DATE(s, template)",
                                (a, context) -> Math.floorDiv(
                                        DateParsing.micros(DateTemplate.of(text(a, 1)), text(a, 0)),
                                        Calendar.MICROS_PER_DAY)),
                Signature.of("TO_TIMESTAMP")
                        .takes(ANY)
                        .optionally(TEXT)
                        .gives(TemplateFunctions::timestamp)
                        .compiled(
                                "TO_TIMESTAMP(s, template); TO_TIMESTAMP(seconds): the instant so long after 1970",
                                TemplateFunctions::toTimestamp),
                Signature.of("TO_NUMBER")
                        .takes(TEXT, TEXT)
                        .gives(TemplateFunctions::number)
                        .compiled("TO_NUMBER(s, template)", TemplateFunctions::toNumber));
    }

    private static Expression toChar(RexCall call, ExpressionCompiler compiler) {
        Expression value = compiler.compile(call.getOperands().get(0));
        ValueType type = value.type();
        if (call.getOperands().size() == 1) {
            return Casts.cast(value, ExpressionCompiler.type(call));
        }
        Expression template = compiler.compile(call.getOperands().get(1), ValueType.VARCHAR);
        List<Expression> operands = List.of(value, template);
        if (Casts.isNumeric(type)) {
            return RowCall.strict(
                    ExpressionCompiler.type(call),
                    operands,
                    (a, context) -> NumberTemplate.of(text(a, 1)).format(exact(Objects.requireNonNull(a[0]))));
        }
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ ->
                RowCall.strict(
                        ExpressionCompiler.type(call),
                        operands,
                        (a, context) -> DateFormatting.format(
                                DateTemplate.of(text(a, 1)),
                                IntervalFunctions.local((long) Objects.requireNonNull(a[0]), type, context)));
            default ->
                throw new DatabaseException(
                        ErrorCode.TYPE_MISMATCH, "TO_CHAR with a template is of times and numbers, not of " + type);
        };
    }

    private static BigDecimal exact(Object number) {
        if (number instanceof Double floating) {
            return Numbers.toDecimal(ValueType.DOUBLE, ValueType.decimal(ValueType.DECIMAL_PRECISION_MAX, 0), floating);
        }
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((long) number);
    }

    private static RelDataType timestamp(SqlOperatorBinding binding) {
        return binding.getTypeFactory()
                .createSqlType(
                        binding.getOperandCount() == 1
                                ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                                : SqlTypeName.TIMESTAMP,
                        6);
    }

    private static Expression toTimestamp(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        if (type.kind() == Kind.TIMESTAMP) {
            return compiler.strict(
                    call,
                    List.of(ValueType.VARCHAR),
                    (a, context) -> DateParsing.micros(DateTemplate.of(text(a, 1)), text(a, 0)));
        }
        Expression seconds = compiler.compile(call.getOperands().get(0));
        if (!Casts.isNumeric(seconds.type())) {
            throw new DatabaseException(ErrorCode.TYPE_MISMATCH, "TO_TIMESTAMP of a text needs a template");
        }
        return RowCall.strict(type, List.of(seconds), (a, context) -> instant(exact(Objects.requireNonNull(a[0]))));
    }

    private static Object instant(BigDecimal seconds) {
        BigDecimal micros =
                seconds.multiply(BigDecimal.valueOf(Time.MICROS_PER_SECOND)).setScale(0, RoundingMode.HALF_UP);
        if (micros.precision() > 18) {
            throw new DatabaseException(
                    ErrorCode.DATETIME_OUT_OF_RANGE, "a timestamp must lie in the years 0001 to 9999");
        }
        return TemporalText.checked(micros.longValueExact());
    }

    private static RelDataType number(SqlOperatorBinding binding) {
        String template = binding.isOperandLiteral(1, false) ? binding.getOperandLiteralValue(1, String.class) : null;
        int scale =
                template == null ? UNKNOWN_SCALE : NumberTemplate.of(template).scale();
        RelDataTypeFactory factory = binding.getTypeFactory();
        return factory.createSqlType(
                SqlTypeName.DECIMAL, ValueType.DECIMAL_PRECISION_MAX, Math.min(scale, ValueType.DECIMAL_PRECISION_MAX));
    }

    private static Expression toNumber(RexCall call, ExpressionCompiler compiler) {
        ValueType type = ExpressionCompiler.type(call);
        return compiler.strict(call, List.of(ValueType.VARCHAR), (a, context) -> number(a, type));
    }

    private static Object number(@Nullable Object[] a, ValueType type) {
        return Numbers.fit(type, NumberTemplate.of(text(a, 1)).parse(text(a, 0)));
    }
}
