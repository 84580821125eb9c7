package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.HistoryRetention;
import io.aletheia.engine.model.NoopUpdates;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.ValidGranularity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bytes of a table's options behind its definition: those that differ from the defaults, so that a definition without any is
 * as it was before there were options.
 *
 * <pre>
 * options    count, options
 * option     number, value (string)
 *   1        endpoint policy: RESTRICT, CLIP or IGNORE
 *   2        valid time: OFF
 *   3        granularity of valid time: DAY
 *   4        writes that change nothing: DROP
 *   5        retention of history: amount and unit, as 7 YEAR
 * </pre>
 */
final class TableOptionsCodec {
    private static final int ENDPOINT_POLICY = 1;
    private static final int VALID_TIME = 2;
    private static final int VALID_GRANULARITY = 3;
    private static final int NOOP_UPDATES = 4;
    private static final String OFF = "OFF";
    private static final int HISTORY_RETENTION = 5;

    private TableOptionsCodec() {}

    static void write(ByteWriter target, TableOptions options) {
        Map<Integer, String> values = new LinkedHashMap<>();
        if (options.endpointPolicy() != TableOptions.DEFAULTS.endpointPolicy()) {
            values.put(ENDPOINT_POLICY, options.endpointPolicy().name());
        }
        if (!options.validTime()) {
            values.put(VALID_TIME, OFF);
        }
        if (options.validGranularity() != TableOptions.DEFAULTS.validGranularity()) {
            values.put(VALID_GRANULARITY, options.validGranularity().name());
        }
        if (options.noopUpdates() != TableOptions.DEFAULTS.noopUpdates()) {
            values.put(NOOP_UPDATES, options.noopUpdates().name());
        }
        if (options.historyRetention() != null) {
            values.put(HISTORY_RETENTION, options.historyRetention().toString());
        }
        target.putVarLong(values.size());
        values.forEach((number, value) -> {
            target.putVarLong(number);
            target.putString(value);
        });
    }

    /** Reads options. DATABASE_CORRUPT (XX001) for a number or value that this version does not know. */
    static TableOptions read(ByteReader source) {
        TableOptions options = TableOptions.DEFAULTS;
        int count = source.readCount();
        for (int i = 0; i < count; i++) {
            options = read(source, options, source.readVarLong(), source.readString());
        }
        return options;
    }

    private static TableOptions read(ByteReader source, TableOptions options, long number, String value) {
        if (number == ENDPOINT_POLICY) {
            return options.withEndpointPolicy(constant(source, EndpointPolicy.class, value));
        } else if (number == VALID_TIME && value.equals(OFF)) {
            return options.withValidTime(false);
        } else if (number == VALID_GRANULARITY) {
            return options.withValidGranularity(constant(source, ValidGranularity.class, value));
        } else if (number == NOOP_UPDATES) {
            return options.withNoopUpdates(constant(source, NoopUpdates.class, value));
        }
        HistoryRetention retention = number == HISTORY_RETENTION ? HistoryRetention.ofText(value) : null;
        if (retention != null) {
            return options.withHistoryRetention(retention);
        }
        throw source.corrupt("no table option has the number " + number + " and the value " + value);
    }

    private static <E extends Enum<E>> E constant(ByteReader source, Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw source.corrupt("no value of a table option: " + name);
    }
}
