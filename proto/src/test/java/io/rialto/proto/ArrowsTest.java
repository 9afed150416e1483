package io.rialto.proto;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the contracts may import (the house's arrows in the design). */
class ArrowsTest {
  private static JavaClasses module;

  @BeforeAll
  static void read() {
    module =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rialto.proto");
  }

  @Test
  void theContractsImportNoOtherModule() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.rialto..").and(not(resideInAnyPackage("io.rialto.proto.."))))
        .check(module);
  }

  @Test
  void theSharedShapesKnowTheTradingContractOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.rialto.proto.shape..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.rialto.proto.log..", "io.rialto.proto.cluster..")
        .check(module);
  }
}
