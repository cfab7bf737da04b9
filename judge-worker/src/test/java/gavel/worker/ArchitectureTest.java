package gavel.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("gavel.worker");

  @Test
  void kafkaStaysWhereItBelongs() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "gavel.worker.intake",
            "gavel.worker.publish",
            "gavel.worker.topic",
            "gavel.worker.control",
            "gavel.worker.latest",
            "gavel.worker.app")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void theWorkerSpeaksToTheSandboxOnlyOverTheWire() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "gavel.sandbox..", "gavel.executor..", "gavel.broker..", "com.sun.jna..")
        .check(CLASSES);
  }

  @Test
  void packagesAreAcyclic() {
    slices().matching("gavel.worker.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void judgingKnowsNoQueue() {
    noClasses()
        .that()
        .resideInAnyPackage("gavel.worker.guest", "gavel.worker.judge")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "gavel.worker.intake",
            "gavel.worker.publish",
            "gavel.worker.topic",
            "gavel.worker.flow",
            "gavel.worker.app")
        .check(CLASSES);
  }
}
