package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.Time;
import io.aletheia.grammar.tree.Option;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.TimeDefaults;
import io.aletheia.query.statement.ClockSetting;
import io.aletheia.query.temporal.PeriodDefault;
import io.aletheia.query.temporal.TimeSettings;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Evaluates the time clauses of SET SESSION and BEGIN ... WITH, once, when they are said. For one statement. */
final class TimeControls {
    private final EngineSession session;
    private final Interruption interruption;

    TimeControls(EngineSession session, Interruption interruption) {
        this.session = session;
        this.interruption = interruption;
    }

    /** The list of BEGIN ... WITH. */
    TransactionDefaults transaction(TimeDefaults defaults) {
        PeriodSpec valid = defaults.times().validTime();
        PeriodSpec system = defaults.times().systemTime();
        Long clock = null;
        for (Option option : defaults.options()) {
            SqlNode value = option.value();
            if (!option.name().equals(ClockSetting.NAME) || value == null) {
                throw new DatabaseException(
                        ErrorCode.UNSUPPORTED, option.name() + " of a transaction is not supported yet");
            }
            clock = session.instant(value, interruption);
        }
        return new TransactionDefaults(
                new TimeSettings(valid == null ? null : period(valid), system == null ? null : period(system)), clock);
    }

    /** A clause with its bounds evaluated. */
    PeriodDefault period(PeriodSpec spec) {
        if (spec.kind() == PeriodSpec.Kind.ALL) {
            return new PeriodDefault(spec.kind(), Time.BEGINNING, Time.FOREVER);
        }
        long first = instant(spec.from());
        return new PeriodDefault(spec.kind(), first, spec.kind() == PeriodSpec.Kind.AS_OF ? first : instant(spec.to()));
    }

    /** A bound's instant; the open end if there is none. */
    private long instant(@Nullable SqlNode bound) {
        return bound == null ? Time.FOREVER : session.instant(bound, interruption);
    }
}
