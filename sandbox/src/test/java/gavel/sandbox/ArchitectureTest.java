package gavel.sandbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("gavel.sandbox");

  @Test
  void theSandboxKnowsOnlyItselfAndTheModel() {
    classes()
        .that(resideInAnyPackage("gavel.sandbox.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "gavel.sandbox..", "gavel.model", "java..", "com.sun.jna..", "org.jspecify.."))
        .check(classes);
  }

  @Test
  void nativeImportsStandInOnePackage() {
    classes()
        .that()
        .resideOutsideOfPackage("gavel.sandbox.libc")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("gavel..", "java..", "org.jspecify.."))
        .check(classes);
  }

  @Test
  void packagesAreAcyclic() {
    slices().matching("gavel.(**)").should().beFreeOfCycles().check(classes);
  }
}
