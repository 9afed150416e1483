package io.rialto.node;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Console;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the machine must not see, because two replicas could see it differently. Floating point
 * within a method's body leaves no trace that could be found here, but what it is made from and
 * what becomes of it does: fields, parameters, results.
 */
@Tag("P3")
class MachinePurityTest {
  private static final DescribedPredicate<JavaClass> FLOATING_POINT =
      describe(
          "floating point",
          type ->
              Set.of("float", "double", "java.lang.Float", "java.lang.Double")
                  .contains(type.getBaseComponentType().getName()));

  private static JavaClasses machine;

  @BeforeAll
  static void read() {
    machine =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rialto.node.machine");
  }

  @Test
  void noClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat(belongToAnyOf(Clock.class, Instant.class, Date.class, Timer.class))
        .check(machine);
  }

  @Test
  void noChance() {
    noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(Random.class)
                .or(belongToAnyOf(SplittableRandom.class))
                .or(resideInAnyPackage("java.util.random..")))
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .check(machine);
  }

  /** What does not show may depend on the machine, but whoever makes the limits looks. */
  @Test
  void noMachine() {
    noClasses().should().dependOnClassesThat(belongToAnyOf(Runtime.class)).check(machine);
  }

  @Test
  void noThread() {
    noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(Thread.class)
                .or(assignableTo(ThreadLocal.class))
                .or(resideInAnyPackage("java.util.concurrent..")))
        .check(machine);
  }

  @Test
  void noFileNoSocketNoLog() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                .or(resideInAnyPackage("java.util.logging..", "java.lang.System$Logger"))
                .or(
                    belongToAnyOf(
                        File.class,
                        FileInputStream.class,
                        FileOutputStream.class,
                        RandomAccessFile.class,
                        PrintStream.class,
                        Console.class)))
        .check(machine);
  }

  /** Insertion order and sorted order are orders; a hash's, or that of {@code Set.of}, is not. */
  @Test
  void noUndefinedOrder() {
    noClasses()
        .should()
        .dependOnClassesThat(
            belongToAnyOf(HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class))
        .orShould()
        .callMethodWhere(makesAnUnorderedCollection())
        .check(machine);
  }

  @Test
  void noFloatingPoint() {
    noFields().should().haveRawType(FLOATING_POINT).check(machine);
    noMethods().should().haveRawReturnType(FLOATING_POINT).check(machine);
    noClasses().should().callMethodWhere(takesOrGivesFloatingPoint()).check(machine);
    for (JavaClass type : machine) {
      for (JavaMethod method : type.getMethods()) {
        assertThat(method.getRawParameterTypes())
            .as(method.getFullName())
            .noneMatch(FLOATING_POINT);
      }
    }
  }

  private static DescribedPredicate<JavaCall<?>> makesAnUnorderedCollection() {
    return describe(
        "makes a collection without a defined order",
        call -> {
          JavaClass owner = call.getTargetOwner();
          String name = call.getTarget().getName();
          boolean unorderedFactory =
              (owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class))
                  && List.of("of", "copyOf", "ofEntries").contains(name);
          boolean unorderedCollector =
              owner.isEquivalentTo(Collectors.class)
                  && List.of(
                          "toSet",
                          "toMap",
                          "groupingBy",
                          "partitioningBy",
                          "toUnmodifiableSet",
                          "toUnmodifiableMap")
                      .contains(name);
          boolean parallel =
              owner.isAssignableTo(Collection.class) && name.equals("parallelStream");
          return unorderedFactory || unorderedCollector || parallel;
        });
  }

  private static DescribedPredicate<JavaCall<?>> takesOrGivesFloatingPoint() {
    return describe(
        "takes or gives floating point",
        call ->
            FLOATING_POINT.test(call.getTarget().getRawReturnType())
                || call.getTarget().getRawParameterTypes().stream().anyMatch(FLOATING_POINT));
  }
}
