package io.aletheia.query.plan;

import com.google.common.collect.ImmutableList;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.AletheiaTypeSystem;
import io.aletheia.query.catalog.EngineTable;
import io.aletheia.query.catalog.HistoryFunction;
import io.aletheia.query.catalog.HistoryTable;
import io.aletheia.query.catalog.SystemTable;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.catalog.ViewTable;
import io.aletheia.query.temporal.PeriodTable;
import io.aletheia.query.temporal.SqlHistoryTable;
import io.aletheia.query.temporal.TimeLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.ViewExpanders;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * Makes a relational expression of a validated query. Every table of the engine becomes a {@link TableRead} here and nowhere else,
 * with the times that its clause says, or the statement's default. Not thread-safe; for one statement.
 */
final class AletheiaConverter extends SqlToRelConverter {
    private final AletheiaValidator ownValidator;
    private final ParameterTypes parameters;
    private final ViewExpander views;
    private TimeSpecs defaults = TimeSpecs.NONE;
    private TimeSpec defaultValid = TimeSpec.CURRENT;
    private TimeSpec defaultSystem = TimeSpec.CURRENT;

    AletheiaConverter(
            AletheiaValidator validator,
            CalciteCatalogReader catalog,
            RelOptCluster cluster,
            ParameterTypes parameters,
            ViewExpander views) {
        super(
                ViewExpanders.simpleContext(cluster),
                validator,
                catalog,
                cluster,
                withSchema(catalog.getSchemaPaths().get(0).get(0)),
                config().withExpand(false)
                        .withTrimUnusedFields(false)
                        .withRemoveSortInSubQuery(true)
                        .withRelBuilderConfigTransform(
                                config -> config.withSimplify(Rules.NOT_SIMPLIFYING.simplify())));
        this.ownValidator = validator;
        this.parameters = parameters;
        this.views = views;
    }

    /** Replaces CURRENT_SCHEMA, which is fixed when a statement is bound: another schema binds it anew. */
    private static SqlRexConvertletTable withSchema(String schema) {
        SqlRexConvertlet literal = (context, call) -> {
            RelDataType type = context.getValidator().getValidatedNodeType(call);
            return context.getRexBuilder().makeLiteral(schema, type, true);
        };
        return call -> call.getOperator().equals(SqlStdOperatorTable.CURRENT_SCHEMA)
                ? literal
                : Convertlets.INSTANCE.get(call);
    }

    /** Sets what holds for tables without a clause of their own. */
    void setDefaults(TimeSpecs specs) {
        PeriodSpec valid = ownValidator.validateDefault(specs.validTime());
        PeriodSpec system = ownValidator.validateDefault(specs.systemTime());
        Blackboard board = createBlackboard(ownValidator.getEmptyScope(), null, false);
        defaultValid = valid == null ? TimeSpec.CURRENT : convertSpec(board, valid);
        defaultSystem = system == null ? TimeSpec.CURRENT : convertSpec(board, system);
        defaults = specs;
    }

    /** The same, converted already. */
    void setDefaults(TimeSpecs specs, TimeSpec valid, TimeSpec system) {
        defaults = specs;
        defaultValid = valid;
        defaultSystem = system;
    }

    /**
     * The expression of a validated query. Unlike Calcite's own entry this does not insist on the types that validation found first:
     * those of parameters become known only on the way.
     */
    RelRoot convert(SqlNode validated) {
        RelNode rel = convertQueryRecursive(validated, true, null).rel;
        return RelRoot.of(rel, ownValidator.getValidatedNodeType(validated), validated.getKind());
    }

    @Override
    protected void convertFrom(Blackboard board, @Nullable SqlNode from, @Nullable List<String> fieldNames) {
        if (from instanceof SqlHistoryTable history) {
            super.convertFrom(board, history.table(), fieldNames);
            board.setRoot(historyRead(board, history, (HistoryRead) board.root()), true);
            return;
        }
        if (!(from instanceof SqlTemporalTable temporal)) {
            super.convertFrom(board, from, fieldNames);
            return;
        }
        if (ownValidator.isView(temporal.table())) {
            convertView(board, temporal, fieldNames);
            return;
        }
        PeriodSpec valid = temporal.validTime();
        PeriodSpec system = temporal.systemTime();
        int validFollowers = views.validFollowers();
        int systemFollowers = views.systemFollowers();
        super.convertFrom(board, temporal.table(), fieldNames);
        views.resetFollowers(
                valid == null ? views.validFollowers() : validFollowers,
                system == null ? views.systemFollowers() : systemFollowers);
        TableRead read = (TableRead) board.root();
        board.setRoot(
                read.withTimes(
                        valid == null ? read.valid() : convertSpec(board, valid),
                        system == null ? read.system() : convertSpec(board, system)),
                true);
    }

