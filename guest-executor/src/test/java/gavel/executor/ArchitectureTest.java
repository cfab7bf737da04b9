package gavel.executor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("gavel.executor");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("gavel.executor.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheProgramAndItsChecksKnowTheRealSandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackages("gavel.executor.app", "gavel.executor.check")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("gavel.sandbox.LinuxSandbox")
        .check(CLASSES);
  }

  @Test
  void nativeCallsAreTheSandboxs() {
    noClasses().should().dependOnClassesThat().resideInAPackage("com.sun.jna..").check(CLASSES);
  }

  @Test
  void workIsDoneWithoutKnowingWhoAsked() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "gavel.executor.slot",
            "gavel.executor.store",
            "gavel.executor.run",
            "gavel.executor.compile")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("gavel.executor.session", "gavel.executor.listen", "gavel.executor.app")
        .check(CLASSES);
  }
}
