package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.HistoryRetention;
import io.aletheia.engine.model.NoopUpdates;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.ValidGranularity;
import io.aletheia.grammar.tree.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/** The options of CREATE TABLE ... WITH (...). */
final class TableOptionValues {
    private TableOptionValues() {}

    private enum Switch {
        ON,
        OFF
    }

    /**
     * Reads the options of a new table.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023) for a wrong value, INVALID_DEFINITION (42P16) for an option twice or where
     *     it has no place, UNSUPPORTED (HYC00) for other options
     */
    static TableOptions of(List<Option> options, boolean isEdgeTable) {
        return with(TableOptions.DEFAULTS, options, isEdgeTable);
    }

    /** The options of a table with others set; what may be changed is said elsewhere. Errors as {@link #of}. */
    static TableOptions with(TableOptions former, List<Option> options, boolean isEdgeTable) {
        TableOptions result = former;
        Set<String> seen = new HashSet<>();
        for (Option option : options) {
            if (!seen.add(option.name())) {
                throw new DatabaseException(
                        ErrorCode.INVALID_DEFINITION, "the option " + option.name() + " is there twice");
            }
            switch (option.name()) {
                case "ENDPOINT_POLICY" -> {
                    if (!isEdgeTable) {
                        throw new DatabaseException(
                                ErrorCode.INVALID_DEFINITION, "ENDPOINT_POLICY is an option of edge tables");
                    }
                    result = result.withEndpointPolicy(constant(EndpointPolicy.class, option));
                }
                case "VALID_TIME" -> result = result.withValidTime(isOn(option));
                case "VALID_GRANULARITY" ->
                    result = result.withValidGranularity(constant(ValidGranularity.class, option));
                case "NOOP_UPDATES" -> result = result.withNoopUpdates(constant(NoopUpdates.class, option));
                case "HISTORY_RETENTION" -> result = result.withHistoryRetention(retention(option));
                default -> throw StatementBinder.unsupported("WITH " + option.name() + " of a table");
            }
        }
        return result;
    }

    private static boolean isOn(Option option) {
        return constant(Switch.class, option) == Switch.ON;
    }

    private static HistoryRetention retention(Option option) {
        if (option.value() instanceof SqlIntervalLiteral literal
                && literal.getValue() instanceof SqlIntervalLiteral.IntervalValue interval
                && interval.getSign() > 0
                && interval.getIntervalLiteral().strip().matches("[0-9]{1,6}")) {
            int amount = Integer.parseInt(interval.getIntervalLiteral().strip());
            String range = interval.getIntervalQualifier().timeUnitRange.name();
            for (HistoryRetention.Unit unit : HistoryRetention.Unit.values()) {
                if (unit.name().equals(range)) {
                    return new HistoryRetention(amount, unit);
                }
            }
        }
        throw new DatabaseException(
                ErrorCode.INVALID_ARGUMENT,
                "the option HISTORY_RETENTION is an interval of whole days, months or years such as INTERVAL '7' YEAR, not "
                        + option.value());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Option option) {
        String value = text(option);
        for (E constant : type.getEnumConstants()) {
            if (value != null && constant.name().equals(value.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new DatabaseException(
                ErrorCode.INVALID_ARGUMENT,
                "the option " + option.name() + " is one of " + List.of(type.getEnumConstants()) + ", not " + value);
    }

    private static @Nullable String text(Option option) {
        if (option.value() instanceof SqlIdentifier word) {
            return word.toString();
        }
        return option.value() instanceof SqlLiteral literal ? literal.toValue() : null;
    }
}
