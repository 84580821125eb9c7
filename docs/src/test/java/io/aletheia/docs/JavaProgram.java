package io.aletheia.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Compiles a block that is a whole class with a main method and runs it in a JVM of its own, in an empty directory. */
final class JavaProgram {
    private static final Pattern CLASS = Pattern.compile("\\bclass (\\w+)");
    private static final int SECONDS_MAX = 60;

    private JavaProgram() {}

    /** What the program prints. */
    static String outputOf(Block block, Path directory) throws IOException, InterruptedException {
        Matcher name = CLASS.matcher(block.text());
        assertThat(name.find()).as("a class in the block").isTrue();
        Path source = directory.resolve(name.group(1) + ".java");
        Files.writeString(source, block.text());
        String classPath = System.getProperty("java.class.path");
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", directory.toString(), "-cp", classPath, "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        directory + System.getProperty("path.separator") + classPath,
                        name.group(1))
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors.txt").toFile())
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS))
                    .as("ends in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output).stripTrailing();
        String errors = Files.readString(directory.resolve("errors.txt"));
        assertThat(process.exitValue()).as(text + errors).isZero();
        return text;
    }
}
