package io.aletheia.query;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text without parameters that runs the statement of its shape with its own literals. As soon as something has changed since that
 * statement was bound, the text is bound by itself. Confined to the session's thread.
 */
final class ShapedStatement implements Prepared {
    private final EngineSession session;
    private final String sql;
    private final BoundStatement shape;
    private final @Nullable Object[] values;
    private @Nullable Prepared exact;

    ShapedStatement(EngineSession session, String sql, BoundStatement shape, @Nullable Object[] values) {
        this.session = session;
        this.sql = sql;
        this.shape = shape;
        this.values = values;
    }

    @Override
    public String sql() {
        return sql;
    }

    /** What answers: the shape until the text was bound by itself. */
    private Prepared present() {
        return exact == null ? shape : exact;
    }

    @Override
    public Kind kind() {
        return present().kind();
    }

    @Override
    public List<ResultColumn> columns() {
        return present().columns();
    }

    @Override
    public List<@Nullable ValueType> parameters() {
        return List.of();
    }

    @Override
    public @Nullable TableDefinition target() {
        return present().target();
    }

    @Override
    public Result execute(@Nullable Object[] parameters, Execution execution) {
        Prepared bySelf = exact;
        if (bySelf == null && parameters.length == 0) {
            session.checkOpen();
            if (!shape.isStale()) {
                return shape.execute(values, execution);
            }
        }
        if (bySelf == null) {
            bySelf = session.bind(sql);
            exact = bySelf;
        }
        return bySelf.execute(parameters, execution);
    }
}
