package io.aletheia.query.statement;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.exec.ExecutionContext;
import io.aletheia.query.temporal.TimeRewriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is exactly one key: each column of the primary key equals a parameter or a literal of its type, and nothing else. A
 * statement with such a condition needs no plan. Immutable.
 */
final class KeyEquality {
    private final Value[] values;

    private KeyEquality(Value[] values) {
        this.values = values;
    }

    /** A value known when the statement is bound, or a parameter if {@code index >= 0}. */
    private record Value(int index, @Nullable Object constant) {
        @Nullable
        Object in(ExecutionContext context) {
            return index >= 0 ? context.parameter(index) : constant;
        }
    }

    /**
     * Reads a condition; null if it is of another form, and then no parameter is used.
     *
     * @param qualifier what columns may be qualified with: the table's name or its alias
     */
    static @Nullable KeyEquality of(
            SqlNode where, TableDefinition table, String qualifier, Environment environment, ParameterPlan parameters) {
        @Nullable SqlNode[] found = new @Nullable SqlNode[table.primaryKey().size()];
        List<SqlNode> open = new ArrayList<>(List.of(where));
        for (int i = 0; i < open.size(); i++) {
            SqlNode condition = open.get(i);
            if (condition.getKind() == SqlKind.AND) {
                open.addAll(((SqlCall) condition).getOperandList());
            } else if (condition.getKind() != SqlKind.EQUALS || !take((SqlCall) condition, table, qualifier, found)) {
                return null;
            }
        }
        Value[] values = new Value[found.length];
        for (int i = 0; i < found.length; i++) {
            SqlNode node = found[i];
            Value value = node == null ? null : value(node, type(table, i), environment);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i].index >= 0) {
                parameters.compare(values[i].index, type(table, i));
            }
        }
        return new KeyEquality(values);
    }

    /** Whether a name is of the table: without a qualifier, or with the one given. */
    static boolean isOf(SqlIdentifier identifier, String qualifier) {
        return identifier.names.size() == 1
                || (identifier.names.size() == 2 && identifier.names.get(0).equalsIgnoreCase(qualifier));
    }

    private static ValueType type(TableDefinition table, int index) {
        return table.columns().get(table.primaryKey().get(index)).type();
    }

    private static boolean take(SqlCall equality, TableDefinition table, String qualifier, @Nullable SqlNode[] found) {
        SqlNode column = equality.operand(0);
        SqlNode value = equality.operand(1);
        if (!(column instanceof SqlIdentifier)) {
            column = equality.operand(1);
            value = equality.operand(0);
        }
        if (!(column instanceof SqlIdentifier identifier) || !isOf(identifier, qualifier)) {
            return false;
        }
        int position = table.columnPosition(Util.last(identifier.names));
        int index = position < 0 ? -1 : table.primaryKey().indexOf(position);
        if (index < 0 || found[index] != null) {
            return false;
        }
        found[index] = value;
        return true;
    }

    /** A parameter, or a literal that is exactly a value of the type. */
    private static @Nullable Value value(SqlNode node, ValueType type, Environment environment) {
        if (node instanceof SqlDynamicParam parameter) {
            return new Value(parameter.getIndex(), null);
        }
        SqlValues.Literal literal = SqlValues.of(new TimeRewriter(environment.zone()).rewrite(node));
        if (literal == null || literal.isNull()) {
            return null;
        }
        ValueType.Kind from = literal.type().kind();
        boolean same = from == type.kind() && from != ValueType.Kind.DECIMAL;
        boolean integer = from == ValueType.Kind.BIGINT
                && (type.kind() == ValueType.Kind.INTEGER || type.kind() == ValueType.Kind.SMALLINT);
        return same || integer ? new Value(-1, literal.value()) : null;
    }

    /** The key in a run; null if a value of it is, so that no row has it. */
    Object @Nullable [] in(ExecutionContext context) {
        Object[] key = new Object[values.length];
        for (int i = 0; i < key.length; i++) {
            Object value = values[i].in(context);
            if (value == null) {
                return null;
            }
            key[i] = value;
        }
        return key;
    }
}
