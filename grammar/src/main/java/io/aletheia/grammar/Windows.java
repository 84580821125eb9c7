package io.aletheia.grammar;

import io.aletheia.grammar.generated.AletheiaParser;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Builds windows, named and inline. */
final class Windows {
    private final Builder builder;

    Windows(Builder builder) {
        this.builder = builder;
    }

    SqlNodeList declarations(List<AletheiaParser.NamedWindowContext> contexts, SqlParserPos position) {
        if (contexts.isEmpty()) {
            return SqlNodeList.EMPTY;
        }
        List<SqlNode> windows = new ArrayList<>(contexts.size());
        for (AletheiaParser.NamedWindowContext context : contexts) {
            windows.add(window(builder.names.simple(context.identifier()), context.windowSpecification()));
        }
        return new SqlNodeList(windows, position);
    }

    SqlWindow window(@Nullable SqlIdentifier name, AletheiaParser.WindowSpecificationContext context) {
        SqlParserPos position = builder.names.position(context);
        SqlNodeList partition = context.PARTITION() == null
                ? SqlNodeList.EMPTY
                : new SqlNodeList(builder.expressions.expressions(context.expression()), position);
        SqlNodeList order =
                context.ORDER() == null ? SqlNodeList.EMPTY : builder.queries.sortList(context, context.sortItem());
        AletheiaParser.WindowFrameContext frame = context.windowFrame();
        boolean rows = frame != null && frame.ROWS() != null;
        @Nullable SqlNode lower = frame == null ? null : bound(frame.frameBound(0));
        @Nullable SqlNode upper = frame == null || frame.BETWEEN() == null ? null : bound(frame.frameBound(1));
        SqlLiteral exclude =
                frame == null ? SqlWindow.createExcludeNoOthers(position) : exclusion(frame.frameExclusion(), position);
        return SqlWindow.create(
                name,
                builder.names.simpleOrNull(context.identifier()),
                partition,
                order,
                SqlLiteral.createBoolean(rows, position),
                lower,
                upper,
                null,
                exclude,
                position);
    }

    private SqlNode bound(AletheiaParser.FrameBoundContext context) {
        SqlParserPos position = builder.names.position(context);
        if (context.CURRENT() != null) {
            return SqlWindow.createCurrentRow(position);
        }
        boolean preceding = context.PRECEDING() != null;
        if (context.UNBOUNDED() != null) {
            return preceding
                    ? SqlWindow.createUnboundedPreceding(position)
                    : SqlWindow.createUnboundedFollowing(position);
        }
        SqlNode distance = builder.expressions.arithmetic(context.arithmetic());
        return preceding
                ? SqlWindow.createPreceding(distance, position)
                : SqlWindow.createFollowing(distance, position);
    }

    private static SqlLiteral exclusion(AletheiaParser.@Nullable FrameExclusionContext context, SqlParserPos position) {
        if (context == null || context.NO() != null) {
            return SqlWindow.createExcludeNoOthers(position);
        }
        if (context.CURRENT() != null) {
            return SqlWindow.createExcludeCurrentRow(position);
        }
        return context.GROUP() != null ? SqlWindow.createExcludeGroup(position) : SqlWindow.createExcludeTies(position);
    }
}
