package io.aletheia.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Takes columns that nobody uses out of a plan, down to what the tables are asked for. Public because Calcite calls the methods
 * reflectively.
 *
 * <pre>
 * before: Project(name) - Filter(city = ?) - TableRead[id, name, city, born]
 * after:  Project(name) - Filter(city = ?) - TableRead[name, city]
 * </pre>
 */
public final class FieldTrimmer extends RelFieldTrimmer {
    /** A trimmer that builds with the builder. */
    public FieldTrimmer(RelBuilder builder) {
        super(null, builder);
    }

    /** Reads only the used columns, but at least one, for an expression needs a field. */
    public TrimResult trimFields(TableRead read, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
        if (!extraFields.isEmpty()) {
            return super.trimFields((RelNode) read, fieldsUsed, extraFields);
        }
        ImmutableBitSet kept = fieldsUsed.isEmpty() ? ImmutableBitSet.of(0) : fieldsUsed;
        int[] projection = read.projection();
        List<Integer> trimmed = new ArrayList<>();
        for (int field : kept) {
            trimmed.add(projection[field]);
        }
        return result(read.withProjection(trimmed), createMapping(kept, projection.length));
    }

    /** Follows edges with only the used columns. */
    public TrimResult trimFields(Expand expand, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
        return trimAccess(expand, fieldsUsed, extraFields);
    }

    /** Fetches only the used columns. */
    public TrimResult trimFields(Fetch fetch, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
        return trimAccess(fetch, fieldsUsed, extraFields);
    }

    /** Keeps what the keys are made of, and the id behind what is left. */
    public TrimResult trimFields(KeyedId keyed, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
        if (!extraFields.isEmpty()) {
            return super.trimFields((RelNode) keyed, fieldsUsed, extraFields);
        }
        int width = keyed.getInput().getRowType().getFieldCount();
        ImmutableBitSet.Builder ofInput =
                fieldsUsed.intersect(ImmutableBitSet.range(width)).rebuild();
        keyed.key().forEach(value -> ofInput.addAll(RelOptUtil.InputFinder.bits(value)));
        TrimResult input = trimChild(keyed, keyed.getInput(), ofInput.build(), Set.of());
        Mapping inputMapping = input.right;
        int newWidth = input.left.getRowType().getFieldCount();
        Mapping mapping = Mappings.create(MappingType.INVERSE_SURJECTION, width + 1, newWidth + 1);
        for (int i = 0; i < width; i++) {
            int target = inputMapping.getTargetOpt(i);
            if (target >= 0) {
                mapping.set(i, target);
            }
        }
        mapping.set(width, newWidth);
        List<RexNode> key = new ArrayList<>();
        keyed.key().forEach(value -> key.add(RexUtil.apply(inputMapping, value)));
        return result(new KeyedId(keyed.getCluster(), input.left, keyed.definition(), key), mapping);
    }

    private TrimResult trimAccess(NodeAccess access, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
        if (!extraFields.isEmpty()) {
            return super.trimFields(access, fieldsUsed, extraFields);
        }
        int inputWidth = access.getInput().getRowType().getFieldCount();
        int width = access.getRowType().getFieldCount();
        ImmutableBitSet ofInput =
                fieldsUsed.intersect(ImmutableBitSet.range(inputWidth)).set(access.idColumn());
        TrimResult input = trimChild(access, access.getInput(), ofInput, Set.of());
        Mapping inputMapping = input.right;
        int[] projection = access.projection();
        List<Integer> trimmed = new ArrayList<>();
        ImmutableBitSet own = fieldsUsed.intersect(ImmutableBitSet.range(inputWidth, width));
        for (int field : own) {
            trimmed.add(projection[field - inputWidth]);
        }
        int newInputWidth = input.left.getRowType().getFieldCount();
        Mapping mapping = Mappings.create(MappingType.INVERSE_SURJECTION, width, newInputWidth + trimmed.size());
        for (int i = 0; i < inputWidth; i++) {
            int target = inputMapping.getTargetOpt(i);
            if (target >= 0) {
                mapping.set(i, target);
            }
        }
        int target = newInputWidth;
        for (int field : own) {
            mapping.set(field, target);
            target++;
        }
        NodeAccess made = access.with(input.left, inputMapping.getTarget(access.idColumn()), trimmed);
        return result(made, mapping);
    }
}
