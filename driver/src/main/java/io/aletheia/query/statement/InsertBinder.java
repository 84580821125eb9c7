package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.grammar.AletheiaSql;
import io.aletheia.grammar.tree.DataChange;
import io.aletheia.grammar.tree.TimeSpecs;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.catalog.TypeMapping;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.expression.Conversion;
import io.aletheia.query.plan.PlanErrors;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Binds INSERT, UPSERT and PATCH. VALUES go straight to cells: only what is no literal and no parameter is planned. For one statement. */
final class InsertBinder {
    private final QueryCompiler compiler;
    private final Environment environment;
    private final DataChange.Insert insert;
    private final ParameterPlan parameters;
    private final ExecutionContext binding;
    private final String sql;
    private final TableDefinition table;
    private final RowExpressions expressions = new RowExpressions();
    private final RowExpressions defaultExpressions = new RowExpressions();
    private final List<Pending> pending = new ArrayList<>();

    /** A computed cell whose conversion is known once the expressions are planned. */
    private record Pending(
            List<Cell> row, int index, RowExpressions expressions, int slot, ColumnDefinition column, SqlNode node) {}

    InsertBinder(
            QueryCompiler compiler,
            DataChange.Insert insert,
            ParameterPlan parameters,
            ExecutionContext binding,
            String sql) {
        this.sql = sql;
        this.compiler = compiler;
        this.environment = compiler.environment();
        this.insert = insert;
        this.parameters = parameters;
        this.binding = binding;
        this.table = TargetTable.get(environment, insert.target());
    }

    BoundInsert bind() {
        int[] targets = insert.rows() == null
                ? new int[0]
                : InsertTargets.of(
                        table,
                        insert.columns(),
                        insert.kind() == DataChange.InsertKind.PATCH,
                        insert.portion() != null);
        PortionPlan portion = PortionPlan.of(table, insert.portion(), environment, expressions, parameters, binding);
        List<Cell> defaults = defaults(targets);
        SqlNode rows = insert.rows();
        BoundInsert.Rows source;
        if (rows == null) {
            source = new BoundInsert.Rows.Values(List.of(List.of()));
        } else if (rows.getKind() == SqlKind.VALUES) {
            source = new BoundInsert.Rows.Values(values((SqlCall) rows, targets));
        } else {
            source = query(rows, targets);
        }
        expressions.compile(compiler, parameters);
        defaultExpressions.compile(compiler, parameters);
        for (Pending cell : pending) {
            cell.row.set(cell.index, computed(cell));
        }
        Placement placement = placement(targets);
        Returning returning = Returning.bind(insert.returning(), table, insert.alias(), compiler, parameters, sql);
        return new BoundInsert(
                parameters,
                returning,
                table,
                placement,
                targets,
                defaults,
                defaultExpressions,
                portion,
                expressions,
                source);
    }

    /** How rows meet what is there. */
    private Placement placement(int[] targets) {
        DataChange.OnConflict clause = insert.onConflict();
        if (clause != null) {
            requireKey(clause.columns());
            String name = insert.alias() == null ? table.name() : insert.alias().getSimple();
            return clause.doesNothing()
                    ? new Placement.Skip()
                    : ConflictUpdate.bind(clause, table, name, compiler, parameters, binding);
        }
        return switch (insert.kind()) {
            case INSERT -> new Placement.Plain(false);
            case UPSERT -> new Placement.Plain(true);
            case PATCH -> {
                List<Integer> given = Arrays.stream(targets)
                        .filter(target -> target >= 0)
                        .boxed()
                        .toList();
                if (!given.containsAll(table.primaryKey())) {
                    throw PlanErrors.at(
                            ErrorCode.INVALID_STATEMENT,
                            insert.target(),
                            "PATCH finds rows by their key: it must give every column of the primary key of "
                                    + table.name());
                }
                yield new Placement.Patch(given);
            }
        };
    }

