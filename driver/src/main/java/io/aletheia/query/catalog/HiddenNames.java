package io.aletheia.query.catalog;

import io.aletheia.engine.model.ColumnDefinition;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Finds names of columns that {@code *} hides. */
public final class HiddenNames extends SqlBasicVisitor<@Nullable Void> {
    private boolean found;

    private HiddenNames() {}

    /** Whether the tree names one. */
    public static boolean in(SqlNode node) {
        var visitor = new HiddenNames();
        node.accept(visitor);
        return visitor.found;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        if (!identifier.isStar()) {
            String last = Objects.requireNonNull(Util.last(identifier.names)).toLowerCase(Locale.ROOT);
            found |= PseudoColumns.number(last) != 0
                    || last.equals(ColumnDefinition.GENERATED_ID)
                    || last.startsWith("$");
        }
        return null;
    }
}
