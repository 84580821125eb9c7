package io.aletheia.query;

import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement, checked against the catalog and ready to run any number of times in its session. If the catalog has changed
 * since, it prepares itself again. Confined to the session's thread, like the session.
 */
public interface Prepared {
    /** What running it gives. */
    enum Kind {
        /** Rows. */
        QUERY,
        /** A count of entities touched: INSERT, UPDATE, DELETE, MERGE, COPY and the like. */
        UPDATE,
        /** Nothing: definitions, settings, transaction control. */
        OTHER
    }

    /** The statement's text. */
    String sql();

    /** What running it gives. */
    Kind kind();

    /** The columns of the rows; empty unless {@link #kind} is QUERY. */
    List<ResultColumn> columns();

    /** The inferred types of the parameters in order; null where the context says nothing. */
    List<@Nullable ValueType> parameters();

    /** The table that an INSERT, UPDATE, DELETE or MERGE writes; null for other statements. */
    default @Nullable TableDefinition target() {
        return null;
    }

    /**
     * Runs the statement.
     *
     * @param parameters one value per parameter: null, Boolean, Long (any integer), Double, BigDecimal, String, byte[], UUID,
     *     LocalDate, LocalTime, LocalDateTime, Instant, List, float[]
     * @throws io.aletheia.engine.model.DatabaseException with any code; the statement's own effects are undone, the transaction
     *     goes on
     */
    Result execute(@Nullable Object[] parameters, Execution execution);
}
