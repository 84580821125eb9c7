package io.aletheia.engine.store;

import io.aletheia.engine.files.DataDirectory;
import io.aletheia.engine.model.CatalogVersion;
import io.aletheia.engine.model.ColumnVersion;
import io.aletheia.engine.model.TableDefinition;
import io.aletheia.engine.model.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the tables ever had, and when. Written by the thread that applies commits, read by any without locks.
 */
public final class ColumnHistory {
    private static final String PREFIX = "columns";

    private record Place(int tableId, int place) {}

    /** In the order in which they began; volatile: replaced by the writer, and never changed. */
    private volatile List<ColumnVersion> versions = List.of();

    /** Where in the list the version of a column is that has not ended. Writer only. */
    private final Map<Place, Integer> current = new LinkedHashMap<>();

    /** The list that the file holds. Writer only. */
    private List<ColumnVersion> written = List.of();

    private List<StoreFile> files = List.of();

    ColumnHistory() {}

    /** The versions that a snapshot sees, as it sees them, in the order in which they began. */
    public List<ColumnVersion> versions(long snapshotTime) {
        var seen = new ArrayList<ColumnVersion>();
        for (ColumnVersion version : versions) {
            if (version.systemFrom() <= snapshotTime) {
                seen.add(version.systemTo() <= snapshotTime ? version : version.until(Time.FOREVER));
            }
        }
        return seen;
    }

    /** Notes what a commit made of the catalog. */
    void change(CatalogVersion before, CatalogVersion after, long commitTime) {
        if (before == after) {
            return;
        }
        var changed = new ArrayList<>(versions);
        for (TableDefinition former : before.tables()) {
            TableDefinition now = after.table(former.id());
            if (!former.equals(now)) {
                end(changed, former, now, commitTime);
            }
        }
        for (TableDefinition now : after.tables()) {
            if (!now.equals(before.table(now.id()))) {
                begin(changed, now, commitTime);
            }
        }
        versions = List.copyOf(changed);
    }

    private void end(
            List<ColumnVersion> changed, TableDefinition former, @Nullable TableDefinition now, long commitTime) {
        for (int position : former.presentColumns()) {
            var place = new Place(former.id(), position + 1);
            Integer index = current.get(place);
            if (index == null) {
                continue;
            }
            ColumnVersion version = changed.get(index);
            boolean same = now != null
                    && !now.columns().get(position).dropped()
                    && ColumnVersion.of(now, position, version.systemFrom()).equals(version);
            if (!same) {
                changed.set(index, version.until(commitTime));
                current.remove(place);
            }
        }
    }

    private void begin(List<ColumnVersion> changed, TableDefinition table, long commitTime) {
        for (int position : table.presentColumns()) {
            var place = new Place(table.id(), position + 1);
            if (!current.containsKey(place)) {
                current.put(place, changed.size());
                changed.add(ColumnVersion.of(table, position, commitTime));
            }
        }
    }

    /** What makes a directory hold the history as it is now, and returns its file if there is any. */
    Function<StoreFiles, List<StoreFile>> capture() {
        List<ColumnVersion> all = versions;
        return target -> writeTo(target, all);
    }

    private List<StoreFile> writeTo(StoreFiles target, List<ColumnVersion> all) {
        boolean same = all.equals(written) && files.stream().allMatch(target::has);
        if (!same) {
            files = all.isEmpty()
                    ? List.of()
                    : List.of(target.store(PREFIX, ColumnHistoryFile.encode(all, target.databaseId())));
            written = all;
        }
        return files;
    }

    /**
     * Fills the empty history. Of columns in the catalog that no file tells of, only is known that they are there. DATABASE_CORRUPT
     * (XX001), CANNOT_OPEN (08001).
     */
    void load(DataDirectory directory, UUID databaseId, List<StoreFile> image, CatalogVersion catalog) {
        var loaded = new ArrayList<ColumnVersion>();
        for (StoreFile file : image) {
            ByteBuffer bytes = directory.read(file.name());
            FileChecksum.check(bytes, file);
            loaded.addAll(ColumnHistoryFile.decode(bytes, file.name(), databaseId));
        }
        written = List.copyOf(loaded);
        files = image;
        for (int i = 0; i < loaded.size(); i++) {
            if (loaded.get(i).systemTo() == Time.FOREVER) {
                current.put(new Place(loaded.get(i).tableId(), loaded.get(i).place()), i);
            }
        }
        for (TableDefinition table : catalog.tables()) {
            begin(loaded, table, ColumnVersion.UNKNOWN);
        }
        versions = List.copyOf(loaded);
    }
}