    /** A view's own clause is what holds for the tables behind it that have none. */
    private void convertView(Blackboard board, SqlTemporalTable view, @Nullable List<String> fieldNames) {
        TimeSpecs outer = defaults;
        TimeSpec outerValid = defaultValid;
        TimeSpec outerSystem = defaultSystem;
        PeriodSpec valid = view.validTime();
        PeriodSpec system = view.systemTime();
        int validFollowers = views.validFollowers();
        int systemFollowers = views.systemFollowers();
        var bounds = new OuterBounds(views, rexBuilder);
        setDefaults(
                new TimeSpecs(valid == null ? outer.validTime() : valid, system == null ? outer.systemTime() : system),
                valid == null ? outerValid : bounds.withStandIns(convertSpec(board, valid)),
                system == null ? outerSystem : bounds.withStandIns(convertSpec(board, system)));
        try {
            super.convertFrom(board, view.table(), fieldNames);
            board.setRoot(bounds.putBack(board.root()), true);
        } finally {
            setDefaults(outer, outerValid, outerSystem);
        }
        requireFollower(view, "VALID_TIME", valid == null || views.validFollowers() > validFollowers);
        requireFollower(view, "SYSTEM_TIME", system == null || views.systemFollowers() > systemFollowers);
        views.resetFollowers(
                valid == null ? views.validFollowers() : validFollowers,
                system == null ? views.systemFollowers() : systemFollowers);
    }

    private static void requireFollower(SqlTemporalTable view, String axis, boolean followed) {
        if (!followed) {
            throw PlanErrors.at(
                    ErrorCode.WRONG_OBJECT,
                    view.table(),
                    "FOR " + axis + " changes nothing: the view " + view.table()
                            + " reads no table that leaves it unspecified");
        }
    }

    @Override
    protected RelNode createJoin(
            Blackboard board, RelNode left, RelNode right, RexNode condition, JoinRelType joinType) {
        if (joinType.generatesNullsOnLeft()
                && super.createJoin(board, left, right, condition, JoinRelType.INNER) instanceof Correlate) {
            // A row of the right side that meets none on the left would have no row to take the columns of.
            throw new DatabaseException(
                    ErrorCode.INVALID_STATEMENT,
                    "the right side of a " + joinType + " JOIN cannot name columns of its left side");
        }
        return super.createJoin(board, left, right, condition, joinType);
    }

    @Override
    protected void convertCollectionTable(Blackboard board, SqlCall call) {
        super.convertCollectionTable(board, call);
        if (call.getOperator() instanceof PeriodTable function) {
            board.setRoot(PeriodCalls.rows(function, call, (TableFunctionScan) board.root()), true);
        }
    }

