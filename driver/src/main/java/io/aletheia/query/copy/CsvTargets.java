package io.aletheia.query.copy;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.PseudoColumns;
import io.aletheia.query.expression.Conversion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each field of a file is: a column, an end of the valid period, or both. Immutable. */
final class CsvTargets {
    private static final String FROM = "_valid_from";
    private static final String TO = "_valid_to";

    /** Makes an error of a line's number and a problem. */
    @FunctionalInterface
    interface Problem {
        DatabaseException at(long line, String problem);
    }

    private final TableDefinition table;
    private final List<String> names;
    private final int[] columns;
    private final int fromIndex;
    private final int toIndex;
    private final @Nullable Conversion[] conversions;
    private final long[] greatestNumbers;

    CsvTargets(TableDefinition table, List<String> names, PeriodSource period, Problem problem) {
        this.table = table;
        this.names = names.isEmpty() ? allColumns(table) : List.copyOf(names);
        String fromName = period.fromField() == null ? FROM : period.fromField();
        String toName = period.toField() == null ? TO : period.toField();
        this.fromIndex = index(this.names, fromName);
        this.toIndex = index(this.names, toName);
        if ((period.fromField() != null && fromIndex < 0) || (period.toField() != null && toIndex < 0)) {
            String missing = fromIndex < 0 ? fromName : toName;
            throw problem.at(1, "there is no field \"" + missing + "\"" + NearestName.suggestion(missing, this.names));
        }
        this.columns = columns(period, problem);
        this.conversions = new @Nullable Conversion[table.columns().size()];
        this.greatestNumbers = new long[conversions.length];
        for (int i = 0; i < conversions.length; i++) {
            ValueType type = table.columns().get(i).type();
            conversions[i] = Conversion.storing(ValueType.VARCHAR, type);
            greatestNumbers[i] = type.kind() == ValueType.Kind.BIGINT
                    ? Long.MAX_VALUE
                    : type.kind() == ValueType.Kind.INTEGER ? Integer.MAX_VALUE : 0;
        }
    }

    /** The names in a header. */
    static List<String> names(CsvFields header, Problem problem) {
        var names = new ArrayList<String>();
        for (int i = 0; i < header.count(); i++) {
            String name = header.field(i);
            if (name == null || name.isBlank()) {
                throw problem.at(header.line(), "field " + (i + 1) + " of the header has no name");
            }
            names.add(name.strip());
        }
        return names;
    }

    private static List<String> allColumns(TableDefinition table) {
        return table.presentColumns().stream()
                .map(table.columns()::get)
                .filter(column -> !column.generated())
                .map(ColumnDefinition::name)
                .toList();
    }

    private static int index(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private int[] columns(PeriodSource period, Problem problem) {
        int[] found = new int[names.size()];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < found.length; i++) {
            String name = names.get(i);
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw problem.at(1, "the column \"" + name + "\" is there twice");
            }
            found[i] = table.columnPosition(name);
            boolean generated = found[i] >= 0 && table.columns().get(found[i]).generated();
            boolean system = PseudoColumns.number(name) != 0 && i != fromIndex && i != toIndex;
            if (generated || system) {
                throw new DatabaseException(
                        ErrorCode.NOT_SETTABLE, "the column " + name + " is given its values by the database");
            }
            boolean periodOnly = (i == fromIndex && (period.fromField() != null || isPeriod(name)))
                    || (i == toIndex && (period.toField() != null || isPeriod(name)));
            if (found[i] < 0 && !periodOnly) {
                throw new DatabaseException(
                        ErrorCode.UNKNOWN_COLUMN,
                        "the table " + table.name() + " has no column \"" + name + "\""
                                + NearestName.suggestion(name, allColumns(table)));
            }
        }
        return found;
    }

    private static boolean isPeriod(String name) {
        return PseudoColumns.number(name) != 0;
    }

    int count() {
        return columns.length;
    }

    String name(int index) {
        return names.get(index);
    }

    /** Position of the column that a field is; -1 if it is an end of the period only. */
    int column(int index) {
        return columns[index];
    }

    boolean hasFrom() {
        return fromIndex >= 0;
    }

    boolean isFrom(int index) {
        return index == fromIndex;
    }

    boolean isTo(int index) {
        return index == toIndex;
    }

    Conversion conversion(int column) {
        return Objects.requireNonNull(conversions[column]);
    }

    /** The greatest number that a column of whole numbers holds; 0 for other columns. */
    long greatestNumber(int column) {
        return greatestNumbers[column];
    }
}
