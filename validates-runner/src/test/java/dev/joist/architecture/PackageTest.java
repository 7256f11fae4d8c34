// SPDX-License-Identifier: Apache-2.0
package dev.joist.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Packages: who knows whom, what is in them and how it is named. */
class PackageTest {

  @Test
  void packagesKnowEachOtherInOneDirectionOnly() {
    slices()
        .matching("dev.joist.(**)")
        .should()
        .beFreeOfCycles()
        .as("packages know each other in one direction only")
        .because("packages in a circle can only be understood, tested and moved together")
        .check(CompiledModules.all());
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        CompiledModules.all().stream()
            .map(JavaClass::getPackage)
            .distinct()
            // JMH writes these when the benchmarks are compiled.
            .filter(owner -> !owner.getName().endsWith(".jmh_generated"))
            .filter(owner -> !owner.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .sorted()
            .toList();

    assertThat(unmarked)
        .as("packages without @NullMarked in their package-info, where null is not checked")
        .isEmpty();
  }

  @Test
  void classesAreNamedAfterConcepts() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
        .as("classes are named after concepts")
        .because(
            "a class is named after its concept, and a helper lives on the type that it serves")
        .check(CompiledModules.all());
  }

  @Test
  void librariesLogThroughSlf4j() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.joist.state..",
            "dev.joist.execution..",
            "dev.joist.operators..",
            "dev.joist.translation..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .as("libraries log through slf4j")
        .because("whoever embeds Joist chooses where its log goes")
        .check(CompiledModules.all());
  }
}
