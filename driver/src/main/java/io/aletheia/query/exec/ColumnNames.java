package io.aletheia.query.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBiVisitor;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVariable;
import org.apache.calcite.rex.RexVisitor;
import org.jspecify.annotations.Nullable;

/** The names of the columns that an expression takes, in the place of their numbers in texts for people. Immutable. */
final class ColumnNames {
    private final List<String> names;

    private ColumnNames(List<String> names) {
        this.names = names;
    }

    /** Of all inputs of a relational expression one after the other; a join says which side's. */
    static ColumnNames ofInputs(RelNode rel) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rel.getInputs().size(); i++) {
            String side = !(rel instanceof Join) ? "" : i == 0 ? "left." : "right.";
            rel.getInput(i).getRowType().getFieldNames().forEach(name -> names.add(side + name));
        }
        return new ColumnNames(names);
    }

    /** The name of a column. */
    String name(int column) {
        return column < names.size() ? names.get(column) : "$" + column;
    }

    /** The name for a number behind a dollar sign; anything else unchanged. */
    String named(String reference) {
        return reference.matches("\\$\\d{1,6}") ? name(Integer.parseInt(reference.substring(1))) : reference;
    }

    /** An expression with names. */
    String text(RexNode node) {
        RexNode named = node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new Named(name(reference.getIndex()), reference.getType());
            }
        });
        return plain(named.toString());
    }

    /** A text of Calcite's without the character set before each string. */
    static String plain(String text) {
        return text.replace("_UTF-8'", "'");
    }

    /** A column by its name. */
    private static final class Named extends RexVariable {
        Named(String name, RelDataType type) {
            super(name, type);
        }

        @Override
        public <R> R accept(RexVisitor<R> visitor) {
            throw new IllegalStateException("a name is for people");
        }

        @Override
        public <R, P> R accept(RexBiVisitor<R, P> visitor, P argument) {
            throw new IllegalStateException("a name is for people");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Named named && named.getName().equals(getName());
        }

        @Override
        public int hashCode() {
            return Objects.hash(getName());
        }
    }
}
