package io.aletheia.query.statement;

import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.PseudoColumn;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.exec.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The part of a query that finds strips to change: which versions, and the columns that {@link OpenStrip} reads. The portion is two
 * parameters behind the statement's own, so that its bounds are computed once; system time is always now.
 */
final class StripQuery {
    /** How many parameters the portion is. */
    static final int PARAMETERS = 2;

    private static final int BOUNDS = 4;

    private StripQuery() {}

    /** How many columns a strip has. */
    static int width(TableDefinition table) {
        return BOUNDS + table.columns().size();
    }

    /** The columns of a strip, in a list that more can be added to. */
    static List<SqlNode> items(TableDefinition table, String alias) {
        var items = new ArrayList<SqlNode>();
        items.add(entity(alias));
        items.add(column(alias, PseudoColumns.name(PseudoColumn.VALID_FROM)));
        items.add(column(alias, PseudoColumns.name(PseudoColumn.VALID_TO)));
        items.add(column(alias, PseudoColumns.name(PseudoColumn.SYSTEM_FROM)));
        table.columns().forEach(column -> items.add(column(alias, column.name())));
        return items;
    }

    /** The strip's entity id. */
    static SqlIdentifier entity(String alias) {
        return column(alias, PseudoColumns.name(PseudoColumn.ENTITY_ID));
    }

    private static SqlIdentifier column(String table, String column) {
        return new SqlIdentifier(List.of(table, column), SqlParserPos.ZERO);
    }

    /** The table with its strips within the portion. */
    static SqlNode from(TableDefinition table, String alias, ParameterPlan parameters) {
        SqlParserPos position = SqlParserPos.ZERO;
        PeriodSpec strips = PeriodSpec.fromTo(
                new SqlDynamicParam(parameters.count(), position),
                new SqlDynamicParam(parameters.count() + 1, position));
        return SqlStdOperatorTable.AS.createCall(
                position,
                new SqlTemporalTable(
                        position,
                        new SqlIdentifier(List.of(table.schema(), table.name()), position),
                        new TimeSpecs(strips, null)),
                new SqlIdentifier(alias, position));
    }

    /** Puts the portion's bounds behind the statement's parameters. */
    static void setPortion(
            @Nullable Object[] values, ParameterPlan parameters, Portion portion, ExecutionContext context) {
        int count = parameters.count();
        values[count] = portion.fromCommit() ? context.transaction().nowMicros() : portion.from();
        values[count + 1] = portion.to();
    }
}
