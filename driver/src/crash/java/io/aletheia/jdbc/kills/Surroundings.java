package io.aletheia.jdbc.kills;

import java.io.IOException;
import java.util.Map;

/** What a process that is killed lives in, and what becomes of it. */
interface Surroundings {
    /** A machine that keeps what was written when a process dies, and whose clock is right. */
    Surroundings SOUND = new Surroundings() {};

    /** Variables of the environment of the next process. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** What happens to the disk when the process is dead, before anybody looks. */
    default void killed() throws IOException {}
}
