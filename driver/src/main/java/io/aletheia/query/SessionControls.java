package io.aletheia.query;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.NearestName;
import io.aletheia.grammar.tree.PeriodSpec;
import io.aletheia.grammar.tree.SessionControl;
import io.aletheia.grammar.tree.TimeAxis;
import io.aletheia.query.temporal.PeriodDefault;
import io.aletheia.query.temporal.TimeSettings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** Runs SET and SHOW. For one statement. */
final class SessionControls implements SessionControl.Visitor<Result> {
    private static final String VALID_TIME = "VALID_TIME";
    private static final String SYSTEM_TIME = "SYSTEM_TIME";
    private static final List<String> OTHERS = List.of(
            "DURABILITY",
            "SCHEMA",
            "TIME ZONE",
            "TRANSACTION ISOLATION LEVEL",
            VALID_TIME,
            SYSTEM_TIME,
            "AUTOCOMMIT",
            "DURABLE_LSN",
            "LAST_LSN");

    /** What people ask to see that is no setting. */
    private static final Set<String> LISTED = Set.of("TABLES", "COLUMNS", "SCHEMATA");

    private static final Result DONE = Result.count(0, null);

    private final EngineSession session;

    SessionControls(EngineSession session) {
        this.session = session;
    }

    /** The label of the column that SHOW gives. */
    static String label(SessionControl.Show show) {
        return show.name().toUpperCase(Locale.ROOT);
    }

    @Override
    public Result visit(SessionControl.Show show) {
        throw new IllegalStateException("SHOW gives a value");
    }

    /** The value that SHOW gives. INVALID_ARGUMENT (22023) with the nearest name if there is no such thing. */
    String show(SessionControl.Show show) {
        String name = label(show);
        TimeSettings times = session.times();
        return switch (name) {
            case "TIME ZONE" -> session.settings().get(Setting.TIME_ZONE);
            case "TRANSACTION ISOLATION LEVEL" ->
                session.transactions().isolation().name();
            case VALID_TIME -> times.valid() == null ? "CURRENT" : times.valid().toString();
            case SYSTEM_TIME ->
                times.system() == null ? "CURRENT" : times.system().toString();
            case "AUTOCOMMIT" -> String.valueOf(session.transactions().isAutoCommit());
            case "DURABILITY" -> session.transactions().transactionDurability().name();
            case "DURABLE_LSN" -> String.valueOf(session.database().durableLsn());
            case "LAST_LSN" -> String.valueOf(session.database().lastLsn());
            default -> {
                Setting setting = Setting.find(show.name());
                if (setting == null || setting == Setting.PASSWORD) {
                    throw unknown(show.name());
                }
                yield session.setting(setting);
            }
        };
    }

    private static DatabaseException unknown(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals(VALID_TIME) || upper.equals(SYSTEM_TIME)) {
            return new DatabaseException(
                    ErrorCode.INVALID_ARGUMENT,
                    upper + " is set with a time clause: SET SESSION " + upper
                            + " TO AS OF ..., to FROM ... TO ..., to ALL, or to DEFAULT for what the connection has");
        }
        var names = new ArrayList<>(OTHERS);
        for (Setting setting : Setting.values()) {
            names.add(setting.key());
        }
        String advice = LISTED.contains(upper)
                ? "; SELECT * FROM INFORMATION_SCHEMA." + upper + " lists them"
                : NearestName.suggestion(name, names);
        return new DatabaseException(ErrorCode.INVALID_ARGUMENT, "there is no setting \"" + name + "\"" + advice);
    }

    @Override
    public Result visit(SessionControl.SetDurability set) {
        session.set(Setting.DURABILITY, set.mode());
        return DONE;
    }

    @Override
    public Result visit(SessionControl.SetSchema set) {
        session.setSchema(set.name());
        return DONE;
    }

    @Override
    public Result visit(SessionControl.SetTime set) {
        PeriodSpec spec = set.spec();
        PeriodDefault period =
                spec == null ? null : new TimeControls(session, new Interruption("SHOW", 0)).period(spec);
        TimeSettings before = session.settings().ownTimes();
        session.settings()
                .setTimes(
                        set.axis() == TimeAxis.VALID_TIME
                                ? new TimeSettings(period, before.system())
                                : new TimeSettings(before.valid(), period));
        return DONE;
    }

    @Override
    public Result visit(SessionControl.SetTimeZone set) {
        session.set(Setting.TIME_ZONE, set.zone() == null ? ZoneId.of("UTC").getId() : set.zone());
        return DONE;
    }

    @Override
    public Result visit(SessionControl.SetProperty set) {
        Setting setting = Setting.find(set.name());
        if (setting == null || setting == Setting.PASSWORD || setting == Setting.USER) {
            throw unknown(set.name());
        }
        SqlNode value = set.value();
        session.set(setting, value == null ? setting.defaultValue() : text(value));
        return DONE;
    }

    private static String text(SqlNode value) {
        if (value instanceof SqlIdentifier word) {
            return word.toString();
        }
        if (value instanceof SqlLiteral literal) {
            String text = literal.toValue();
            if (text != null) {
                return text;
            }
        }
        throw new DatabaseException(
                ErrorCode.INVALID_ARGUMENT, "a setting's value is a literal or a word, not " + value);
    }
}
