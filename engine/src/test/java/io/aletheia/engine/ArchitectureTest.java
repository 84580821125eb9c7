package io.aletheia.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The house plan of the engine: which room may know which, and which room holds the door to each library. */
@AnalyzeClasses(packages = "io.aletheia.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Room to the rooms it may import. A room not listed on the right is out of sight. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("files", List.of("model")),
            Map.entry("wal", List.of("model", "files")),
            Map.entry("index", List.of("model", "files")),
            Map.entry("catalog", List.of("model")),
            Map.entry("store", List.of("model", "files", "index", "catalog")),
            Map.entry("tx", List.of("model", "wal", "store", "catalog")),
            Map.entry("recovery", List.of("model", "files", "wal", "store", "catalog")));

    /** Library package to the only places that may import it. */
    private static final Map<String, String[]> DOORS = Map.of(
            "org.antlr..", new String[] {"io.aletheia.grammar.."},
            "org.apache.calcite..", new String[] {"io.aletheia.grammar..", "io.aletheia.query.."},
            "org.jctools..", new String[] {"io.aletheia.engine.wal.."},
            "org.HdrHistogram..", new String[] {"io.aletheia.engine.wal.."},
            "java.nio.channels..", new String[] {"io.aletheia.engine.files.."},
            "java.sql..", new String[] {"io.aletheia.jdbc.."});

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("io.aletheia.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void roomsKnowOnlyWhatThePlanSays(JavaClasses all) {
        var plan = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        plan = plan.layer("root").definedBy("io.aletheia.engine");
        for (var room : new TreeMap<>(MAY_KNOW).keySet()) {
            plan = plan.layer(room).definedBy("io.aletheia.engine." + room + "..");
        }
        for (var room : MAY_KNOW.entrySet()) {
            plan = room.getValue().isEmpty()
                    ? plan.whereLayer(room.getKey()).mayNotAccessAnyLayer()
                    : plan.whereLayer(room.getKey())
                            .mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        plan.check(all);
    }

    @ArchTest
    static void everyRoomHasALineInThePlan(JavaClasses all) {
        String root = "io.aletheia.engine.";
        var rooms = new TreeSet<String>();
        for (JavaClass each : all) {
            if (each.getPackageName().startsWith(root)) {
                rooms.add(each.getPackageName().substring(root.length()));
            }
        }
        assertThat(MAY_KNOW.keySet()).containsAll(rooms);
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
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Handler|Processor|Info|Data)")
            .because("a name with one of these endings hides the noun it stands for");

    @ArchTest
    static final ArchRule wallClockHasOneReader = noClasses()
            .that()
            .doNotHaveSimpleName("TransactionClock")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule nothingPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

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
