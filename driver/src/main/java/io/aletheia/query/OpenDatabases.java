package io.aletheia.query;

import io.aletheia.engine.Database;
import io.aletheia.engine.DatabaseOptions;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.LogIo;
import io.aletheia.engine.model.RecoveryMode;
import io.aletheia.engine.model.RecoveryProgress;
import io.aletheia.query.statement.CheckConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The databases that this process has open, each shared by its sessions. A database stays open for its close delay after its last
 * session, and until the process ends at the latest. Thread-safe: one lock, held also while a database is opened or closed.
 */
final class OpenDatabases {
    private static final System.Logger LOGGER = System.getLogger("io.aletheia");
    private static final OpenDatabases INSTANCE = new OpenDatabases();
    private static final long THREAD_IDLE_SECONDS = 5;

    private final Map<String, OpenDatabase> byName = new HashMap<>();
    private @Nullable ScheduledThreadPoolExecutor closer;

    private OpenDatabases() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "aletheia-shutdown"));
    }

    static OpenDatabases instance() {
        return INSTANCE;
    }

    /** The name under which a location is shared; null for a database of one session only. */
    static @Nullable String name(DatabaseLocation location) {
        if (location instanceof DatabaseLocation.Directory directory) {
            Path path = directory.path().toAbsolutePath().normalize();
            try {
                return "file:" + (Files.exists(path) ? path.toRealPath() : path);
            } catch (IOException e) {
                // Opening it will say what is wrong with the path.
                return "file:" + path;
            }
        }
        String name = ((DatabaseLocation.Memory) location).name();
        return name.isEmpty() ? null : "mem:" + name;
    }

    /** The database at a location, opened if it is not open. */
    synchronized Held hold(DatabaseLocation location, Settings settings, RecoveryProgress progress) {
        String name = name(location);
        OpenDatabase known = name == null ? null : byName.get(name);
        if (known != null && !known.database().isAlive()) {
            byName.remove(String.valueOf(name));
            close(known);
            known = null;
        }
        if (known != null) {
            refuseConflicts(known.openedWith(), settings);
            known.hold();
            return new Held(known, name, false);
        }
        Database database = location instanceof DatabaseLocation.Directory directory
                ? Database.open(directory.path(), options(settings, progress))
                : Database.inMemory(options(settings, progress));
        var made = new OpenDatabase(database, settings);
        made.hold();
        // A directory has its real path only now, if it was made.
        String madeName = name(location);
        if (madeName != null) {
            byName.put(madeName, made);
        }
        return new Held(made, madeName, true);
    }

    /**
     * A hold on a database.
     *
     * @param database the database
     * @param name its name; null if it is one session's own
     * @param opened whether it was opened for this hold
     */
    record Held(OpenDatabase database, @Nullable String name, boolean opened) {}

    private static void refuseConflicts(Settings openedWith, Settings given) {
        for (Setting setting : Setting.values()) {
            if (setting.scope() == Setting.Scope.ENGINE && given.isGiven(setting)) {
                String running = setting.canonical(openedWith.get(setting));
                String wanted = setting.canonical(given.get(setting));
                if (!running.equals(wanted)) {
                    throw new DatabaseException(
                            ErrorCode.PROPERTY_CONFLICT,
                            "the database is open with " + setting.key() + "=" + running + ", which " + setting.key()
                                    + "=" + wanted + " contradicts; close its other connections first");
                }
            }
        }
    }

    private static DatabaseOptions options(Settings settings, RecoveryProgress progress) {
        return new DatabaseOptions(
                settings.isTrue(Setting.CREATE),
                settings.isTrue(Setting.READ_ONLY),
                (int) settings.number(Setting.WAL_STRIPES),
                (int) settings.number(Setting.WAL_STRIPE_CAPACITY),
                settings.number(Setting.WAL_SEGMENT_SIZE),
                (int) settings.number(Setting.WAL_SEGMENTS_RETAINED),
                settings.number(Setting.FLUSH_INTERVAL_MS),
                settings.number(Setting.GROUP_COMMIT_MAX_DELAY_MS),
                (int) settings.number(Setting.GROUP_COMMIT_MAX_BATCH),
                clockSkewMaxMillis(settings),
                TimeUnit.SECONDS.toMillis(settings.number(Setting.CHECKPOINT_INTERVAL_SECONDS)),
                settings.number(Setting.CHECKPOINT_LOG_SIZE),
                LogIo.valueOf(settings.get(Setting.WAL_IO)),
                RecoveryMode.valueOf(settings.get(Setting.RECOVERY)),
                progress,
                DatabaseOptions.DEFAULTS.wallClock(),
                new CheckConditions());
    }

    private static long clockSkewMaxMillis(Settings settings) {
        return settings.isTrue(Setting.ALLOW_CLOCK_SKEW)
                ? Long.MAX_VALUE
                : TimeUnit.SECONDS.toMillis(settings.number(Setting.MAX_CLOCK_SKEW));
    }

    /** Gives a hold back; the last one closes the database, at once or after its delay. */
    synchronized void release(Held held) {
        OpenDatabase database = held.database();
        if (!database.release()) {
            return;
        }
        long delay = database.openedWith().number(Setting.CLOSE_DELAY);
        if (held.name() == null || delay == 0 || !database.database().isAlive()) {
            forget(held.name(), database);
            close(database);
        } else if (delay > 0) {
            long idle = database.idleCount();
            // Errors of closing are logged by the task itself.
            var unused = closer().schedule(() -> closeIfIdle(held, idle), delay, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void closeIfIdle(Held held, long idle) {
        if (held.database().isIdleSince(idle)) {
            forget(held.name(), held.database());
            close(held.database());
        }
    }

    private void forget(@Nullable String name, OpenDatabase database) {
        if (name != null && byName.get(name) == database) {
            byName.remove(name);
        }
    }

    private ScheduledThreadPoolExecutor closer() {
        if (closer == null) {
            closer = new ScheduledThreadPoolExecutor(1, task -> {
                var thread = new Thread(task, "aletheia-close");
                thread.setDaemon(true);
                return thread;
            });
            closer.setKeepAliveTime(THREAD_IDLE_SECONDS, TimeUnit.SECONDS);
            closer.allowCoreThreadTimeOut(true);
        }
        return closer;
    }

    private static void close(OpenDatabase database) {
        try {
            try {
                database.database().close();
            } finally {
                database.workers().close();
            }
        } catch (DatabaseException e) {
            // Nobody is left to be told; what was acknowledged is in the log.
            LOGGER.log(System.Logger.Level.WARNING, "closing a database failed", e);
        }
    }

    private synchronized void closeAll() {
        List<OpenDatabase> all = new ArrayList<>(byName.values());
        byName.clear();
        all.forEach(OpenDatabases::close);
    }
}
