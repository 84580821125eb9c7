package io.aletheia.query.temporal;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlPatternQuery;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies of syntax trees, for the validator changes a tree in place and must not meet one twice. */
public final class SqlCopies {
    private SqlCopies() {}

    /** A copy that shares nothing that validation changes. */
    public static SqlNode of(SqlNode node) {
        return Objects.requireNonNull(node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                if (call instanceof SqlTemporalTable temporal) {
                    // Its clauses are more than operands.
                    SqlIdentifier table = (SqlIdentifier) of(temporal.table());
                    return new SqlTemporalTable(temporal.getParserPosition(), table, of(temporal.times()));
                }
                if (call instanceof SqlPatternQuery) {
                    throw new DatabaseException(
                            ErrorCode.UNSUPPORTED, "a pattern within this expression is not supported yet");
                }
                var copier = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, copier);
                return copier.result();
            }

            @Override
            public SqlNode visit(SqlIdentifier identifier) {
                return identifier.clone(identifier.getParserPosition());
            }

            @Override
            public SqlNode visit(SqlDynamicParam parameter) {
                return new SqlDynamicParam(parameter.getIndex(), parameter.getParserPosition());
            }
        }));
    }

    /** A copy of both clauses. */
    public static TimeSpecs of(TimeSpecs times) {
        return new TimeSpecs(of(times.validTime()), of(times.systemTime()));
    }

    private static @Nullable PeriodSpec of(@Nullable PeriodSpec spec) {
        if (spec == null) {
            return null;
        }
        SqlNode from = spec.from();
        SqlNode to = spec.to();
        return new PeriodSpec(spec.kind(), from == null ? null : of(from), to == null ? null : of(to));
    }
}
