package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of the tests in a JVM of its own, which says in lines what it did, until it is killed. */
public final class ChildJvm implements AutoCloseable {
    /** How a program ends that SIGKILL has ended. */
    public static final int KILLED = 128 + 9;

    /** Short lives: what starts fast is better than what runs fast in the end. */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g");

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts the main method of a class with this JVM's class path. */
    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        return start(Map.of(), program, arguments);
    }

    /** Starts the main method of a class in an environment with some more variables. */
    public static ChildJvm start(Map<String, String> environment, Class<?> program, String... arguments)
            throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    /** The next line; null when the program is over, and what it said before has been read. */
    public @Nullable String readLine() throws IOException {
        return lines.readLine();
    }

    /** Gives the program a line to read. */
    public void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    /** Kills the program as an operating system does; what it said until then can still be read. */
    public void kill() {
        // Through the handle: the process's own method would close the pipe that is still to be read.
        process.toHandle().destroyForcibly();
    }

    /** Kills the program when so much time has gone by, unless it is gone by then. Returns at once. */
    public void killAfter(long millis) {
        Thread killer = new Thread(() -> {
            try {
                if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                // Nobody knows this thread. Should somebody find it, the program is better dead than forgotten.
                kill();
            }
        });
        killer.setDaemon(true);
        killer.start();
    }

    /** Waits until the program is gone, and returns its exit code, {@link #KILLED} if it was killed. */
    public int awaitEnd() throws IOException {
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a killed program ends", e);
        }
    }

    /** Kills the program if it is still there, and waits until it is gone. */
    @Override
    public void close() throws IOException {
        kill();
        lines.close();
        awaitEnd();
    }
}
