package io.aletheia.engine.store;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Operation;
import io.aletheia.engine.model.Portion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seeded random commits over a node table with a column of every type, and an edge table. */
final class RandomHistory {
    static final int NODES = 7;
    static final int LINKS = 8;

    private static final List<ValueType> TYPES = List.of(
            ValueType.BOOLEAN,
            ValueType.SMALLINT,
            ValueType.INTEGER,
            ValueType.BIGINT,
            ValueType.REAL,
            ValueType.DOUBLE,
            ValueType.decimal(12, 2),
            ValueType.decimal(38, 4),
            ValueType.VARCHAR,
            ValueType.VARBINARY,
            ValueType.DATE,
            ValueType.TIME,
            ValueType.TIMESTAMP,
            ValueType.TIMESTAMP_TZ,
            ValueType.UUID,
            ValueType.array(ValueType.VARCHAR),
            ValueType.array(ValueType.INTEGER),
            ValueType.array(ValueType.BOOLEAN),
            ValueType.array(ValueType.DOUBLE),
            ValueType.vector(3));

    final StoreFixture fixture;
    private final Random random;
    private long nodes;
    private long edges;

    RandomHistory(long seed) {
        this(seed, new StoreFixture());
        fixture.apply(1, new Operation.CreateTable(nodeTable()), new Operation.CreateTable(edgeTable()));
    }

    RandomHistory(long seed, StoreFixture fixture) {
        this.random = new Random(seed);
        this.fixture = fixture;
    }

    /** A composite key of a VARCHAR and a BIGINT, then a column of every type. */
    static TableDefinition nodeTable() {
        var columns = new ArrayList<ColumnDefinition>();
        columns.add(new ColumnDefinition("name", ValueType.VARCHAR, false, null, false));
        columns.add(new ColumnDefinition("number", ValueType.BIGINT, false, null, false));
        for (ValueType type : TYPES) {
            columns.add(new ColumnDefinition("c" + columns.size(), type, true, null, false));
        }
        return new TableDefinition(NODES, "PUBLIC", "nodes", columns, List.of(0, 1), null);
    }

    static TableDefinition edgeTable() {
        return new TableDefinition(
                LINKS,
                "PUBLIC",
                "links",
                List.of(
                        ColumnDefinition.generatedId(),
                        new ColumnDefinition("source_name", ValueType.VARCHAR, false, null, false),
                        new ColumnDefinition("source_number", ValueType.BIGINT, false, null, false),
                        new ColumnDefinition("target_name", ValueType.VARCHAR, false, null, false),
                        new ColumnDefinition("target_number", ValueType.BIGINT, false, null, false),
                        new ColumnDefinition("weight", ValueType.DOUBLE, true, null, false)),
                List.of(0),
                new TableDefinition.Endpoints(NODES, NODES, List.of(1, 2), List.of(3, 4)));
    }

    /** One more commit: new nodes and edges, changes of old ones. */
    void commit(int operations) {
        long now = fixture.store.lastSystemTime() + 1 + random.nextInt(5);
        var list = new ArrayList<Operation>();
        for (int i = 0; i < operations; i++) {
            int kind = random.nextInt(10);
            if (kind < 4 || nodes < 2) {
                list.add(node(++nodes, random.nextBoolean() ? Portion.ALL : portion()));
            } else if (kind < 6) {
                list.add(edge(++edges, 1 + random.nextInt((int) nodes), 1 + random.nextInt((int) nodes), portion()));
            } else if (kind < 9) {
                list.add(node(1 + random.nextInt((int) nodes), portion()));
            } else {
                list.add(new Operation.Delete(NODES, 1 + random.nextInt((int) nodes), portion()));
            }
        }
        fixture.apply(now, list);
    }

    private Portion portion() {
        if (random.nextInt(3) > 0) {
            return Portion.FROM_NOW_ON;
        }
        long from = random.nextInt(1000);
        return Portion.of(from, random.nextBoolean() ? Time.FOREVER : from + 1 + random.nextInt(1000));
    }

    static @Nullable Object[] key(long id) {
        return new @Nullable Object[] {"name " + id % 10, id};
    }

    private Operation node(long id, Portion portion) {
        var row = new @Nullable Object[2 + TYPES.size()];
        System.arraycopy(key(id), 0, row, 0, 2);
        for (int i = 0; i < TYPES.size(); i++) {
            row[2 + i] = random.nextInt(4) == 0 ? null : value(TYPES.get(i));
        }
        return new Operation.Put(NODES, id, portion, row);
    }

    private Operation edge(long id, long source, long target, Portion portion) {
        @Nullable Object[] from = key(source);
        @Nullable Object[] to = key(target);
        return new Operation.Put(
                LINKS,
                id,
                portion,
                new @Nullable Object[] {id, from[0], from[1], to[0], to[1], random.nextDouble()},
                source,
                target);
    }

    private Object value(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> (long) (short) random.nextInt();
            case INTEGER, DATE -> (long) random.nextInt();
            case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> random.nextLong();
            case TIME -> (long) random.nextInt(1_000_000);
            case REAL -> (double) random.nextFloat();
            case DOUBLE -> random.nextBoolean() ? Double.NaN : random.nextGaussian();
            case DECIMAL -> new BigDecimal(new BigInteger(type.precision() * 3, random), type.scale());
            case VARCHAR -> string();
            case VARBINARY -> bytes();
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case ARRAY -> array(java.util.Objects.requireNonNull(type.element()));
            case VECTOR -> new float[] {random.nextFloat(), -1.5f, random.nextFloat()};
        };
    }

    private String string() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "city " + random.nextInt(5);
            case 2 -> "\u00e6\u00f8\u00e5 \ud83d\ude00".repeat(random.nextInt(40));
            default -> Long.toHexString(random.nextLong()).repeat(random.nextInt(3) == 0 ? 400 : 1);
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<@Nullable Object> array(ValueType element) {
        @Nullable Object[] values = new @Nullable Object[random.nextInt(4)];
        Arrays.setAll(values, i -> random.nextInt(4) == 0 ? null : value(element));
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
