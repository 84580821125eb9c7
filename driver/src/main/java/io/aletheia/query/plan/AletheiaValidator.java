package io.aletheia.query.plan;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SqlTemporalTable;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.EngineTable;
import io.aletheia.query.catalog.HistoryFunction;
import io.aletheia.query.catalog.HistoryTable;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.catalog.ViewTable;
import io.aletheia.query.temporal.SqlBounds;
import io.aletheia.query.temporal.SqlHistoryTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names and types of one statement. Beyond Calcite's validator it knows time clauses, leaves hidden columns out of {@code *},
 * gives parameters without context a type, and refuses comparisons of unlike things. Not thread-safe; for one statement.
 */
final class AletheiaValidator extends SqlValidatorImpl {
    private static final Set<SqlKind> ORDERINGS =
            EnumSet.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

    private final ParameterTypes parameters;
    private final boolean wide;
    private final Comparability comparability = new Comparability(this);
    private final Set<SqlCase> inferredWithin = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ParameterContext parameterContext =
            new ParameterContext(this, (type, scope, node) -> inferUnknownTypes(type, scope, node));

    private Runnable cancellation = AletheiaValidator::goOn;

    AletheiaValidator(
            SqlOperatorTable operators,
            CalciteCatalogReader catalog,
            AletheiaTypeFactory typeFactory,
            ParameterTypes parameters,
            boolean wide) {
        super(
                operators,
                catalog,
                typeFactory,
                Config.DEFAULT
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withDefaultNullCollation(org.apache.calcite.config.NullCollation.HIGH)
                        .withIdentifierExpansion(true)
                        .withTypeCoercionFactory(StrictCoercion::new));
        this.parameters = parameters;
        this.wide = wide;
    }

    @Override
    protected @Nullable SqlNode performUnconditionalRewrites(@Nullable SqlNode node, boolean underFrom) {
        SqlNode rewritten =
                super.performUnconditionalRewrites(node == null ? null : ShapeRules.before(node), underFrom);
        if (rewritten != null) {
            ShapeRules.checkRows(rewritten);
        }
        return rewritten;
    }

