package io.aletheia.query.statement;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ValueType.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Which types a column takes without a CAST. Texts become other things only where they are literals or parameters. */
final class Assignability {
    private static final Set<Kind> NUMBERS =
            EnumSet.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.REAL, Kind.DOUBLE, Kind.DECIMAL);
    private static final Set<Kind> INSTANTS = EnumSet.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMP_TZ);

    private Assignability() {}

    static boolean isAssignable(ValueType from, ValueType to) {
        if (from.kind() == to.kind() || to.kind() == Kind.VARCHAR) {
            return true;
        }
        return (NUMBERS.contains(from.kind()) && NUMBERS.contains(to.kind()))
                || (INSTANTS.contains(from.kind()) && INSTANTS.contains(to.kind()))
                || (from.kind() == Kind.ARRAY && to.kind() == Kind.VECTOR);
    }

    static String message(ColumnDefinition column, ValueType from) {
        return "column " + column.name() + " is " + column.type() + ", but the expression is " + from;
    }
}
