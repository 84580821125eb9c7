package io.aletheia.jdbc;

import io.aletheia.engine.model.ErrorCode;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** An object of the driver that shows itself as any interface or class that it is, closed or not. Stateless. */
abstract class Unwrappable implements Wrapper {
    @Override
    public final <T> T unwrap(@Nullable Class<T> type) throws SQLException {
        if (type == null || !type.isInstance(this)) {
            throw SqlErrors.of(
                    ErrorCode.NOT_WRAPPED,
                    getClass().getName() + " wraps no " + (type == null ? "null" : type.getName()));
        }
        return type.cast(this);
    }

    @Override
    public final boolean isWrapperFor(@Nullable Class<?> type) {
        return type != null && type.isInstance(this);
    }
}
