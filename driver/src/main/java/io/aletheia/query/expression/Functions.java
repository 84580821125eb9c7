package io.aletheia.query.expression;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperator;

/** Every operator and function that has an evaluator, and what compiles calls of it. Immutable. */
public final class Functions {
    /** Makes an expression of a call whose operator it is registered for. */
    @FunctionalInterface
    public interface Factory {
        /**
         * The call as an expression.
         *
         * @throws io.aletheia.engine.model.DatabaseException UNSUPPORTED (HYC00) if it cannot be with these operands
         */
        Expression compile(RexCall call, ExpressionCompiler compiler);
    }

    /**
     * A function of the dialect.
     *
     * @param operator what the validator knows it by
     * @param factory what compiles its calls
     * @param description one line for the manual
     */
    public record Function(SqlOperator operator, Factory factory, String description) {}

    private static final List<Function> ALL = List.of();

    private Functions() {}

    /** All functions, in the manual's order. */
    public static List<Function> all() {
        return ALL;
    }
}
