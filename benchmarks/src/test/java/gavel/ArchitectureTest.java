package gavel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom, over all modules. */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("gavel");
    for (String each :
        new String[] {"model", "sandbox", "testcases", "executor", "worker", "cli"}) {
      assertThat(classes.stream().filter(c -> c.getPackageName().startsWith("gavel." + each)))
          .as(each)
          .isNotEmpty();
    }
  }

  @Test
  void packagesAreAcyclic() {
    slices().matching("gavel.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theModelKnowsNobody() {
    noClasses()
        .that(resideInAnyPackage("gavel.model.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("gavel..").and(resideOutsideOfPackages("gavel.model..")))
        .check(classes);
  }

  @Test
  void sandboxAndTestcasesKnowOnlyTheModel() {
    for (String module : new String[] {"gavel.sandbox..", "gavel.testcases.."}) {
      noClasses()
          .that(resideInAnyPackage(module))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("gavel..").and(resideOutsideOfPackages("gavel.model..", module)))
          .check(classes);
    }
  }

  @Test
  void theWorkerSpeaksToGuestsOnlyOverTheWire() {
    noClasses()
        .that(resideInAnyPackage("gavel.worker..", "gavel.cli.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("gavel.sandbox..", "gavel.executor..", "com.sun.jna.."))
        .check(classes);
  }

  @Test
  void theExecutorKnowsNoAnswersAndNoKafka() {
    noClasses()
        .that(resideInAnyPackage("gavel.executor..", "gavel.sandbox.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("gavel.worker..", "gavel.testcases..", "org.apache.kafka.."))
        .check(classes);
  }

  @Test
  void kafkaStaysAtTheEdgeOfTheWorker() {
    noClasses()
        .that(
            resideInAnyPackage("gavel..")
                .and(
                    resideOutsideOfPackages(
                        "gavel.worker.intake..",
                        "gavel.worker.publish..",
                        "gavel.worker.topic..",
                        "gavel.worker.control..",
                        "gavel.worker.latest..",
                        "gavel.worker.app..",
                        "gavel.broker..",
                        "gavel.cli..",
                        "gavel.bench.stack..",
                        "gavel.bench.pipeline..",
                        "gavel.bench.chaos..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.kafka.."))
        .check(classes);
  }
}
