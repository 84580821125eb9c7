package io.aletheia.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system that is mounted in a namespace of its own, held by a process, and gone with it: nothing is left behind however
 * a test ends. It is reached through the root directory of that process. Needs Linux, root, and the right to mount.
 */
final class HeldMount implements AutoCloseable {
    private final Process holder;
    private final BufferedReader answers;
    private final Path mountPoint;

    private HeldMount(Process holder, Path mountPoint) {
        this.holder = holder;
        this.answers = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.US_ASCII));
        this.mountPoint = mountPoint;
    }

    /** A file system in memory of so many bytes. */
    static HeldMount tmpfs(Path mountPoint, long bytes) throws IOException {
        return mount(
                mountPoint,
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + bytes + " none " + mountPoint + " && echo mounted && exec cat");
    }

    /** What a program mounts that says so, and lives until its input ends. */
    static HeldMount mount(Path mountPoint, String... program) throws IOException {
        List<String> words = new ArrayList<>(List.of("unshare", "-m"));
        words.addAll(List.of(program));
        Process holder = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var mount = new HeldMount(holder, mountPoint);
        assertThat(mount.answers.readLine()).as("the answer of " + words).isEqualTo("mounted");
        return mount;
    }

    /** What the program answers to a line. */
    String ask(String line) throws IOException {
        holder.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        holder.getOutputStream().flush();
        return String.valueOf(answers.readLine());
    }

    /** Where the file system is seen from outside of its namespace. */
    Path path() {
        return Path.of("/proc/" + holder.pid() + "/root" + mountPoint);
    }

    /** Gives a file system in memory another size. */
    void resize(long bytes) throws IOException {
        run("mount", "-o", "remount,size=" + bytes, mountPoint.toString());
    }

    /** Runs a command in the namespace. */
    void run(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid()), "-m"));
        words.addAll(List.of(command));
        assertThat(await(new ProcessBuilder(words).inheritIO().start()))
                .as(words.toString())
                .isZero();
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        await(holder);
    }

    private static int await(Process process) throws IOException {
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process ends", e);
        }
    }
}
