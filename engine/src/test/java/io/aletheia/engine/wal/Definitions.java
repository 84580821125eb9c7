package io.aletheia.engine.wal;

import io.aletheia.engine.model.ColumnDefinition;
import io.aletheia.engine.model.Constraint;
import io.aletheia.engine.model.IndexDefinition;
import io.aletheia.engine.model.ReferentialAction;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import io.aletheia.engine.model.ValueType;
import io.aletheia.engine.model.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random definitions with all that can be said of tables and views. */
final class Definitions {
    /** Types whose values are equal if they say the same, as arrays are not. */
    private static final List<ValueType> TYPES =
            List.of(ValueType.BOOLEAN, ValueType.BIGINT, ValueType.decimal(38, 9), ValueType.VARCHAR, ValueType.UUID);

    private Definitions() {}

    /** A table that was altered: columns dropped and added, constraints and indexes. */
    static TableDefinition altered(Random random) {
        TableDefinition table = Commits.table(random);
        List<ColumnDefinition> columns = new ArrayList<>(table.columns());
        for (int i = 1; i < columns.size(); i++) {
            if (random.nextInt(4) == 0) {
                columns.set(i, columns.get(i).asDropped(i));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            columns.add(added(random));
        }
        List<Constraint> constraints = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            constraints.add(constraint(random));
        }
        List<IndexDefinition> indexes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Integer> indexed = positions(random);
            List<Integer> descending = indexed.subList(0, random.nextInt(indexed.size() + 1));
            indexes.add(new IndexDefinition(Commits.text(random), indexed, descending, random.nextBoolean()));
        }
        return table.withColumns(columns).withConstraints(constraints).withIndexes(indexes);
    }

    /** A view over anything. */
    static ViewDefinition view(Random random) {
        List<ColumnDefinition> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            columns.add(added(random).withAddition(null));
            labels.add(Commits.text(random));
        }
        return new ViewDefinition(
                1 + random.nextInt(1000),
                "PUBLIC",
                Commits.text(random),
                columns,
                labels,
                Commits.text(random),
                positions(random));
    }

    private static ColumnDefinition added(Random random) {
        ValueType type = TYPES.get(random.nextInt(TYPES.size()));
        Object value = random.nextInt(3) == 0 ? null : Commits.value(random, type);
        long systemTime = random.nextInt(3) == 0 ? Time.FOREVER : random.nextInt();
        return new ColumnDefinition(Commits.text(random), type, random.nextBoolean(), null, false)
                .withDefault(random.nextBoolean() ? Commits.text(random) : null)
                .withAddition(new ColumnDefinition.Addition(systemTime, value));
    }

    private static ReferentialAction action(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> ReferentialAction.RESTRICT;
            case 1 -> ReferentialAction.CASCADE;
            case 2 -> ReferentialAction.SET_NULL;
            case 3 -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private static Constraint constraint(Random random) {
        String name = Commits.text(random);
        return switch (random.nextInt(4)) {
            case 0 -> new Constraint.PrimaryKey(name);
            case 1 -> new Constraint.Check(name, Commits.text(random));
            case 2 -> new Constraint.Unique(name, positions(random));
            default ->
                new Constraint.ForeignKey(
                        name, positions(random), 1 + random.nextInt(1000), action(random), action(random));
        };
    }

    private static List<Integer> positions(Random random) {
        return random.ints(1 + random.nextInt(3), 0, 1 << 20).boxed().toList();
    }
}
