package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The self-contained jar, as it is built: nothing in it but ours, and nothing needed beside it. */
class AllJarIT {
    private static final String DRIVER = "io.aletheia.jdbc.AletheiaDriver";
    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    @Test
    void everyClassIsInOurPackages() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/aletheia/"));
    }

    @Test
    void noSignatureOfARepackedJarIsLeft() throws IOException {
        assertThat(entries()).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
    }

    @Test
    void licencesAreKept() throws IOException {
        assertThat(entries()).contains("META-INF/LICENSE", "META-INF/NOTICE");
    }

    @Test
    void theServicesNameOneDriver() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            String service =
                    new String(jar.getInputStream(jar.getEntry(SERVICE)).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(service.strip()).isEqualTo(DRIVER);
        }
    }

    @Test
    void thereIsOneClassThatToolsCouldTakeForADriver() throws Exception {
        List<String> drivers = new ArrayList<>();
        try (JarFile jar = new JarFile(jar().toFile());
                URLClassLoader loader = loader()) {
            for (String name : entries()) {
                if (name.endsWith(".class") && mentionsDriver(jar, name)) {
                    Class<?> type = Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'), false, loader);
                    if (Driver.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                        drivers.add(type.getName());
                    }
                }
            }
        }
        assertThat(drivers).containsExactly(DRIVER);
    }

    private static boolean mentionsDriver(JarFile jar, String name) throws IOException {
        byte[] bytes = jar.getInputStream(jar.getEntry(name)).readAllBytes();
        String constants = new String(bytes, StandardCharsets.ISO_8859_1);
        return constants.contains("java/sql/Driver") || constants.contains("UnregisteredDriver");
    }

    @Test
    void theDriverAnswersAQueryWithNothingElseOnTheClassPath() throws Exception {
        try (URLClassLoader loader = loader()) {
            List<Driver> drivers = new ArrayList<>();
            ServiceLoader.load(Driver.class, loader).forEach(driver -> {
                if (driver.getClass().getClassLoader() == loader) {
                    drivers.add(driver);
                }
            });
            assertThat(drivers).hasSize(1);
            try (Connection connection = drivers.get(0).connect("jdbc:aletheia:mem:", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT 40 + 2 AS answer")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getInt("answer")).isEqualTo(42);
            }
        }
    }

    @Test
    void theJarRunsAsAShell() throws Exception {
        assertThat(run("--version")).startsWith("Aletheia ");
        assertThat(run("-u", "jdbc:aletheia:mem:", "-e", "SELECT 40 + 2 AS answer"))
                .contains("| answer |")
                .contains("|     42 |")
                .contains("1 row");
    }

    private static String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-jar",
                jar().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Sees the jar and the JDK, not the test's class path. */
    private static URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith("-all.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }
}
