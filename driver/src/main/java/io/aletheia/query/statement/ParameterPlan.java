package io.aletheia.query.statement;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import io.aletheia.query.plan.ParameterTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types in which a bound statement wants its parameters' values. Collected part by part while binding, then only read. */
public final class ParameterPlan {
    private final @Nullable ValueType[] types;
    private final @Nullable ValueType[] shown;
    private final boolean[] open;
    private final boolean[] fromContext;

    /** No types yet. */
    public ParameterPlan(int count) {
        this.types = new @Nullable ValueType[count];
        this.shown = new @Nullable ValueType[count];
        this.open = new boolean[count];
        this.fromContext = new boolean[count];
    }

    /** How many parameters there are. */
    public int count() {
        return types.length;
    }

    /** A part wants a parameter in this type. UNSUPPORTED (HYC00) if another part wants it in another. */
    void use(int index, ValueType type) {
        ValueType before = types[index];
        if (before != null && !before.equals(type)) {
            throw new DatabaseException(
                    ErrorCode.UNSUPPORTED,
                    "parameter " + (index + 1) + " as " + before + " and as " + type + " is not supported yet");
        }
        types[index] = type;
    }

    /** A part compares a parameter with values of this type. */
    void compare(int index, ValueType type) {
        use(index, type);
        fromContext[index] = true;
    }

    /** Takes over what planning a part found. */
    void use(ParameterTypes part) {
        for (int i = 0; i < types.length; i++) {
            ValueType type = part.type(i);
            if (type != null) {
                use(i, type);
                shown[i] = part.shownType(i);
            }
            open[i] |= part.isOpen(i);
            fromContext[i] |= part.isFromContext(i);
        }
    }

    /** The type in which a value is wanted. */
    public ValueType type(int index) {
        ValueType type = types[index];
        return type == null ? ValueType.VARCHAR : type;
    }

    /** Whether only the value says the parameter's type, so that another type of value needs another plan. */
    public boolean isOpen(int index) {
        return open[index];
    }

    /** Whether the type comes of what the parameter is compared or computed with, so that a value of a wider type means something else. */
    public boolean isFromContext(int index) {
        return fromContext[index];
    }

    /** Whether of some parameter only the value says the type. */
    public boolean anyOpen() {
        for (boolean one : open) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** The types as told to the user: null where only the value says. */
    public List<@Nullable ValueType> told() {
        var told = new ArrayList<@Nullable ValueType>();
        for (int i = 0; i < types.length; i++) {
            ValueType type = shown[i];
            told.add(open[i] ? null : type == null ? type(i) : type);
        }
        return told;
    }
}
