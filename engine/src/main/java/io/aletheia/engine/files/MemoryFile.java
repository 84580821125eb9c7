package io.aletheia.engine.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A file in memory: what all who have it open share. Thread-safe by its monitor. */
final class MemoryFile implements DataFile {
    private final String name;
    private byte[] bytes = new byte[0];
    private int length;

    MemoryFile(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized long size() {
        return length;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) {
        if (position >= length) {
            return target.hasRemaining() ? -1 : 0;
        }
        int count = (int) Math.min(target.remaining(), length - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) {
        int count = source.remaining();
        int end = Math.toIntExact(position + count);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
        }
        source.get(bytes, (int) position, count);
        length = Math.max(length, end);
        return count;
    }

    @Override
    public synchronized void truncate(long newLength) {
        if (newLength < length) {
            Arrays.fill(bytes, (int) newLength, length, (byte) 0);
            length = (int) newLength;
        }
    }

    @Override
    public void sync() {
        // Memory is as stable as it gets.
    }

    @Override
    public synchronized ByteBuffer map(long position, long mappedLength) {
        byte[] copy = Arrays.copyOfRange(bytes, (int) position, Math.toIntExact(position + mappedLength));
        return ByteBuffer.wrap(copy).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
