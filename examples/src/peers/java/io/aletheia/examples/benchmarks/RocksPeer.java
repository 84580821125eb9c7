package io.aletheia.examples.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB, each put synced; it lets writers share a sync by itself. */
final class RocksPeer implements DurablePeer {
    private static final byte[] VALUE = PAYLOAD.getBytes(StandardCharsets.UTF_8);

    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final RocksDB database;

    RocksPeer(Path directory) throws RocksDBException {
        database = RocksDB.open(options, directory.toString());
    }

    @Override
    public Writer connect() {
        return new Writer() {
            @Override
            public void commit(long id) throws RocksDBException {
                database.put(synced, ByteBuffer.allocate(Long.BYTES).putLong(id).array(), VALUE);
            }

            @Override
            public void close() {
                // The database has no connections.
            }
        };
    }

    @Override
    public void close() {
        database.close();
        synced.close();
        options.close();
    }
}
