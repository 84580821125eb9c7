package io.aletheia.query.plan;

import io.aletheia.engine.model.ValueType;
import io.aletheia.query.catalog.AletheiaTypeFactory;
import io.aletheia.query.catalog.TypeMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types of a statement's parameters as planning finds them. Where the context says nothing, the type of the value that is bound
 * counts, or a stand-in until there is one. Not thread-safe.
 */
public final class ParameterTypes {
    private final AletheiaTypeFactory typeFactory;
    private final List<@Nullable ValueType> bound;
    private final ValueType standIn;
    private final @Nullable RelDataType[] inferred;
    private final @Nullable RelDataType[] contextTypes;
    private boolean mixed;
    private final boolean[] open;
    private final boolean[] fromContext;

    /**
     * Nothing inferred yet.
     *
     * @param count number of parameters
     * @param bound types of bound values; null where none is
     * @param standIn what stands for a type that nothing determines
     */
    public ParameterTypes(
            AletheiaTypeFactory typeFactory, int count, List<@Nullable ValueType> bound, ValueType standIn) {
        this.typeFactory = typeFactory;
        this.bound = new ArrayList<>(bound);
        this.standIn = standIn;
        this.inferred = new @Nullable RelDataType[count];
        this.contextTypes = new @Nullable RelDataType[count];
        this.open = new boolean[count];
        this.fromContext = new boolean[count];
    }

    /** The context of a parameter says nothing about its type. */
    RelDataType unknown(int index) {
        open[index] = true;
        ValueType type = index < bound.size() && bound.get(index) != null ? bound.get(index) : standIn;
        return TypeMapping.relType(typeFactory, type == null ? standIn : type, true);
    }

    /**
     * The context of a parameter wants it in a type. A value of the same family that the type would change, such as 1.5 where an integer
     * stands on the other side, keeps its own: nothing is rounded before it is compared.
     */
    RelDataType known(int index, RelDataType wanted) {
        fromContext[index] = true;
        ValueType own = index < bound.size() ? bound.get(index) : null;
        RelDataType type = own == null || !isWider(own, wanted) ? wanted : TypeMapping.relType(typeFactory, own, true);
        contextTypes[index] = type;
        return type;
    }

    private static boolean isWider(ValueType own, RelDataType wanted) {
        boolean ofNumbers = switch (own.kind()) {
            case BIGINT, REAL, DOUBLE, DECIMAL -> true;
            default -> false;
        };
        return switch (wanted.getSqlTypeName()) {
            case SMALLINT, INTEGER -> ofNumbers;
            case BIGINT -> ofNumbers && own.kind() != ValueType.Kind.BIGINT;
            case DECIMAL ->
                ofNumbers
                        && (own.kind() != ValueType.Kind.DECIMAL
                                || own.scale() > wanted.getScale()
                                || own.precision() - own.scale() > wanted.getPrecision() - wanted.getScale());
            case DATE -> own.kind() == ValueType.Kind.TIMESTAMP || own.kind() == ValueType.Kind.TIMESTAMP_TZ;
            default -> false;
        };
    }

    /** Whether the context of a parameter said its type. */
    public boolean isFromContext(int index) {
        return fromContext[index];
    }

    /**
     * The plan uses a parameter as this type. One that Calcite has copied, as it does with those of NULLIF, may be used as two: its value
     * then comes in the type that the context wants of it.
     */
    void use(int index, RelDataType type) {
        RelDataType before = inferred[index];
        boolean differs = before != null && !SqlTypeUtil.equalSansNullability(typeFactory, before, type);
        mixed |= differs;
        if (!differs || !wanted(index, before)) {
            inferred[index] = type;
        }
    }

    private boolean wanted(int index, RelDataType type) {
        RelDataType context = contextTypes[index];
        return context != null && SqlTypeUtil.equalSansNullability(typeFactory, context, type);
    }

    /** Each use of a parameter as another type than its value comes in becomes a cast. */
    RelNode withCasts(RelNode plan) {
        if (!mixed) {
            return plan;
        }
        RexBuilder builder = plan.getCluster().getRexBuilder();
        var casts = new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                RelDataType type = inferred[parameter.getIndex()];
                return type == null || SqlTypeUtil.equalSansNullability(typeFactory, type, parameter.getType())
                        ? parameter
                        : builder.makeAbstractCast(
                                parameter.getType(), builder.makeDynamicParam(type, parameter.getIndex()), false);
            }
        };
        return plan.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                return super.visit(other).accept(casts);
            }
        });
    }

    /** Whether nothing determines the type of some parameter, so that its value's type has to. */
    public boolean anyOpen() {
        for (boolean one : open) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** The type that the plan wants a parameter's value in; null if the plan does not use it. */
    public @Nullable ValueType type(int index) {
        RelDataType type = inferred[index];
        return type == null ? null : TypeMapping.valueType(type);
    }

    /** Whether only the value says the parameter's type. */
    public boolean isOpen(int index) {
        return open[index];
    }

    /** For each parameter the type that the plan wants its value in; VARCHAR for one that the plan does not use. */
    public List<ValueType> planned() {
        var types = new ArrayList<ValueType>();
        for (RelDataType type : inferred) {
            types.add(type == null ? ValueType.VARCHAR : TypeMapping.valueType(type));
        }
        return types;
    }

    /** The type that a parameter is told to have; null if the plan does not use it. */
    public @Nullable ValueType shownType(int index) {
        RelDataType type = inferred[index];
        return type == null ? null : TypeMapping.shownType(type);
    }

    /** For each parameter its type as told to the user: null where only the value says. */
    public List<@Nullable ValueType> told() {
        List<@Nullable ValueType> types = new ArrayList<>();
        for (RelDataType type : inferred) {
            types.add(type == null ? ValueType.VARCHAR : TypeMapping.shownType(type));
        }
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                types.set(i, null);
            }
        }
        return types;
    }

    @Override
    public String toString() {
        return Arrays.toString(inferred);
    }
}
