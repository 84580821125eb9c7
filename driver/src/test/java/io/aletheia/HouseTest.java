package io.aletheia;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Keeps the source tree itself tidy: length of files, a sentence for every package, few rooms per floor, no test that idles. */
class HouseTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int LINES_MAX = 600;
    private static final int ROOMS_PER_FLOOR_MAX = 12;

    /** Files allowed to be longer, each with its reason. */
    private static final Map<String, String> LONGER = Map.of();

    @Test
    void noFileIsLongerThanTheLimit() throws IOException {
        for (Path root : List.of(MAIN, TEST)) {
            for (Path file : javaFiles(root)) {
                if (!LONGER.containsKey(file.getFileName().toString())) {
                    assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LINES_MAX);
                }
            }
        }
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIsFor() throws IOException {
        for (Path file : javaFiles(MAIN)) {
            Path packageInfo = file.resolveSibling("package-info.java");
            assertThat(packageInfo).exists();
            assertThat(packageInfo).content().startsWith("/** ").contains("@NullMarked");
        }
    }

    @Test
    void noFloorHasMoreRoomsThanOneCanTakeIn() throws IOException {
        try (var tree = Files.walk(MAIN)) {
            for (Path floor : tree.filter(Files::isDirectory).toList()) {
                try (var rooms = Files.list(floor)) {
                    assertThat(rooms.filter(Files::isDirectory))
                            .as(floor.toString())
                            .hasSizeLessThanOrEqualTo(ROOMS_PER_FLOOR_MAX);
                }
            }
        }
    }

    @Test
    void noTestIsSkippedAndNoneSleeps() {
        var tests = new ClassFileImporter().importPath(Path.of("target/test-classes"));
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(HouseTest.class.getName())
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Disabled.class, Assumptions.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(tests);
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            return tree.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
