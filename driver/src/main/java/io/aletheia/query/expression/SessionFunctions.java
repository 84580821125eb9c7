package io.aletheia.query.expression;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** What a statement can ask about its session and the database. */
final class SessionFunctions {
    private SessionFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                user(SqlStdOperatorTable.USER, "USER: the connection's user; nobody checks it"),
                user(SqlStdOperatorTable.CURRENT_USER, "CURRENT_USER: as USER"),
                user(SqlStdOperatorTable.SESSION_USER, "SESSION_USER: as USER"),
                user(SqlStdOperatorTable.SYSTEM_USER, "SYSTEM_USER: as USER"),
                new Functions.Function(
                        SqlStdOperatorTable.CURRENT_SCHEMA,
                        (call, compiler) -> {
                            throw ExpressionCompiler.unsupported("CURRENT_SCHEMA here");
                        },
                        "CURRENT_SCHEMA"),
                catalog(
                        none("CURRENT_CATALOG").withSyntax(SqlSyntax.FUNCTION_ID),
                        "CURRENT_CATALOG: null, for there are no catalogs"),
                catalog(none("DATABASE"), "DATABASE(): as CURRENT_CATALOG"),
                catalog(none("CURRENT_DATABASE"), "CURRENT_DATABASE(): as CURRENT_CATALOG"),
                new Functions.Function(
                        Signature.of("VERSION").operator().withDynamic(true),
                        (call, compiler) -> BoundValue.of(
                                ExpressionCompiler.type(call),
                                context -> context.session(SessionValue.PRODUCT) + " "
                                        + context.session(SessionValue.VERSION)),
                        "VERSION(): the database and its release"),
                new Functions.Function(
                        Signature.of("SESSION_ID")
                                .gives(SqlTypeName.BIGINT)
                                .operator()
                                .withDynamic(true),
                        (call, compiler) -> BoundValue.of(ExpressionCompiler.type(call), EvaluationContext::sessionId),
                        "SESSION_ID(): the number of the session, as INFORMATION_SCHEMA.SESSIONS has it"),
                cancelSession());
    }

    /** Not deterministic, so that it is called for each row and never while planning. */
    private static Functions.Function cancelSession() {
        Signature signature =
                Signature.of("CANCEL_SESSION").takes(Operand.INTEGER).gives(SqlTypeName.BOOLEAN);
        return new Functions.Function(
                signature.operator().withDeterministic(false),
                (call, compiler) -> RowCall.random(
                        ExpressionCompiler.type(call),
                        signature.compiled(call, compiler),
                        (arguments, context) -> context.cancelSession(Signature.integer(arguments, 0)) ? 1L : 0L),
                "CANCEL_SESSION(id): ends the statement that a session runs; FALSE if it runs none");
    }

    private static SqlBasicFunction none(String name) {
        return Signature.of(name).canBeNull().operator();
    }

    private static Functions.Function user(SqlOperator operator, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) ->
                        BoundValue.of(ExpressionCompiler.type(call), context -> context.session(SessionValue.USER)),
                description);
    }

    private static Functions.Function catalog(SqlOperator operator, String description) {
        return new Functions.Function(operator, (call, compiler) -> nothing(call), description);
    }

    private static Expression nothing(RexCall call) {
        return BoundValue.literal(ExpressionCompiler.type(call), null);
    }
}
