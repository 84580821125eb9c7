package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.grammar.tree.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/** The options of CREATE TABLE ... WITH (...). */
final class TableOptionValues {
    private TableOptionValues() {}

    /**
     * Reads options.
     *
     * @throws DatabaseException INVALID_ARGUMENT (22023) for a wrong value, INVALID_DEFINITION (42P16) for an option twice or where
     *     it has no place, UNSUPPORTED (HYC00) for other options
     */
    static TableOptions of(List<Option> options, boolean isEdgeTable) {
        EndpointPolicy endpointPolicy = TableOptions.DEFAULTS.endpointPolicy();
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
                    endpointPolicy = constant(EndpointPolicy.class, option);
                }
                default -> throw StatementBinder.unsupported("WITH " + option.name() + " of a table");
            }
        }
        return new TableOptions(endpointPolicy);
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