    /** What ON CONFLICT names must be the primary key, the only thing that rows can be in conflict about. */
    private void requireKey(List<SqlIdentifier> columns) {
        Set<Integer> named = new HashSet<>();
        for (SqlIdentifier column : columns) {
            named.add(TargetTable.column(table, column));
        }
        if (!columns.isEmpty() && !named.equals(new HashSet<>(table.primaryKey()))) {
            throw PlanErrors.at(
                    ErrorCode.INVALID_STATEMENT,
                    columns.get(0),
                    "ON CONFLICT must name the primary key of " + table.name());
        }
    }

    private List<Cell> defaults(int[] targets) {
        Set<Integer> given = new HashSet<>();
        for (int target : targets) {
            given.add(target);
        }
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < table.columns().size(); i++) {
            cells.add(new Cell.Constant(null));
            if (!given.contains(i)) {
                setDefault(cells, i, table.columns().get(i), defaultExpressions);
            }
        }
        return cells;
    }

    /** Puts a column's default into a cell: an expression of its own, or null. */
    private void setDefault(List<Cell> cells, int index, ColumnDefinition column, RowExpressions among) {
        String text = column.defaultSql();
        if (text != null) {
            set(cells, index, column, AletheiaSql.parseExpression(text), among);
        }
    }

    private List<List<Cell>> values(SqlCall values, int[] targets) {
        var rows = new ArrayList<List<Cell>>();
        for (SqlNode operand : values.getOperandList()) {
            List<SqlNode> nodes =
                    operand.getKind() == SqlKind.ROW ? ((SqlCall) operand).getOperandList() : List.of(operand);
            InsertTargets.checkCount(table, operand, nodes.size(), targets.length);
            var cells = new ArrayList<Cell>(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                ColumnDefinition column = InsertTargets.column(table, targets[i]);
                cells.add(new Cell.Constant(null));
                if (nodes.get(i).getKind() == SqlKind.DEFAULT) {
                    setDefault(cells, i, column, expressions);
                } else {
                    set(cells, i, column, nodes.get(i), expressions);
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    private void set(List<Cell> cells, int index, ColumnDefinition column, SqlNode unread, RowExpressions among) {
        var time = new TimeRewriter(environment.zone());
        SqlNode node = column.type().equals(ValueType.TIMESTAMP_TZ) && PseudoColumns.number(column.name()) != 0
                ? time.rewriteBound(unread)
                : time.rewrite(unread);
        Cell simple = Cell.simple(node, column, parameters, binding);
        if (simple == null) {
            pending.add(new Pending(cells, index, among, among.add(node), column, node));
        } else {
            cells.set(index, simple);
        }
    }

    private Cell computed(Pending cell) {
        return new Cell.Computed(cell.slot, conversion(cell.expressions.relType(cell.slot), cell.column, cell.node));
    }

    private static Conversion conversion(RelDataType from, ColumnDefinition column, @Nullable SqlNode node) {
        ValueType type = TypeMapping.valueType(from);
        boolean isNull = from.getSqlTypeName() == SqlTypeName.NULL;
        if (!isNull && !Assignability.isAssignable(type, column.type())) {
            String message = Assignability.message(column, type);
            throw node == null
                    ? new DatabaseException(ErrorCode.TYPE_MISMATCH, message)
                    : PlanErrors.at(ErrorCode.TYPE_MISMATCH, node, message);
        }
        return isNull ? Conversion.cast(column.type(), column.type()) : Conversion.storing(type, column.type());
    }

    private BoundInsert.Rows query(SqlNode rows, int[] targets) {
        QueryCompiler.Compiled compiled = compiler.compile(rows, TimeSpecs.NONE);
        parameters.use(compiled.query().parameters());
        InsertTargets.checkCount(table, rows, compiled.rowType().getFieldCount(), targets.length);
        var conversions = new ArrayList<Conversion>();
        for (int i = 0; i < targets.length; i++) {
            RelDataType type = compiled.rowType().getFieldList().get(i).getType();
            conversions.add(conversion(type, InsertTargets.column(table, targets[i]), null));
        }
        return new BoundInsert.Rows.Query(compiled.plan(), conversions, compiled.step());
    }
}