    private HistoryRead historyRead(Blackboard board, SqlHistoryTable history, HistoryRead rows) {
        TableDefinition table = rows.definition();
        List<RexNode> arguments = new ArrayList<>();
        for (SqlNode argument : history.arguments()) {
            if (history.function().takesInstants()) {
                arguments.add(convertBound(board, argument));
            } else {
                int column = table.primaryKey().get(arguments.size());
                RelDataType type = TypeMapping.relType(
                        (AletheiaTypeFactory) typeFactory,
                        table.columns().get(column).type(),
                        true);
                RexNode key = board.convertExpression(argument);
                boolean isNull = key.getType().getSqlTypeName() == SqlTypeName.NULL;
                arguments.add(isNull ? rexBuilder.ensureType(type, key, true) : key);
            }
            if (RexUtil.containsInputRef(arguments.get(arguments.size() - 1))) {
                throw PlanErrors.at(
                        ErrorCode.UNKNOWN_COLUMN,
                        argument,
                        "the arguments of " + history.function()
                                + " cannot name the columns of its own rows; those of the"
                                + " tables before it they can within LATERAL");
            }
        }
        if (history.function() == HistoryFunction.TIMELINE && !defaultSystem.isInstant()) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED, "TIMELINE as known over a range of system time is not supported yet");
        }
        views.noteFollower(false, history.function() == HistoryFunction.TIMELINE);
        return new HistoryRead(
                cluster, Objects.requireNonNull(rows.getTable()), history.function(), table, arguments, defaultSystem);
    }

    private TimeSpec convertSpec(Blackboard board, PeriodSpec spec) {
        return switch (spec.kind()) {
            case AS_OF -> new TimeSpec(TimeSpec.Kind.AS_OF, convertBound(board, spec.from()), null);
            case FROM_TO -> between(board, TimeSpec.Kind.FROM_TO, spec);
            case BETWEEN -> between(board, TimeSpec.Kind.BETWEEN, spec);
            case CONTAINED_IN -> between(board, TimeSpec.Kind.CONTAINED_IN, spec);
            case ALL -> TimeSpec.ALL;
            case ONLY_FROM_TO -> between(board, TimeSpec.Kind.ONLY_FROM_TO, spec);
        };
    }

    private TimeSpec between(Blackboard board, TimeSpec.Kind kind, PeriodSpec spec) {
        return new TimeSpec(kind, convertBound(board, spec.from()), convertBound(board, spec.to()));
    }

    private RexNode convertBound(Blackboard board, @Nullable SqlNode bound) {
        RelDataType instant = typeFactory.createTypeWithNullability(
                typeFactory.createSqlType(
                        SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, AletheiaTypeSystem.TIME_PRECISION),
                true);
        if (bound == null) {
            return rexBuilder.makeTimestampWithLocalTimeZoneLiteral(
                    EndOfTime.STRING, AletheiaTypeSystem.TIME_PRECISION);
        }
        RexNode converted = board.convertExpression(bound);
        if (RexUtil.containsInputRef(converted)) {
            throw PlanErrors.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    bound,
                    "a time clause cannot name columns of its own table; a table before it needs another name for that");
        }
        return converted.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                ? converted
                : rexBuilder.makeAbstractCast(instant, converted, false);
    }

    @Override
    public RexDynamicParam convertDynamicParam(SqlDynamicParam dynamicParam) {
        RexDynamicParam converted = super.convertDynamicParam(dynamicParam);
        parameters.use(converted.getIndex(), converted.getType());
        return converted;
    }

    @Override
    public RelNode toRel(RelOptTable table, List<RelHint> hints) {
        EngineTable engineTable = table.unwrap(EngineTable.class);
        if (engineTable != null && engineTable.isGiven()) {
            return LogicalTableScan.create(cluster, table, hints);
        }
        if (engineTable != null) {
            views.note(engineTable.definition().id());
            boolean history = engineTable.isHistory();
            boolean timed = engineTable.definition().options().validTime();
            views.noteFollower(!history && timed, !history);
            return new TableRead(
                    cluster,
                    table,
                    engineTable.definition(),
                    ImmutableIntList.copyOf(engineTable.columns()),
                    !timed ? openEnd() : history ? TimeSpec.ALL : defaultValid,
                    history ? TimeSpec.ALL : defaultSystem,
                    null);
        }
        ViewTable view = table.unwrap(ViewTable.class);
        if (view != null) {
            return views.expand(view.definition(), defaults, defaultValid, defaultSystem);
        }
        HistoryTable history = table.unwrap(HistoryTable.class);
        if (history != null) {
            views.note(history.definition().id());
            return new HistoryRead(
                    cluster, table, history.function(), history.definition(), List.of(), TimeSpec.CURRENT);
        }
        SystemTable system = table.unwrapOrThrow(SystemTable.class);
        return system.isOfCatalog() ? systemValues(table, system) : new SystemRead(cluster, table, system.name());
    }

    /** Rows without valid time are what is true in the end: what begins now and does not end. */
    private TimeSpec openEnd() {
        return new TimeSpec(TimeSpec.Kind.AS_OF, instant(Time.FOREVER - 1), null);
    }

    private RexNode instant(long micros) {
        return rexBuilder.makeTimestampWithLocalTimeZoneLiteral(
                TimeLiterals.text(micros), AletheiaTypeSystem.TIME_PRECISION);
    }

    private RelNode systemValues(RelOptTable table, SystemTable system) {
        RelDataType rowType = table.getRowType();
        var tuples = new ArrayList<ImmutableList<RexLiteral>>();
        for (List<@Nullable Object> row : system.rows()) {
            var tuple = new ArrayList<RexLiteral>();
            for (int i = 0; i < row.size(); i++) {
                RelDataType type = rowType.getFieldList().get(i).getType();
                Object value = row.get(i);
                tuple.add(
                        value == null
                                ? rexBuilder.makeNullLiteral(type)
                                : (RexLiteral) rexBuilder.makeLiteral(value, type, false, false));
            }
            tuples.add(ImmutableList.copyOf(tuple));
        }
        return LogicalValues.create(cluster, rowType, ImmutableList.copyOf(tuples));
    }
}
