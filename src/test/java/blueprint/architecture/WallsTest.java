package blueprint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.text.Language;
import blueprint.text.Safe;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walls between the rooms: who may know whom. Each package-info says the same in words. */
final class WallsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("blueprint");

  private static final Pattern WRITES =
      Pattern.compile(
          "java\\.nio\\.file\\.Files\\.(write|writeString|create.*|delete.*|move|copy|newOutputStream"
              + "|newBufferedWriter|newByteChannel|set.*)"
              + "|java\\.nio\\.channels\\.FileChannel\\.open"
              + "|java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile|PrintWriter)\\.<init>"
              + "|java\\.io\\.File\\.(mkdir|mkdirs|delete|createNewFile|renameTo|createTempFile)");

  private static final Pattern CLOCK_OR_CHANCE =
      Pattern.compile(
          "java\\.time\\.[A-Za-z]+\\.now|java\\.lang\\.System\\.currentTimeMillis"
              + "|java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.(Random|Date)\\.<init>|java\\.security\\.SecureRandom\\.<init>"
              + "|java\\.net\\.InetAddress\\.getLocalHost");

  @Test
  void theSourceKnowsNothing() {
    knows("source");
  }

  @Test
  void diagnosticsKnowPlacesOnly() {
    knows("diagnostic", "source", "text");
  }

  @Test
  void theLanguageKnowsNeitherRulesNorMeaning() {
    knows("language", "source", "diagnostic", "facts");
  }

  @Test
  void theLanguageKnowsLimitsAndNoOtherFact() {
    noClasses()
        .that(resideInAPackage("blueprint.language.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("blueprint.facts..")
                .and(describe("are not Limit", c -> !outermost(c).equals("Limit"))))
        .check(CLASSES);
  }

  @Test
  void jsonKnowsNothing() {
    knows("json");
  }

  @Test
  void nodeKnowsNoTargetAndNoPlan() {
    knows("node", "json", "text");
  }

  @Test
  void factsKnowTheirFormatAndWhatAChangeCanDo() {
    knows("facts", "json", "inventory");
  }

  @Test
  void theInventoryKnowsNothing() {
    knows("inventory");
  }

  @Test
  void differencesKnowInventoriesAndPlacesAndNoEngine() {
    knows("diff", "inventory", "facts", "explain", "source", "diagnostic", "text");
  }

  @Test
  void earlierTextsAreKnownToNobody() {
    knows("history");
  }

  @Test
  void rulesKnowNoTargetAndNoDisk() {
    knows("rule", "language", "diagnostic", "source", "facts", "plan");
  }

  @Test
  void rulesKnowThreePureFunctionsOfThePlan() {
    Set<String> allowed = Set.of("Names", "SubnetLayout", "UserDataSize");
    noClasses()
        .that(resideInAPackage("blueprint.rule.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("blueprint.plan..")
                .and(describe("are not " + allowed, c -> !allowed.contains(c.getSimpleName()))))
        .check(CLASSES);
  }

  @Test
  void thePlanKnowsNoPlacesNoProblemsAndNoEngine() {
    knows("plan", "language", "facts");
  }

  @Test
  void onlyThePlannersKnowTheLanguage() {
    Set<String> planners =
        Set.of("AwaitedSize", "SubnetLayout", "ValueBinder", "Routes", "UserDataSize");
    noClasses()
        .that(resideInAPackage("blueprint.plan"))
        .and(
            describe(
                "are no planners",
                (JavaClass c) ->
                    !outermost(c).endsWith("Planner") && !planners.contains(outermost(c))))
        .should()
        .dependOnClassesThat(resideInAPackage("blueprint.language.."))
        .check(CLASSES);
  }

  @Test
  void textKnowsNeitherPlanNorTargets() {
    knows("text");
  }

  @Test
  void pipelinesKnowNeitherBlueprintNorPlan() {
    knows("ci", "facts", "text", "json");
  }

  @Test
  void theStarterKnowsTemplatesOnly() {
    knows("starter", "text");
  }

  @Test
  void adoptionKnowsNeitherTheLanguageNorTheCompiler() {
    knows("adoption", "source", "diagnostic", "facts", "text");
  }

  @Test
  void theOutputKnowsNothingButJson() {
    knows("output", "json", "text");
  }

  @Test
  void theMemoKnowsTheOutputOnly() {
    knows("memo", "output");
  }

  @Test
  void targetsKnowNeitherTheBlueprintNorEachOther() {
    targets().stream()
        .filter(target -> !target.equals("overview"))
        .forEach(
            target ->
                knows(
                    "target." + target,
                    "plan",
                    "text",
                    "output",
                    "facts",
                    "inventory",
                    "json",
                    "node"));
    knows("target.overview", "plan", "pipeline", "text", "output", "facts");
  }

  @Test
  void thePipelineOfToolsKnowsNoProcess() {
    knows("pipeline", "plan", "facts", "text");
    noClasses()
        .that(resideInAPackage("blueprint.pipeline"))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.."))
        .orShould()
        .dependOnClassesThat(
            describe("are processes", c -> c.getName().matches("java.lang.Process.*")))
        .check(CLASSES);
  }

  @Test
  void theHandoverKnowsNeitherYamlNorEmitters() {
    knows("handover", "pipeline", "facts", "output", "json", "text", "diagnostic");
  }

  @Test
  void explanationsKnowPlacesAndOriginsOnly() {
    knows("explain", "output", "source", "diagnostic", "text", "json");
  }

  @Test
  void thePipelineKnowsNoTerminal() {
    noClasses()
        .that(resideInAPackage("blueprint.compile.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("blueprint.cli..", "blueprint.explain..", "blueprint.handover.."))
        .check(CLASSES);
  }

  @Test
  void commandsKnowNeitherPlanNorTargets() {
    knows(
        "cli",
        "adoption",
        "ci",
        "compile",
        "diff",
        "explain",
        "history",
        "memo",
        "handover",
        "pipeline",
        "diagnostic",
        "output",
        "source",
        "language",
        "starter");
  }

  @Test
  void noRoomsKnowEachOtherInACircle() {
    slices().matching("blueprint.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void aTerminalIsKnownToTheCommandsOnly() {
    onlyIn("blueprint.cli..", "picocli..");
  }

  @Test
  void templatesAreKnownToTextOnly() {
    onlyIn("blueprint.text..", "com.github.mustachejava..");
  }

  /** A template is the same whatever makes it: its model knows neither a process nor a disk. */
  @Test
  void theModelOfATemplateKnowsNoEngineAndNoDisk() {
    noClasses()
        .that(resideInAPackage("blueprint.target.cloudformation"))
        .and(
            describe(
                "lower, emit or model",
                (JavaClass c) ->
                    outermost(c)
                        .matches(".*(Lowering|Emitter|Applier|Text|Outputs)|Template|Resource")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "software.."))
        .check(CLASSES);
  }

  @Test
  void theYamlParserIsKnownToTheSourceOnly() {
    onlyIn("blueprint.source..", "org.yaml..");
  }

  /** Text of the user and text that is safe in a language are of two types. */
  @Test
  void onlyQuotersMakeTextSafe() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage("blueprint.text")))
        .should()
        .callConstructor(Safe.class, Language.class, String.class)
        .check(CLASSES);
    noClasses()
        .that(describe("write no README", c -> !c.getSimpleName().equals("OverviewTarget")))
        .should()
        .callMethod(Safe.class, "prose", String.class)
        .check(CLASSES);
  }

  @Test
  void filesAreWrittenByTheOutputOnly() {
    Set<String> allowed =
        Set.of(
            "blueprint.output",
            // In a private folder of the user's.
            "blueprint.memo",
            // Saved plans and transcripts, in another one.
            "blueprint.handover",
            // Where Node finds its files: a private folder that is removed again.
            "blueprint.node");
    noClasses()
        .that(describe("are no writers", (JavaClass c) -> !allowed.contains(c.getPackageName())))
        .should()
        .callMethodWhere(reaches(WRITES, "writes a file"))
        .orShould()
        .callConstructorWhere(
            describe(
                "writes a file",
                call ->
                    WRITES.matcher(name(call.getTarget())).matches()
                        && takesAFile(call.getTarget())))
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnAClockOrOnChance() {
    noClasses()
        .that(
            describe("are no transcript", (JavaClass c) -> !c.getSimpleName().equals("Transcript")))
        .should()
        .callMethodWhere(reaches(CLOCK_OR_CHANCE, "asks a clock or chance"))
        .orShould()
        .callConstructorWhere(
            describe(
                "asks a clock or chance",
                call -> CLOCK_OR_CHANCE.matcher(name(call.getTarget())).matches()))
        .check(CLASSES);
  }

  @Test
  void onlyTheProgramEndsTheProgram() {
    noClasses()
        .that(describe("are not Main", (JavaClass c) -> !c.getName().equals("blueprint.cli.Main")))
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void everyRoomIsKnownToThisTest() {
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(c -> rooms.add(c.getPackageName().split("\\.", -1)[1]));
    assertThat(rooms)
        .isSubsetOf(
            "adoption",
            "ci",
            "cli",
            "compile",
            "diagnostic",
            "diff",
            "explain",
            "facts",
            "handover",
            "history",
            "inventory",
            "json",
            "language",
            "memo",
            "node",
            "output",
            "pipeline",
            "plan",
            "rule",
            "source",
            "starter",
            "target",
            "text");
  }

  @Test
  void everyRoomSaysWhatItIs() {
    Set<String> described = new TreeSet<>();
    CLASSES.stream()
        .filter(c -> c.getSimpleName().equals("package-info"))
        .forEach(c -> described.add(c.getPackageName()));
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(c -> rooms.add(c.getPackageName()));
    assertThat(described).containsAll(rooms);
  }

  private static Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    CLASSES.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith("blueprint.target."))
        .forEach(name -> targets.add(name.split("\\.", -1)[2]));
    return targets;
  }

  /** Of this project's rooms, one may know only those. */
  private static void knows(String room, String... others) {
    String[] allowed = new String[others.length + 2];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = "blueprint." + others[i] + "..";
    }
    allowed[others.length] = "blueprint." + room + "..";
    allowed[others.length + 1] = "..nothing..";
    noClasses()
        .that(resideInAPackage("blueprint." + room + ".."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("blueprint..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .allowEmptyShould(false)
        .check(CLASSES);
  }

  private static void onlyIn(String room, String... libraries) {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage(room)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> reaches(Pattern methods, String words) {
    return describe(words, call -> methods.matcher(name(call.getTarget())).matches());
  }

  private static String name(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  private static boolean takesAFile(AccessTarget.ConstructorCallTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(t -> t.isEquivalentTo(java.io.File.class) || t.isEquivalentTo(String.class));
  }

  private static String outermost(JavaClass c) {
    String name = c.getName().substring(c.getPackageName().length() + 1);
    return name.split("\\$", -1)[0];
  }
}
