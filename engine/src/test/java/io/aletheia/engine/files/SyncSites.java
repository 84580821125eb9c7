package io.aletheia.engine.files;

import io.aletheia.engine.files.FaultyDirectory.Kind;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The places of the program that sync a {@link FaultyDirectory}, as far as they were reached, and perhaps one of them whose syncs
 * do nothing. Thread-safe.
 */
public final class SyncSites {
    /** Notes nothing and leaves nothing out. */
    static final SyncSites NOT_NOTED = new SyncSites(null);

    /** They sync for others: which of those is what matters. */
    private static final Set<String> PASSED_ON = Set.of("SegmentWriter.sync", "LogTail.sync");

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String HERE = SyncSites.class.getPackageName() + ".";

    private final @Nullable String leftOut;
    private final Set<String> reached = new TreeSet<>();

    private SyncSites(@Nullable String leftOut) {
        this.leftOut = leftOut;
    }

    /** Notes all. */
    public static SyncSites noted() {
        return new SyncSites("");
    }

    /** Leaves one out, by its name. */
    public static SyncSites without(String site) {
        return new SyncSites(site);
    }

    /** Their names, as {@code Class.method:line, kind}, sorted. */
    public synchronized List<String> reached() {
        return List.copyOf(reached);
    }

    /** Whether the sync that is asked for is done. */
    boolean admits(Kind kind) {
        if (leftOut == null) {
            return true;
        }
        String site =
                WALKER.walk(frames -> frames.filter(each -> !each.getClassName().startsWith(HERE))
                                .filter(Predicate.not(each -> PASSED_ON.contains(method(each))))
                                .map(each -> method(each) + ":" + each.getLineNumber())
                                .findFirst()
                                .orElseThrow())
                        + (kind == Kind.SYNC ? ", file" : ", directory");
        synchronized (this) {
            reached.add(site);
        }
        return !site.equals(leftOut);
    }

    private static String method(StackFrame frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
