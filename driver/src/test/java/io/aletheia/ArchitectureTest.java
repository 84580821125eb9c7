package io.aletheia;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The house plan of the driver: which room may know which, and which room holds the door to each library. */
@AnalyzeClasses(
        packages = {"io.aletheia.jdbc", "io.aletheia.query"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODEL = "engine.model";

    /** Room to the rooms it may import; itself is understood. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("query.catalog", List.of("grammar", "engine", MODEL)),
            Map.entry("query.expression", List.of("grammar", "engine", MODEL, "query.catalog")),
            Map.entry("query.temporal", List.of("grammar", "engine", MODEL, "query.catalog", "query.expression")),
            Map.entry(
                    "query.graph",
                    List.of("grammar", "engine", MODEL, "query.catalog", "query.expression", "query.temporal")),
            Map.entry(
                    "query.plan",
                    List.of(
                            "grammar",
                            "engine",
                            MODEL,
                            "query.catalog",
                            "query.expression",
                            "query.temporal",
                            "query.graph")),
            Map.entry("query.spill", List.of(MODEL)),
            Map.entry(
                    "query.exec",
                    List.of(
                            "engine",
                            MODEL,
                            "query.catalog",
                            "query.expression",
                            "query.temporal",
                            "query.plan",
                            "query.spill")),
            Map.entry("query.copy", List.of("grammar", "engine", MODEL, "query.catalog", "query.expression")),
            Map.entry(
                    "query.statement",
                    List.of(
                            "grammar",
                            "engine",
                            MODEL,
                            "query.catalog",
                            "query.expression",
                            "query.temporal",
                            "query.graph",
                            "query.plan",
                            "query.exec")),
            Map.entry(
                    "query",
                    List.of(
                            "grammar",
                            "engine",
                            MODEL,
                            "query.catalog",
                            "query.expression",
                            "query.temporal",
                            "query.graph",
                            "query.plan",
                            "query.exec",
                            "query.copy",
                            "query.statement")),
            Map.entry("jdbc.url", List.of("query", MODEL)),
            Map.entry("jdbc.types", List.of("query", MODEL)),
            Map.entry("jdbc.metadata", List.of("query", MODEL, "jdbc.url", "jdbc.types")),
            Map.entry("jdbc", List.of("query", MODEL, "jdbc.url", "jdbc.types", "jdbc.metadata")),
            Map.entry("jdbc.shell", List.of("jdbc", "jdbc.types", "query", MODEL)));

    /** Library package to the only places that may import it. */
    private static final Map<String, String[]> DOORS = Map.of(
            "org.antlr..",
            new String[] {},
            "org.apache.calcite..",
            new String[] {"io.aletheia.query.."},
            "de.siegmar.fastcsv..",
            new String[] {"io.aletheia.query.copy.."},
            "sqlline..",
            new String[] {"io.aletheia.jdbc.shell.."},
            "org.jline..",
            new String[] {"io.aletheia.jdbc.shell.."},
            "java.nio.channels..",
            new String[] {},
            "java.sql..",
            new String[] {"io.aletheia.jdbc.."},
            "javax.sql..",
            new String[] {"io.aletheia.jdbc.."});

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("io.aletheia.(**)").should().beFreeOfCycles();

    @ArchTest
    static void roomsKnowOnlyWhatThePlanSays(JavaClasses all) {
        var strangers = new TreeSet<String>();
        for (JavaClass one : all) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                JavaClass other = dependency.getTargetClass();
                if (other.getPackageName().startsWith("io.aletheia.")
                        && !room(one).equals(room(other))
                        && !MAY_KNOW.getOrDefault(room(one), List.of()).contains(room(other))) {
                    strangers.add(one.getName() + " knows " + other.getName());
                }
            }
        }
        assertThat(strangers).isEmpty();
    }

    private static String room(JavaClass type) {
        String room = type.getPackageName().substring("io.aletheia.".length());
        return room.startsWith("grammar") ? "grammar" : room;
    }

    @ArchTest
    static void everyRoomIsInThePlan(JavaClasses all) {
        for (JavaClass one : all) {
            assertThat(MAY_KNOW).as(one.getName()).containsKey(room(one));
        }
    }

    @ArchTest
    static void eachLibraryHasOneDoor(JavaClasses all) {
        DOORS.forEach((library, places) -> noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(places)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(all));
    }

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Handler|Processor|Info|(?<!Meta)Data)")
            .because("a name with one of these endings hides the noun it stands for; MetaData is JDBC's own word");

    @ArchTest
    static final ArchRule wallClockHasOneReader = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule onlyTheShellPrints = noClasses()
            .that()
            .resideOutsideOfPackage("io.aletheia.jdbc.shell")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule publicClassesAreFinalOrAbstractOrTypes = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotRecords()
            .and()
            .areNotAssignableTo(Throwable.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .haveModifier(JavaModifier.ABSTRACT);
}
