// SPDX-License-Identifier: Apache-2.0
package dev.joist.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arrows between modules point downward; see the map in the README. */
class ModuleDirectionTest {

  @Test
  void everyModuleOfTheBuildHasAPlaceInTheOrder() {
    assertThat(ModuleRule.all())
        .as("modules with a rule, against the modules of the root pom")
        .extracting(ModuleRule::directory)
        .containsExactlyInAnyOrderElementsOf(CompiledModules.directories());
  }

  @TestFactory
  Stream<DynamicTest> everyModuleWithSourcesWasRead() {
    return ModuleRule.all().stream()
        .filter(CompiledModules::hasSources)
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.directory(), () -> assertThat(CompiledModules.of(module)).isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> aModuleKeepsToItsOwnPackages() {
    return forEachModule(
        module ->
            classes()
                .should()
                .resideInAnyPackage(module.rootPackage() + "..")
                .as("a module keeps to its own packages")
                .because(
                    "a package belongs to one module: %s owns %s"
                        .formatted(module.directory(), module.rootPackage()))
                .allowEmptyShould(true)
                .check(CompiledModules.of(module)));
  }

  @TestFactory
  Stream<DynamicTest> aModuleKnowsOnlyThoseBelowIt() {
    return forEachModule(
        module ->
            noClasses()
                .that(areOwnedBy(module))
                .should()
                .dependOnClassesThat(areOutOfSightOf(module))
                .as(module.directory() + " knows only modules below it")
                .because(
                    "arrows between modules point downward: %s may know %s"
                        .formatted(module.directory(), sorted(module)))
                .allowEmptyShould(true)
                .check(CompiledModules.all()));
  }

  @Test
  void theRuntimeKnowsNoBeam() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.joist.execution..", "dev.joist.state..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam..")
        .as("the runtime knows no Beam")
        .because("the runtime sees elements as opaque objects, so that it is tested with integers")
        .allowEmptyShould(true)
        .check(CompiledModules.all());
  }

  /** Sorted runs are no backend: an operator that goes beyond memory writes them itself. */
  @Test
  void stateIsReachedThroughItsInterface() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.joist.operators..", "dev.joist.translation..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.joist.state.*..")
                .and(not(resideInAPackage("dev.joist.state.spill"))))
        .as("state is reached through its interface")
        .because("a plan or an operator that knows one state backend keeps out every other")
        .allowEmptyShould(true)
        .check(CompiledModules.all());
  }

  private static Stream<DynamicTest> forEachModule(Consumer<ModuleRule> rule) {
    return ModuleRule.all().stream()
        .map(module -> DynamicTest.dynamicTest(module.directory(), () -> rule.accept(module)));
  }

  private static DescribedPredicate<JavaClass> areOwnedBy(ModuleRule module) {
    return describe("belong to " + module.directory(), module::owns);
  }

  private static DescribedPredicate<JavaClass> areOutOfSightOf(ModuleRule module) {
    List<ModuleRule> unknown =
        ModuleRule.all().stream()
            .filter(other -> !other.equals(module))
            .filter(other -> !module.mayKnow().contains(other.directory()))
            .toList();
    return describe(
        "belong to any of " + unknown.stream().map(ModuleRule::directory).toList(),
        type -> unknown.stream().anyMatch(other -> other.owns(type)));
  }

  private static String sorted(ModuleRule module) {
    return module.mayKnow().isEmpty()
        ? "none of ours"
        : String.join(", ", module.mayKnow().stream().sorted().toList());
  }
}
