package gavel.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("gavel.model");

  @Test
  void theModelKnowsOnlyItselfAndJackson() {
    classes()
        .that(resideInAnyPackage("gavel.model.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "gavel.model..", "java..", "com.fasterxml.jackson..", "org.jspecify.."))
        .check(classes);
  }

  @Test
  void packagesAreAcyclic() {
    slices().matching("gavel.(**)").should().beFreeOfCycles().check(classes);
  }
}
