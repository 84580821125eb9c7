package io.aletheia.examples.benchmarks;

import java.nio.file.Path;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.bindings.LongBinding;
import jetbrains.exodus.bindings.StringBinding;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;

/** Xodus with durable writes. */
final class XodusPeer implements DurablePeer {
    private static final ArrayByteIterable VALUE = StringBinding.stringToEntry(PAYLOAD);

    private final Environment environment;
    private final Store store;

    XodusPeer(Path directory) {
        environment = Environments.newInstance(directory.toFile(), new EnvironmentConfig().setLogDurableWrite(true));
        store = environment.computeInTransaction(
                transaction -> environment.openStore("commits", StoreConfig.WITHOUT_DUPLICATES, transaction));
    }

    @Override
    public Writer connect() {
        return new Writer() {
            @Override
            public void commit(long id) {
                environment.executeInTransaction(
                        transaction -> store.put(transaction, LongBinding.longToEntry(id), VALUE));
            }

            @Override
            public void close() {
                // The environment has no connections.
            }
        };
    }

    @Override
    public void close() {
        environment.close();
    }
}
