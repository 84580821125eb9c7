package io.aletheia.engine.wal;

import io.aletheia.engine.files.ByteReader;
import io.aletheia.engine.files.ByteWriter;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.TableOptions;
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
 * </pre>
 */
final class TableOptionsCodec {
    private static final int ENDPOINT_POLICY = 1;

    private TableOptionsCodec() {}

    static void write(ByteWriter target, TableOptions options) {
        Map<Integer, String> values = new LinkedHashMap<>();
        if (options.endpointPolicy() != TableOptions.DEFAULTS.endpointPolicy()) {
            values.put(ENDPOINT_POLICY, options.endpointPolicy().name());
        }
        target.putVarLong(values.size());
        values.forEach((number, value) -> {
            target.putVarLong(number);
            target.putString(value);
        });
    }

    /** Reads options. DATABASE_CORRUPT (XX001) for a number or value that this version does not know. */
    static TableOptions read(ByteReader source) {
        EndpointPolicy endpointPolicy = TableOptions.DEFAULTS.endpointPolicy();
        int count = source.readCount();
        for (int i = 0; i < count; i++) {
            long number = source.readVarLong();
            String value = source.readString();
            if (number != ENDPOINT_POLICY) {
                throw source.corrupt("no table option has the number " + number);
            }
            endpointPolicy = constant(source, EndpointPolicy.class, value);
        }
        return new TableOptions(endpointPolicy);
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