    /** Calcite looks for the types of parameters everywhere but in what to order by. */
    @Override
    protected void validateOrderList(SqlSelect select) {
        SqlNodeList order = select.getOrderList();
        if (order != null) {
            order.forEach(item -> {
                SqlNode ordered = item;
                while (ordered instanceof SqlCall call && ORDERINGS.contains(call.getKind())) {
                    ordered = call.operand(0);
                }
                if (ordered instanceof SqlDynamicParam || ordered instanceof SqlCall) {
                    inferUnknownTypes(unknownType, getOrderScope(select), ordered);
                }
            });
        }
        super.validateOrderList(select);
    }

    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter && inferredType.equals(unknownType)) {
            super.inferUnknownTypes(parameters.unknown(parameter.getIndex()), scope, node);
            return;
        }
        if (node instanceof SqlDynamicParam parameter) {
            super.inferUnknownTypes(parameters.known(parameter.getIndex(), inferredType), scope, node);
            return;
        }
        if (node instanceof SqlCall outer) {
            parameterContext.infer(outer, scope);
        }
        if (node instanceof SqlCase choice && inferredWithin.add(choice)) {
            inferWithinCase(inferredType, scope, choice);
        }
        if ((node.getKind() == SqlKind.PLUS || node.getKind() == SqlKind.MINUS)
                && node instanceof SqlCall call
                && call.operandCount() == 2
                && call.operand(0) instanceof SqlDynamicParam
                && SqlTypeUtil.isInterval(deriveType(scope, call.operand(1)))) {
            // Calcite would make the parameter an interval too.
            RelDataType instant = SqlTypeUtil.isDatetime(inferredType)
                    ? inferredType
                    : typeFactory.createSqlType(SqlTypeName.TIMESTAMP);
            super.inferUnknownTypes(instant, scope, call.operand(0));
        } else {
            super.inferUnknownTypes(inferredType, scope, node);
        }
        if (node instanceof SqlCall outer) {
            // Calcite has just told them what it thinks.
            parameterContext.infer(outer, scope);
        }
    }

    /**
     * Calcite asks for the type of the whole before it has told the parameters within the parts theirs. Once for each is enough, and
     * anything more doubles the work with each CASE within a CASE.
     */
    private void inferWithinCase(RelDataType inferredType, SqlValidatorScope scope, SqlCase choice) {
        if (choice.getValueOperand() == null) {
            RelDataType truth = typeFactory.createSqlType(SqlTypeName.BOOLEAN);
            choice.getWhenOperands().forEach(when -> inferUnknownTypes(truth, scope, when));
        }
        List<SqlNode> results = new ArrayList<>(choice.getThenOperands().getList());
        results.add(choice.getElseOperand());
        for (SqlNode result : results) {
            // A parameter that is a result of its own gets the type of the others.
            if (result instanceof SqlCall) {
                inferUnknownTypes(inferredType, scope, result);
            }
        }
    }

    private static void goOn() {}

    /** Says what is run often while it validates, and ends that by what it throws. */
    void cancelledBy(Runnable newCancellation) {
        cancellation = newCancellation;
    }

    @Override
    protected void validateFrom(SqlNode node, RelDataType targetRowType, SqlValidatorScope scope) {
        if (node.getKind() == SqlKind.UNNEST) {
            for (SqlNode array : ((SqlCall) node).getOperandList()) {
                if (array instanceof SqlDynamicParam || array instanceof SqlCall) {
                    inferUnknownTypes(unknownType, scope, array);
                }
            }
        }
        super.validateFrom(node, targetRowType, scope);
        if (node instanceof SqlTemporalTable temporal) {
            SqlValidatorNamespace namespace = resolved(temporal.table());
            boolean hasHistory = namespace.getTable() != null
                    && (namespace.getTable().unwrap(EngineTable.class) != null
                            || namespace.getTable().unwrap(ViewTable.class) != null);
            if (!hasHistory) {
                throw newValidationError(temporal.table(), temporal.table() + " is no table that has a history");
            }
            checkValidTime(temporal, namespace.getTable().unwrap(EngineTable.class));
            // Of the tables beside it none is read yet when this one is: a bound can name what is outside.
            SqlValidatorScope outside = scope instanceof DelegatingScope inner ? inner.getParent() : scope;
            List<SqlNode> operands = temporal.getOperandList();
            for (int i = 1; i < operands.size(); i++) {
                SqlNode bound = operands.get(i);
                if (bound != null) {
                    temporal.setOperand(i, validateBound(bound, outside));
                }
            }
        } else if (node instanceof SqlHistoryTable history) {
            validateArguments(history, scope);
        }
    }

    private static void checkValidTime(SqlTemporalTable temporal, @Nullable EngineTable table) {
        // What a statement itself asks for, to find the strips that it changes, has no place in the text.
        boolean written = !temporal.getParserPosition().equals(SqlParserPos.ZERO);
        if (written
                && temporal.validTime() != null
                && table != null
                && !table.definition().options().validTime()) {
            throw error(
                    ErrorCode.INVALID_STATEMENT,
                    temporal.table(),
                    "the table " + table.definition().name()
                            + " has no valid time (VALID_TIME = OFF), so no FOR VALID_TIME");
        }
    }

    private void validateArguments(SqlHistoryTable history, SqlValidatorScope scope) {
        SqlValidatorNamespace namespace = resolved(history.table());
        TableDefinition table = Objects.requireNonNull(namespace.getTable())
                .unwrapOrThrow(HistoryTable.class)
                .definition();
        List<SqlNode> arguments = history.arguments();
        if (!table.options().validTime()
                && (history.function() == HistoryFunction.TIMELINE
                        || (history.function() == HistoryFunction.DIFF && arguments.size() > 2))) {
            throw error(
                    ErrorCode.INVALID_STATEMENT,
                    history,
                    "the table " + table.name() + " has no valid time (VALID_TIME = OFF) that " + history.function()
                            + " could tell of");
        }
        for (int i = 0; i < arguments.size(); i++) {
            SqlNode argument = arguments.get(i);
            if (history.function().takesInstants()) {
                history.setOperand(i + 1, validateBound(argument, scope));
            } else {
                refuseQuery(argument, "a sub-query as a key of " + history.function());
                ColumnDefinition column = table.columns().get(table.primaryKey().get(i));
                inferUnknownTypes(
                        TypeMapping.relType((AletheiaTypeFactory) typeFactory, column.type(), true), scope, argument);
                SqlNode expanded = expand(argument, scope);
                deriveType(scope, expanded);
                history.setOperand(i + 1, expanded);
            }
        }
    }

    /** What a name in FROM stands for. Calcite takes it for the alias of an outer query's table if that is the same. */
    private SqlValidatorNamespace resolved(SqlNode table) {
        SqlValidatorNamespace namespace = Objects.requireNonNull(getNamespace(table));
        validateNamespace(namespace, unknownType);
        return namespace.resolve();
    }

    /** Whether a name in FROM is that of a view. */
    boolean isView(SqlNode table) {
        SqlValidatorNamespace namespace = resolved(table);
        return namespace.getTable() != null && namespace.getTable().unwrap(ViewTable.class) != null;
    }

    /** A bound of a time clause with its names resolved. */
    SqlNode validateBound(SqlNode bound, SqlValidatorScope scope) {
        if (SqlBounds.isNull(bound)) {
            throw error(ErrorCode.PERIOD_BOUND_NULL, bound, "NULL is no bound of a period");
        }
        refuseQuery(bound, "a sub-query as a bound of time");
        inferUnknownTypes(typeFactory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE), scope, bound);
        SqlNode expanded = expand(bound, scope);
        RelDataType type = deriveType(scope, expanded);
        boolean fits = (SqlTypeUtil.isDatetime(type) && type.getSqlTypeName() != SqlTypeName.TIME)
                || type.getSqlTypeName() == SqlTypeName.NULL
                || (SqlTypeUtil.isCharacter(type) && bound.getKind() == SqlKind.LITERAL);
        if (!fits) {
            throw error(
                    ErrorCode.TYPE_MISMATCH,
                    bound,
                    "a time clause needs a date or a timestamp, not " + Comparability.name(type));
        }
        return expanded;
    }

    private static void refuseQuery(SqlNode expression, String what) {
        SqlNode query = QueryFinder.first(expression);
        if (query != null) {
            throw error(ErrorCode.UNSUPPORTED, query, what + " is not supported yet");
        }
    }

    /** Validates the bounds of a clause that belongs to the whole statement. */
    @Nullable
    PeriodSpec validateDefault(@Nullable PeriodSpec spec) {
        if (spec == null) {
            return null;
        }
        SqlNode from = spec.from();
        SqlNode to = spec.to();
        return new PeriodSpec(
                spec.kind(),
                from == null ? null : validateBound(from, getEmptyScope()),
                to == null ? null : validateBound(to, getEmptyScope()));
    }

    /** The empty grouping set, of which Calcite asks the type in GROUP BY DISTINCT, has none. */
    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode expr) {
        cancellation.run();
        return expr instanceof SqlNodeList list && list.isEmpty()
                ? typeFactory.createSqlType(SqlTypeName.NULL)
                : super.deriveType(scope, expr);
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected void addToSelectList(
            List<SqlNode> list,
            Set<String> aliases,
            List<Map.Entry<String, RelDataType>> fieldList,
            SqlNode exp,
            SelectScope scope,
            boolean includeSystemVars) {
        if (exp instanceof SqlIdentifier identifier && isHidden(identifier, scope)) {
            return;
        }
        super.addToSelectList(list, aliases, fieldList, exp, scope, includeSystemVars);
    }

    /** Whether this name, made of a star, is a column that the star leaves out. */
    private boolean isHidden(SqlIdentifier identifier, SqlValidatorScope scope) {
        var resolved = new SqlValidatorScope.ResolvedImpl();
        scope.resolve(identifier.skipLast(1).names, getCatalogReader().nameMatcher(), true, resolved);
        if (resolved.count() != 1) {
            return false;
        }
        SqlValidatorNamespace namespace = resolved.only().namespace.resolve();
        if (namespace.getTable() == null) {
            return false;
        }
        EngineTable table = namespace.getTable().unwrap(EngineTable.class);
        String name = Util.last(identifier.names);
        return table != null
                ? table.isHidden(name)
                : namespace.getTable().unwrap(HistoryTable.class) != null
                        && name.matches("(old_|new_)?\\$dropped[0-9]+");
    }

    @Override
    public SqlTypeMappingRule getTypeMappingRule() {
        return CastRule.INSTANCE;
    }

    @Override
    protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
        if (join.isNatural() && wide) {
            // The join would be on the hidden columns too.
            throw error(
                    ErrorCode.UNSUPPORTED,
                    join,
                    "NATURAL JOIN in a statement that names period columns is not supported yet");
        }
        super.validateJoin(join, scope);
    }

    @Override
    public void validateCall(SqlCall call, SqlValidatorScope scope) {
        super.validateCall(call, scope);
        String problem = comparability.problem(call, scope);
        if (problem != null) {
            throw error(ErrorCode.TYPE_MISMATCH, call, problem);
        }
    }

    private CalciteContextException newValidationError(SqlNode node, String message) {
        return error(ErrorCode.WRONG_OBJECT, node, message);
    }

    private static CalciteContextException error(ErrorCode code, SqlNode node, String message) {
        return PlanErrors.at(code, node, message);
    }
}
