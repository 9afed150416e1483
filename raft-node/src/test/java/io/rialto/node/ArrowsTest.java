package io.rialto.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.Changes;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package of the node may import which (the house's arrows in the design). */
class ArrowsTest {
  private static JavaClasses node;

  @BeforeAll
  static void read() {
    node =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rialto.node");
  }

  @Test
  void theMachineImportsTheJdkAndNothingElse() {
    classes()
        .that()
        .resideInAPackage("io.rialto.node.machine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.rialto.node.machine..")
        .check(node);
  }

  @Test
  void theStoreKnowsRowsAndTheAppliedMarkButNoTradingRule() {
    noClasses()
        .that()
        .resideInAPackage("io.rialto.node.store..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.rialto.node.machine..")
                .and(
                    not(
                        belongToAnyOf(
                            Table.class, StateReader.class, Changes.class, AppliedMark.class))))
        .check(node);
  }

  @Test
  void theStoreImportsNothingOfTheNodeButTheMachine() {
    noClasses()
        .that()
        .resideInAPackage("io.rialto.node.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.rialto.node",
            "io.rialto.node.raft..",
            "io.rialto.node.quotes..",
            "io.rialto.node.ingress..",
            "io.rialto.node.ops..",
            "io.rialto.proto..")
        .check(node);
  }

  @Test
  void raftImportsNeitherQuotesNorIngress() {
    noClasses()
        .that()
        .resideInAPackage("io.rialto.node.raft..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.rialto.node.quotes..", "io.rialto.node.ingress..")
        .check(node);
  }

  @Test
  void onlyRaftImportsTheEngine() {
    noClasses()
        .that(not(resideInAPackage("io.rialto.node.raft..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.ratis..")
        .check(node);
  }

  @Test
  void onlyTheStoreImportsRocksDb() {
    noClasses()
        .that(not(resideInAPackage("io.rialto.node.store..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .check(node);
  }

  @Test
  void theNodeImportsNoModuleButTheContracts() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.rialto..")
                .and(not(resideInAnyPackage("io.rialto.node..", "io.rialto.proto.."))))
        .check(node);
  }
}
