package io.aletheia.query.expression;

import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** LIKE, ILIKE and SIMILAR TO, each with ESCAPE; without it no character escapes. */
final class PatternFunctions {
    private PatternFunctions() {}

    static List<Functions.Function> list() {
        return List.of(
                pattern(
                        SqlStdOperatorTable.LIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, false)),
                        false,
                        "s LIKE pattern [ESCAPE c]: % any characters, _ one"),
                pattern(
                        SqlStdOperatorTable.NOT_LIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, false)),
                        true,
                        "s NOT LIKE pattern"),
                pattern(
                        SqlLibraryOperators.ILIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, true)),
                        false,
                        "s ILIKE pattern: without regard to case"),
                pattern(
                        SqlLibraryOperators.NOT_ILIKE,
                        (pattern, escape) -> TextTest.of(LikePattern.of(pattern, escape, true)),
                        true,
                        "s NOT ILIKE pattern"),
                pattern(
                        SqlStdOperatorTable.SIMILAR_TO,
                        SimilarPattern::of,
                        false,
                        "s SIMILAR TO pattern: also | * + ? {n,m} ( ) [ ]"),
                pattern(SqlStdOperatorTable.NOT_SIMILAR_TO, SimilarPattern::of, true, "s NOT SIMILAR TO pattern"));
    }

    private static Functions.Function pattern(
            SqlOperator operator, PatternTest.Reader reader, boolean negated, String description) {
        return new Functions.Function(
                operator,
                (call, compiler) -> PatternTest.of(
                        compiler.compileAs(call.getOperands(), List.of(ValueType.VARCHAR)), reader, negated),
                description);
    }
}
