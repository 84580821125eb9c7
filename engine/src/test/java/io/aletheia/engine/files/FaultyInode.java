package io.aletheia.engine.files;

import io.aletheia.engine.files.FaultyDirectory.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The content of a file of {@link FaultyDirectory}: as it is read, and as it may be after the power went. Guarded by the directory. */
final class FaultyInode {
    private static final int SECTOR_BYTES = 512;

    byte[] bytes;
    private byte[] durable;
    /** Contents since the last sync, by sector. */
    private final Map<Integer, List<byte[]>> pending = new TreeMap<>();
    /** Lengths since the last sync. */
    private final List<Integer> lengths = new ArrayList<>();

    /** A file of which all is on stable storage. */
    FaultyInode(byte[] bytes) {
        this.bytes = bytes;
        this.durable = bytes.clone();
    }

    FaultyInode copy() {
        FaultyInode copy = new FaultyInode(bytes.clone());
        copy.durable = durable.clone();
        pending.forEach((sector, contents) -> copy.pending.put(sector, new ArrayList<>(contents)));
        copy.lengths.addAll(lengths);
        return copy;
    }

    void resize(int length) {
        bytes = Arrays.copyOf(bytes, length);
        lengths.add(length);
    }

    void note(int from, int to) {
        for (int sector = from / SECTOR_BYTES; sector * SECTOR_BYTES < to; sector++) {
            int start = sector * SECTOR_BYTES;
            byte[] content = Arrays.copyOfRange(bytes, start, start + SECTOR_BYTES);
            pending.computeIfAbsent(sector, key -> new ArrayList<>()).add(content);
        }
    }

    void sync() {
        durable = bytes.clone();
        forget();
    }

    void forget() {
        pending.clear();
        lengths.clear();
    }

    void flip(int offset, int bits) {
        bytes[offset] ^= (byte) bits;
        durable = bytes.clone();
    }

    byte[] survivor(Loss loss, Random random) {
        if (loss == Loss.NOTHING) {
            return bytes.clone();
        }
        if (loss == Loss.EVERYTHING_UNSYNCED) {
            return durable.clone();
        }
        int choice = random.nextInt(lengths.size() + 1);
        int length = choice == 0 ? durable.length : lengths.get(choice - 1);
        byte[] survivor = Arrays.copyOf(durable, length);
        pending.forEach((sector, contents) -> {
            int version = random.nextInt(contents.size() + 1);
            int start = sector * SECTOR_BYTES;
            if (version > 0 && start < length) {
                System.arraycopy(contents.get(version - 1), 0, survivor, start, Math.min(SECTOR_BYTES, length - start));
            }
        });
        return survivor;
    }
}
