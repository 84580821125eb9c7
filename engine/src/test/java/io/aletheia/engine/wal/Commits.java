package io.aletheia.engine.wal;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Commit;
import io.aletheia.engine.model.EndpointPolicy;
import io.aletheia.engine.model.Erasure;
import io.aletheia.engine.model.HistoryRetention;
import io.aletheia.engine.model.NoopUpdates;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.TableOptions;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValidGranularity;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Random operations, and text of operations for comparison, since arrays have no equality of their own. */
final class Commits {
    private static final List<ValueType> TYPES = List.of(
            ValueType.BOOLEAN,
            ValueType.SMALLINT,
            ValueType.INTEGER,
            ValueType.BIGINT,
            ValueType.REAL,
            ValueType.DOUBLE,
            ValueType.decimal(38, 9),
            ValueType.VARCHAR,
            ValueType.varchar(40),
            ValueType.VARBINARY,
            ValueType.DATE,
            ValueType.TIME,
            ValueType.TIMESTAMP,
            ValueType.TIMESTAMP_TZ,
            ValueType.UUID,
            ValueType.array(ValueType.VARCHAR),
            ValueType.array(ValueType.array(ValueType.BIGINT)),
            ValueType.vector(3));

    private static final TableDefinition TABLE = new TableDefinition(
            1,
            "PUBLIC",
            "t",
            List.of(new ColumnDefinition("id", ValueType.BIGINT, false, null, false)),
            List.of(0),
            null);

    private Commits() {}

    static List<Operation> random(Random random, int operationsMax) {
        int count = 1 + random.nextInt(operationsMax);
        List<Operation> operations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            operations.add(operation(random));
        }
        return operations;
    }

    /** One put of a short row, recognisable by its number. */
    static List<Operation> small(long number) {
        return List.of(new Operation.Put(1, number, Portion.FROM_NOW_ON, new Object[] {number, "row " + number}));
    }

    /** One put of a row with so many bytes. */
    static List<Operation> ofBytes(int bytes) {
        return List.of(new Operation.Put(1, 1, Portion.ALL, new Object[] {new byte[bytes]}));
    }

    static Operation operation(Random random) {
        int tableId = 1 + random.nextInt(1 << 20);
        long entityId = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
        return switch (random.nextInt(13)) {
            case 0 -> new Operation.CreateTable(table(random));
            case 1 -> new Operation.DropTable(tableId);
            case 5 -> new Operation.AlterTable(Definitions.altered(random));
            case 6 -> new Operation.CreateView(Definitions.view(random));
            case 7 -> new Operation.DropView(tableId);
            case 2 -> new Operation.Delete(tableId, entityId, portion(random));
            case 3, 4 ->
                new Operation.Put(
                        tableId,
                        entityId,
                        portion(random),
                        row(random),
                        1 + random.nextInt(),
                        1 + random.nextInt(9999));
            case 8 -> new Operation.Erase(tableId, entityId, Erasure.hash(TABLE, new Object[] {random.nextLong()}));
            case 9 -> new Operation.Forget(tableId, random.nextLong());
            default -> new Operation.Put(tableId, entityId, portion(random), row(random));
        };
    }

    private static Portion portion(Random random) {
        long from = random.nextInt(3) == 0 ? Time.BEGINNING : random.nextLong() % (Time.FOREVER / 2);
        long to = random.nextInt(3) == 0 ? Time.FOREVER : Math.max(from, 0) + 1 + random.nextInt(1 << 30);
        return new Portion(Math.max(from, Time.BEGINNING), to, random.nextBoolean(), random.nextBoolean());
    }

    static TableDefinition table(Random random) {
        List<ColumnDefinition> columns = new ArrayList<>();
        columns.add(ColumnDefinition.generatedId());
        for (ValueType type : TYPES) {
            var column = new ColumnDefinition(
                    text(random), type, random.nextBoolean(), random.nextBoolean() ? text(random) : null, false);
            columns.add(random.nextBoolean() ? column : column.withNullable(random.nextBoolean()));
        }
        TableDefinition.Endpoints endpoints = random.nextBoolean()
                ? null
                : new TableDefinition.Endpoints(1, 2, List.of(1, 2), List.of(3, random.nextInt(1 << 20)));
        EndpointPolicy[] policies = EndpointPolicy.values();
        HistoryRetention.Unit[] units = HistoryRetention.Unit.values();
        var retention = new HistoryRetention(1 + random.nextInt(99), units[random.nextInt(units.length)]);
        var options = new TableOptions(
                policies[endpoints == null ? 0 : random.nextInt(policies.length)],
                random.nextBoolean(),
                random.nextBoolean() ? ValidGranularity.DAY : ValidGranularity.MICROSECOND,
                random.nextBoolean() ? NoopUpdates.DROP : NoopUpdates.KEEP,
                random.nextBoolean() ? null : retention);
        return new TableDefinition(
                1 + random.nextInt(1000), "PUBLIC", text(random), columns, List.of(0), endpoints, options);
    }

    private static @Nullable Object[] row(Random random) {
        @Nullable Object[] row = new @Nullable Object[random.nextInt(TYPES.size() + 1)];
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(5) == 0 ? null : value(random, TYPES.get(i));
        }
        return row;
    }

    static Object value(Random random, ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> (long) (short) random.nextInt();
            case INTEGER -> (long) random.nextInt();
            case BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> random.nextLong() >> random.nextInt(64);
            case REAL -> (double) Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case DECIMAL -> new BigDecimal(new BigInteger(random.nextInt(126), random).negate(), type.scale());
            case VARCHAR -> text(random);
            case VARBINARY -> bytes(random);
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case ARRAY -> list(random, type);
            case VECTOR -> new float[] {random.nextFloat(), Float.NaN, -0f};
        };
    }

    private static List<@Nullable Object> list(Random random, ValueType type) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ValueType element = type.element();
            list.add(element == null || random.nextInt(4) == 0 ? null : value(random, element));
        }
        return Collections.unmodifiableList(list);
    }

    static String text(Random random) {
        int bound = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
        return random.ints(random.nextInt(40), 0, bound)
                .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    static String text(List<Commit> commits) {
        return commits.stream().map(Commits::text).collect(Collectors.joining("\n"));
    }

    static String text(Commit commit) {
        return commit.transactionId() + " " + commit.firstLsn() + " " + commit.systemTime() + " "
                + commit.operations().stream().map(Commits::text).toList();
    }

    private static String text(Operation operation) {
        if (operation instanceof Operation.Put put) {
            return "Put " + put.tableId() + " " + put.entityId() + " " + put.portion() + " " + put.sourceId() + " "
                    + put.targetId() + " " + Arrays.deepToString(put.row());
        }
        return operation.toString();
    }
}
