package io.aletheia.examples.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** F: how often a second the disk takes 4 KiB written into a file of zeros and synced. What any durable commit is held to. */
final class RawDisk {
    private static final int BLOCK_BYTES = 4096;
    private static final int FILE_BLOCKS = 4096;

    private RawDisk() {}

    static double syncsPerSecond(Path directory, double seconds) throws IOException {
        Path file = Files.createTempFile(directory, "raw", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
            for (int i = 0; i < FILE_BLOCKS; i++) {
                write(channel, block, i);
            }
            channel.force(true);
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            int syncs = 0;
            while (System.nanoTime() < end) {
                block.putLong(0, syncs);
                write(channel, block, syncs % FILE_BLOCKS);
                channel.force(false);
                syncs++;
            }
            return syncs / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(FileChannel channel, ByteBuffer block, long index) throws IOException {
        block.clear();
        while (block.hasRemaining()) {
            channel.write(block, index * BLOCK_BYTES + block.position());
        }
    }
}
