package io.aletheia.query.plan;

import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ViewDefinition;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.Statement;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.EngineTable;
import io.aletheia.query.catalog.PeriodBoundType;
import io.aletheia.query.catalog.Schemas;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.temporal.TimeRewriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Puts a view's query in the place of the view. Its tables have the times that hold where the view stands, unless they have their
 * own. Names in it are those of the schema PUBLIC, whatever the session's schema is, and its columns are those that it was made
 * with. Not thread-safe; for one statement.
 */
public final class ViewExpander {
    /** How the labels of a view begin whose query's columns only their places tell apart. */
    public static final String BY_POSITION = "#";

    private static final String INNER = "view";
    private static final int DEPTH_MAX = 32;
    /** Views that read a view twice, and so on, double with each step. */
    private static final int EXPANSIONS_MAX = 1000;

    private final Schemas schemas;
    private final ZoneId zone;
    private final RelOptCluster cluster;
    private final ParameterTypes parameters;
    /** Ids of the tables and views that the statement itself names. */
    private final Set<Integer> named = new LinkedHashSet<>();

    private int depth;
    private int expansions;
    private int validFollowers;
    private int systemFollowers;
    private int standIns;
    private @Nullable DatabaseException unreadable;

    ViewExpander(Schemas schemas, ZoneId zone, RelOptCluster cluster, ParameterTypes parameters) {
        this.schemas = schemas.stored();
        this.zone = zone;
        this.cluster = cluster;
        this.parameters = parameters;
    }

    /** Notes a table or view that a query names. */
    void note(int id) {
        if (depth == 0) {
            named.add(id);
        }
    }

    /** Ids of what the statement itself names, without what stands behind its views. */
    List<Integer> named() {
        return List.copyOf(named);
    }

    /** Notes which of the times that hold around a table it has taken over. */
    void noteFollower(boolean valid, boolean system) {
        validFollowers += valid ? 1 : 0;
        systemFollowers += system ? 1 : 0;
    }

    /** A number for what stands in a view's expression for a bound that only the query around it knows. */
    int nextStandIn() {
        return OuterBounds.FIRST_STAND_IN + standIns++;
    }

    /** How many tables took over the time that holds around them, on the axis of valid time. */
    int validFollowers() {
        return validFollowers;
    }

    /** The same on the axis of system time. */
    int systemFollowers() {
        return systemFollowers;
    }

    /** Forgets followers: what they took over was a view's own clause. */
    void resetFollowers(int valid, int system) {
        validFollowers = valid;
        systemFollowers = system;
    }

    /**
     * The expression of a view.
     *
     * @param times the clauses that hold where the view stands
     * @param valid the same, converted
     * @param system likewise
     * @throws DatabaseException what planning the view's query throws, with the view's name
     */
    RelNode expand(ViewDefinition view, TimeSpecs times, TimeSpec valid, TimeSpec system) {
        note(view.id());
        if (depth == DEPTH_MAX || ++expansions > EXPANSIONS_MAX) {
            throw new DatabaseException(
                    ErrorCode.TOO_COMPLEX,
                    "views stand within views deeper than " + DEPTH_MAX + " times, or more than " + EXPANSIONS_MAX
                            + " times in all");
        }
        depth++;
        try {
            return convert(view, times, valid, system);
        } catch (RuntimeException e) {
            // Places in the view's text are none in the statement's.
            RuntimeException error = PlanErrors.of(e, view.sql(), schemas.catalog());
            DatabaseException cause =
                    error instanceof StatementError placed ? placed.error() : (DatabaseException) error;
            // Told of the innermost only.
            if (cause != unreadable && cause.code() != ErrorCode.TOO_COMPLEX) {
                String message = "the view " + view.name() + " cannot be read: " + cause.getMessage();
                cause = new DatabaseException(cause.code(), message, cause);
            }
            unreadable = cause;
            throw cause;
        } finally {
            depth--;
        }
    }

    private RelNode convert(ViewDefinition view, TimeSpecs times, TimeSpec valid, TimeSpec system) {
        SqlNode query = selectOf(view, query(view));
        var rewritten = RewrittenQuery.of(query, schemas.catalog(), new TimeRewriter(zone), times);
        var typeFactory = (AletheiaTypeFactory) cluster.getTypeFactory();
        EngineTable.Shape shape = rewritten.wide() ? EngineTable.Shape.WIDE : EngineTable.Shape.DECLARED;
        CalciteCatalogReader reader = schemas.reader(typeFactory, shape, CatalogVersion.PUBLIC);
        var validator = new AletheiaValidator(Operators.TABLE, reader, typeFactory, parameters, rewritten.wide());
        SqlNode validated = validator.validate(rewritten.query());
        var converter = new AletheiaConverter(validator, reader, cluster, parameters, this);
        converter.setDefaults(times, valid, system);
        return asStored(converter.convert(validated).project());
    }

    /** The expression with the types that a view's columns have: a bound of a period is the TIMESTAMP that results show. */
    private static RelNode asStored(RelNode rel) {
        List<RelDataTypeField> fields = rel.getRowType().getFieldList();
        if (fields.stream().noneMatch(field -> field.getType() instanceof PeriodBoundType)) {
            return rel;
        }
        RexBuilder builder = rel.getCluster().getRexBuilder();
        var factory = (AletheiaTypeFactory) rel.getCluster().getTypeFactory();
        var columns = new ArrayList<RexNode>();
        for (RelDataTypeField field : fields) {
            RexNode column = builder.makeInputRef(rel, field.getIndex());
            RelDataType type = field.getType();
            columns.add(
                    type instanceof PeriodBoundType
                            ? builder.makeCall(
                                    TypeMapping.relType(factory, TypeMapping.shownType(type), type.isNullable()),
                                    SqlStdOperatorTable.REINTERPRET,
                                    List.of(column))
                            : column);
        }
        return LogicalProject.create(rel, List.of(), columns, rel.getRowType().getFieldNames(), Set.of());
    }

    private static SqlNode query(ViewDefinition view) {
        if (AletheiaSql.parse(view.sql()) instanceof Statement.Query query) {
            ResultLabels.add(query.query(), view.sql());
            return query.query();
        }
        throw new IllegalStateException("the text of view " + view.name() + " is no query");
    }

    /** The columns that the view was made with, whatever a star in it means by now. */
    private static SqlNode selectOf(ViewDefinition view, SqlNode query) {
        SqlParserPos position = SqlParserPos.ZERO;
        var items = new ArrayList<SqlNode>();
        var operands = new ArrayList<SqlNode>(List.of(query, new SqlIdentifier(INNER, position)));
        for (String label : view.labels()) {
            items.add(new SqlIdentifier(List.of(INNER, label), position));
            if (label.startsWith(BY_POSITION)) {
                operands.add(new SqlIdentifier(label, position));
            }
        }
        return new SqlSelect(
                position,
                SqlNodeList.EMPTY,
                new SqlNodeList(items, position),
                SqlStdOperatorTable.AS.createCall(position, operands),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
